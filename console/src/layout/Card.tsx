import { type ReactNode, useId } from 'react';
import type { PolledState } from '../live/polled';
import { frameWords } from '../words/frame';
import { DataAge } from './DataAge';

interface Props {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of a page with a heading of its own. */
export function Card({ title, aside, className, children }: Props) {
  const id = useId();
  return (
    <section className={`card ${className ?? ''}`} aria-labelledby={id}>
      <header className="card-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

interface PolledProps<T> {
  readonly state: PolledState<T>;
  readonly everyMillis: number;
  readonly what: string;
  readonly children: (value: T) => ReactNode;
}

/** What was read, or why it cannot be. */
export function PolledContent<T>({ state, everyMillis, what, children }: PolledProps<T>) {
  if (state.value === null) {
    return state.failure === null ? (
      <p className="quiet" role="status">
        {frameWords().loading}
      </p>
    ) : (
      <p className={state.forbidden ? 'quiet' : 'failure'} role="status">
        {state.failure}
        {state.forbidden ? '' : ` ${frameWords().tryingAgain}`}
      </p>
    );
  }
  return (
    <>
      <DataAge state={state} everyMillis={everyMillis} what={what} />
      {children(state.value)}
    </>
  );
}

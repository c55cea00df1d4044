import type { Polled } from '../live/polled';
import { useObservable } from '../live/observable';
import { useNow } from '../live/ticker';
import { searchTo } from '../nav/address';
import { Link } from '../nav/Link';
import { statusWords } from '../words/status';
import { type Asked, lightOf } from './light';
import { StateMark } from './StateMark';

/** Whether the platform itself works, in one light: shape and word, and the way to why. */
export function StatusLight({ status }: { readonly status: Polled<Asked> }) {
  const state = useObservable(status.state);
  useNow();
  const light = lightOf(state, Date.now());
  if (light === null) return null;
  return (
    <Link to={searchTo('status')} className={`status-light light-${light}`}>
      <StateMark state={light} />
      <span className="light-long">{statusWords().light[light]}</span>
      <span className="light-short" aria-hidden="true">
        {statusWords().states[light]}
      </span>
    </Link>
  );
}

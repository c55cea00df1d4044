import type { State } from './model';

/** A shape of its own for each state, so that it is read without colour. */
export function StateMark({ state }: { readonly state: State }) {
  return (
    <svg className={`state-mark state-${state}`} viewBox="0 0 24 24" aria-hidden="true">
      {shape(state)}
    </svg>
  );
}

function shape(state: State) {
  switch (state) {
    case 'ok':
      return (
        <>
          <circle cx="12" cy="12" r="10" />
          <path className="state-sign" d="m7 12.5 3.5 3.5L17 8.5" />
        </>
      );
    case 'degraded':
      return (
        <>
          <path d="M12 1.8 22.2 12 12 22.2 1.8 12Z" />
          <path className="state-sign" d="M12 7v6m0 2.8v.6" />
        </>
      );
    case 'down':
      return (
        <>
          <path d="M8 1.5h8L22.5 8v8L16 22.5H8L1.5 16V8Z" />
          <path className="state-sign" d="m8 8 8 8m0-8-8 8" />
        </>
      );
    case 'unknown':
      return (
        <>
          <circle className="state-hollow" cx="12" cy="12" r="9.5" />
          <path className="state-question" d="M9 9.5a3 3 0 1 1 4.2 2.7c-.8.4-1.2.9-1.2 1.8m0 3v.5" />
        </>
      );
    case 'off':
      return <circle className="state-hollow" cx="12" cy="12" r="9.5" />;
  }
}

import type { ReactNode } from 'react';
import type { Patients } from './board/merge';
import type { Order } from './board/order';
import { Summary } from './board/Summary';
import type { View } from './board/view';
import { clockTime } from './live/clockTime';
import type { Liveness } from './live/liveness';
import { useNow } from './live/ticker';
import { Account } from './layout/Account';
import { frameWords } from './words/frame';
import { wardWords } from './words/ward';

interface Props {
  readonly patients: Patients;
  readonly units: readonly string[];
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly liveness: Liveness;
  readonly person: string;
  readonly onSignOut: () => void;
  /** The way to other pages; null where there are none. */
  readonly navigation: ReactNode;
}

export function Header(props: Props) {
  const { patients, units, view, onView, liveness, person, onSignOut, navigation } = props;
  const w = wardWords();
  const shown = [...patients.values()].filter(
    ({ careUnit }) => view.unit === null || careUnit === view.unit,
  );
  // A unit from a bookmark stays choosable while none of its patients is monitored.
  const choices =
    view.unit === null || units.includes(view.unit) ? units : [...units, view.unit];
  return (
    <header className="top">
      <div className="brand">
        <img src="/favicon.svg" alt="" width="36" height="36" />
        <h1>
          {view.unit ?? w.title} <span className="brand-name">Vitalwire</span>
        </h1>
      </div>
      {navigation}
      {shown.length === 0 ? <div className="summary" /> : <Summary patients={shown} />}
      <form className="controls" onSubmit={(event) => event.preventDefault()}>
        <label className="field">
          <span className="unseen">{w.unit}</span>
          <select
            value={view.unit ?? ''}
            onChange={({ target }) =>
              onView({ ...view, unit: target.value === '' ? null : target.value })
            }
          >
            <option value="">{w.allUnits}</option>
            {choices.map((unit) => (
              <option key={unit} value={unit}>
                {unit}
              </option>
            ))}
          </select>
        </label>
        <fieldset className="switch">
          <legend className="unseen">{w.sortBy}</legend>
          <SortChoice order="risk" label={w.orders.risk} view={view} onView={onView} />
          <SortChoice order="bed" label={w.orders.bed} view={view} onView={onView} />
        </fieldset>
      </form>
      <Clock liveness={liveness} />
      <Account person={person} onSignOut={onSignOut} />
    </header>
  );
}

interface SortProps {
  readonly order: Order;
  readonly label: string;
  readonly view: View;
  readonly onView: (view: View) => void;
}

function SortChoice({ order, label, view, onView }: SortProps) {
  return (
    <label>
      <input
        type="radio"
        name="sort"
        value={order}
        checked={view.order === order}
        onChange={() => onView({ ...view, order })}
      />
      <span>{label}</span>
    </label>
  );
}

function Clock({ liveness }: { readonly liveness: Liveness }) {
  const now = useNow();
  const words = frameWords().live;
  return (
    <div className="clock">
      <time className="clock-time">{clockTime(now)}</time>
      <span className={`clock-state clock-${liveness.kind}`}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          {liveness.kind === 'lost' ? (
            <path d="m3.5 3.5 9 9m0-9-9 9" />
          ) : (
            <circle cx="8" cy="8" r="5" />
          )}
        </svg>
        {words[liveness.kind]}
      </span>
    </div>
  );
}

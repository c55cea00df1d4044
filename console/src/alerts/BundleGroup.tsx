import { alertWords } from '../words/alerts';
import { AlertCard } from './AlertCard';
import { type Deed, deedsOf, type Person } from './deeds';
import type { AlertState } from './feed';
import type { Bundle } from './inbox';
import type { Alert } from './model';

interface Props {
  readonly bundle: Bundle;
  readonly person: Person;
  readonly state: AlertState;
  readonly onDeed: (alert: Alert, deed: Deed) => Promise<boolean>;
  readonly onAll: (alerts: readonly Alert[], deed: Deed) => Promise<void>;
  readonly onPatient: ((patientId: string) => void) | null;
  readonly readTrail: (id: string) => Promise<unknown>;
}

/** One alert, or those of one page together: one tap accepts exactly those that are listed. */
export function BundleGroup({ bundle, person, state, onDeed, onAll, onPatient, readTrail }: Props) {
  const cards = bundle.alerts.map((alert) => (
    <AlertCard
      key={alert.id}
      alert={alert}
      person={person}
      doing={state.doing.get(alert.id) ?? null}
      failure={state.failures.get(alert.id) ?? null}
      onDeed={onDeed}
      onPatient={onPatient}
      readTrail={readTrail}
    />
  ));
  const [first] = bundle.alerts;
  if (first === undefined || bundle.alerts.length === 1) return cards;
  const acceptable = bundle.alerts.filter((alert) => deedsOf(alert, person).includes('accept'));
  const words = alertWords();
  const busy = bundle.alerts.some(({ id }) => state.doing.has(id));
  return (
    <li className={`bundle priority-${first.priority}`}>
      <div className="bundle-head">
        <p>
          <strong>{words.together(bundle.alerts.length)}</strong>
          {first.bed === null ? '' : words.inBed(first.bed)}
        </p>
        {acceptable.length > 1 ? (
          <button
            type="button"
            className="button button-acknowledge"
            disabled={busy}
            onClick={() => void onAll(acceptable, { kind: 'accept' })}
          >
            {busy ? words.doing.accept : words.acceptAll(acceptable.length)}
          </button>
        ) : null}
      </div>
      <ul className="bundle-list">{cards}</ul>
    </li>
  );
}

import { useMemo } from 'react';
import type { Patients } from '../board/merge';
import { useObservable } from '../live/observable';
import { AlertCard } from './AlertCard';
import type { AlertFeed } from './feed';
import { ordered, waiting } from './order';

interface Props {
  readonly feed: AlertFeed;
  readonly patients: Patients;
  /** The board is narrowed to one unit; the alerts never are. */
  readonly narrowed: boolean;
  readonly mayAcknowledge: boolean;
}

export function AlertPanel({ feed, patients, narrowed, mayAcknowledge }: Props) {
  const state = useObservable(feed.state);
  const announced = useObservable(feed.announced);
  const alerts = useMemo(() => ordered(state.alerts.values()), [state.alerts]);
  const count = alerts.filter(waiting).length;
  return (
    <aside className="alerts" id="alerts" aria-labelledby="alerts-title" tabIndex={-1}>
      <header className="alerts-head">
        <h2 id="alerts-title">Alerts</h2>
        <p className={count === 0 ? 'alerts-count' : 'alerts-count alerts-count-some'}>
          {count === 0 ? 'none waiting' : `${count} not acknowledged`}
        </p>
        {narrowed ? <p className="alerts-scope">from all units</p> : null}
      </header>
      <p className="unseen" aria-live="polite">
        {announced.urgent ? '' : announced.text}
      </p>
      <p className="unseen" aria-live="assertive">
        {announced.urgent ? announced.text : ''}
      </p>
      {state.kind === 'loading' ? <p className="alerts-message">Loading alerts…</p> : null}
      {state.kind === 'failed' ? (
        <p className="alerts-message alerts-failed" role="alert">
          Alerts cannot be loaded. {state.reason} Trying again by itself.
        </p>
      ) : null}
      {state.kind === 'ready' && alerts.length === 0 ? (
        <p className="alerts-message">No open alerts.</p>
      ) : null}
      <ul className="alerts-list">
        {alerts.map((alert) => (
          <AlertCard
            key={alert.id}
            alert={alert}
            onBoard={patients.has(alert.patientId)}
            mayAcknowledge={mayAcknowledge}
            acknowledging={state.acknowledging.has(alert.id)}
            failure={state.failures.get(alert.id) ?? null}
            onAcknowledge={(id) => void feed.acknowledge(id)}
          />
        ))}
      </ul>
    </aside>
  );
}

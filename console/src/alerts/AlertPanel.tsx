import { useMemo } from 'react';
import { anchorOf } from '../board/PatientRow';
import type { Patients } from '../board/merge';
import { useObservable } from '../live/observable';
import { searchTo } from '../nav/address';
import { Link } from '../nav/Link';
import { alertWords } from '../words/alerts';
import { AlertCard } from './AlertCard';
import { AlertsOfNow } from './AlertsOfNow';
import { Announcer } from './Announcer';
import type { Person } from './deeds';
import type { AlertFeed } from './feed';
import { ordered, waiting } from './order';

interface Props {
  readonly feed: AlertFeed;
  readonly patients: Patients;
  /** The board is narrowed to one unit; the alerts never are. */
  readonly narrowed: boolean;
  readonly person: Person;
}

const toRow = (patientId: string) => document.getElementById(anchorOf(patientId))?.focus();

export function AlertPanel({ feed, patients, narrowed, person }: Props) {
  const state = useObservable(feed.state);
  const alerts = useMemo(() => ordered(state.alerts.values()), [state.alerts]);
  const words = alertWords();
  const count = alerts.filter(waiting).length;
  return (
    <aside className="alerts" id="alerts" aria-labelledby="alerts-title" tabIndex={-1}>
      <header className="alerts-head">
        <h2 id="alerts-title">
          <Link to={searchTo('alerts')}>{words.title}</Link>
        </h2>
        <p className={count === 0 ? 'alerts-count' : 'alerts-count alerts-count-some'}>
          {count === 0 ? words.noneWaiting : words.waiting(count)}
        </p>
        {narrowed ? <p className="alerts-scope">{words.fromAllUnits}</p> : null}
      </header>
      <Announcer feed={feed} />
      {state.kind === 'loading' ? <p className="alerts-message">{words.loading}</p> : null}
      {state.kind === 'failed' ? (
        <p className="alerts-message alerts-failed" role="alert">
          {words.notLoaded}. {words.tryingAgain(state.reason ?? '')}
        </p>
      ) : null}
      {state.kind === 'ready' && alerts.length === 0 ? (
        <p className="alerts-message">{words.empty.all}</p>
      ) : null}
      <AlertsOfNow feed={feed}>
        <ul className="alerts-list">
          {alerts.map((alert) => (
            <AlertCard
              key={alert.id}
              alert={alert}
              person={person}
              doing={state.doing.get(alert.id) ?? null}
              failure={state.failures.get(alert.id) ?? null}
              onDeed={feed.act}
              onPatient={patients.has(alert.patientId) ? toRow : null}
              readTrail={null}
            />
          ))}
        </ul>
      </AlertsOfNow>
    </aside>
  );
}

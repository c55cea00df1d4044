import { useMemo, useState } from 'react';
import { AlertCard } from '../alerts/AlertCard';
import type { Deed, Person } from '../alerts/deeds';
import type { AlertState } from '../alerts/feed';
import type { Alert } from '../alerts/model';
import { byGravity } from '../alerts/order';
import { PriorityMark } from '../alerts/PriorityMark';
import { shortTime } from '../live/clockTime';
import { alertWords } from '../words/alerts';
import { patientWords } from '../words/patient';
import { EventTrack } from './EventTrack';
import { trackOf } from './track';

interface Props {
  /** Null where they are not known. */
  readonly alerts: readonly Alert[] | null;
  readonly failure: string | null;
  readonly from: number;
  readonly to: number;
  readonly now: number;
  readonly person: Person;
  readonly state: AlertState;
  readonly onDeed: (alert: Alert, deed: Deed) => Promise<boolean>;
  readonly readTrail: (id: string) => Promise<unknown>;
}

const MOST_ROWS = 6;
const NOTHING: readonly Alert[] = [];

/** The patient's alerts on the axis of the charts; a choice shows the alert below. */
export function AlertLane({ alerts, failure, from, to, now, person, state, onDeed, readTrail }: Props) {
  const words = patientWords();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const graved = useMemo(() => byGravity(alerts ?? NOTHING), [alerts]);
  const track = trackOf(graved, { from, to }, now, lastingOf, MOST_ROWS);
  const chosen = chosenId === null ? null : (alerts?.find(({ id }) => id === chosenId) ?? null);
  const count = track.bars.length + track.hidden;
  return (
    <EventTrack
      title={words.alerts}
      laneKey="alerts"
      aside={
        <>
          <p className="quiet">{alerts === null ? `${words.alertsUnknown} ${failure ?? ''}` : words.alertsHere(count)}</p>
          {track.hidden === 0 ? null : <p className="quiet">{words.hidden(track.hidden)}</p>}
        </>
      }
      track={track}
      note={alerts !== null && count === 0 ? words.none : null}
      keyOf={({ id }) => id}
      bar={({ item: alert }) => (
        <>
          <button
            type="button"
            className={`track-alert priority-${alert.priority}${alert.retrospective ? ' track-retrospective' : ''}`}
            aria-pressed={alert.id === chosenId}
            aria-label={barWords(alert, now)}
            title={barWords(alert, now)}
            onClick={() => setChosenId(alert.id === chosenId ? null : alert.id)}
          >
            <PriorityMark priority={alert.priority} />
            <span aria-hidden="true">{alert.title}</span>
          </button>
        </>
      )}
    >
      {chosen === null ? null : (
        <div className="track-chosen">
          <ul className="inbox">
            <AlertCard
              alert={chosen}
              person={person}
              doing={state.doing.get(chosen.id) ?? null}
              failure={state.failures.get(chosen.id) ?? null}
              onDeed={onDeed}
              onPatient={null}
              readTrail={readTrail}
            />
          </ul>
          <button type="button" className="button button-small" onClick={() => setChosenId(null)}>
            {words.close}
          </button>
        </div>
      )}
    </EventTrack>
  );
}

/** By what the condition did; an alert that nobody answered goes on being open after it. */
export function lastingOf({ startedAt, conditionEndedAt, conditionActive, updatedAt }: Alert) {
  return { from: startedAt, to: conditionActive ? null : (conditionEndedAt ?? updatedAt) };
}

/** All that the bar says by place and colour. */
export function barWords(alert: Alert, now: number): string {
  const words = patientWords();
  const { priority } = alertWords();
  const { from, to } = lastingOf(alert);
  const time = to === null ? words.since(shortTime(from, now)) : words.lasting(shortTime(from, now), shortTime(to, now));
  const answer =
    alert.acknowledgement !== null ? words.accepted(alert.acknowledgement.by) : alert.retrospective ? null : words.notAccepted;
  return [`${priority[alert.priority]}: ${alert.title}`, time, answer].filter((part) => part !== null).join(', ');
}

import { useMemo } from 'react';
import { PolledContent } from '../layout/Card';
import { Message } from '../layout/Message';
import { usePolled } from '../live/polled';
import type { Api } from '../wire/api';
import { alertWords } from '../words/alerts';
import { AlertCard } from './AlertCard';
import { alertsOf } from './decode';
import type { Deed, Person } from './deeds';
import { requestOf } from './deeds';
import type { Alert } from './model';

interface Props {
  readonly api: Api;
  readonly person: Person;
  readonly onPatient: ((patientId: string) => void) | null;
  readonly readTrail: (id: string) => Promise<unknown>;
}

const REFRESH_MILLIS = 60_000;
const BACK_MILLIS = 24 * 3_600_000;
const MOST = 200;

/** What is over, the newest first. */
export function EndedAlerts({ api, person, onPatient, readTrail }: Props) {
  const ended = usePolled('ended alerts', REFRESH_MILLIS, async () =>
    alertsOf(await api.get(`/api/v1/alerts?state=resolved&limit=${MOST}`)),
  );
  const words = alertWords();
  const list = useMemo(() => newestFirst(ended.value ?? [], Date.now() - BACK_MILLIS), [ended.value]);
  // Only a judgement can still be made of them.
  const onDeed = async (alert: Alert, deed: Deed) => {
    const { path, body } = requestOf(alert.id, deed);
    await api.post(path, body, alert.version === null ? undefined : `"${alert.version}"`);
    await ended.refresh();
    return true;
  };
  return (
    <PolledContent state={ended} everyMillis={REFRESH_MILLIS} what={words.whatEnded}>
      {() =>
        list.length === 0 ? (
          <Message title={words.nothing}>
            <p>{words.empty.ended}</p>
          </Message>
        ) : (
          <ul className="inbox-list">
            {list.map((alert) => (
              <AlertCard
                key={alert.id}
                alert={alert}
                person={person}
                doing={null}
                failure={null}
                onDeed={onDeed}
                onPatient={onPatient}
                readTrail={readTrail}
              />
            ))}
          </ul>
        )
      }
    </PolledContent>
  );
}

export function newestFirst(alerts: readonly Alert[], since: number): readonly Alert[] {
  const endOf = ({ conditionEndedAt, updatedAt }: Alert) => Math.max(conditionEndedAt ?? 0, updatedAt);
  return alerts.filter((alert) => endOf(alert) >= since).sort((one, other) => endOf(other) - endOf(one));
}

import { Age } from '../fleet/Age';
import { Card, PolledContent } from '../layout/Card';
import { Mark, type Grade } from '../layout/Mark';
import { fullTime } from '../live/clockTime';
import { usePolled } from '../live/polled';
import { searchTo } from '../nav/address';
import { Link } from '../nav/Link';
import { rejectionsOf } from '../quarantine/decode';
import type { Api } from '../wire/api';
import { gapText, ledgerText } from './continuity';
import { associationsOf, bootsOf, eventsOf } from './decode';
import { eventWords } from './eventWords';
import type { Boot, Severity } from './model';

interface Props {
  readonly api: Api;
  readonly deviceId: string;
}

const REFRESH_MILLIS = 15_000;
const EVENTS = 50;
const REJECTIONS = 10;

const GRADES: Readonly<Record<Severity, Grade>> = {
  information: 'plain',
  warning: 'warning',
  problem: 'error',
};
const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  information: 'For information',
  warning: 'Warning',
  problem: 'Problem',
};

export function EventsCard({ api, deviceId }: Props) {
  const state = usePolled(deviceId, REFRESH_MILLIS, async () =>
    eventsOf(
      await api.get(`/api/v1/device-events?device=${encodeURIComponent(deviceId)}&limit=${EVENTS}`),
    ),
  );
  return (
    <Card title="What happened">
      <PolledContent state={state} everyMillis={REFRESH_MILLIS} what="This list">
        {(events) =>
          events.length === 0 ? (
            <p className="quiet">No events are kept of this device.</p>
          ) : (
            <ol className="events">
              {events.map((event) => (
                <li key={event.id} className="event">
                  <span className="event-time">
                    {event.at === null ? 'Time not known' : fullTime(event.at)}
                  </span>
                  <span title={SEVERITY_WORDS[event.severity]}>
                    <Mark grade={event.phase === 'ended' ? 'good' : GRADES[event.severity]} />
                    <span className="unseen">{SEVERITY_WORDS[event.severity]}: </span>
                  </span>
                  <span>
                    <strong>{eventWords(event)}</strong>
                    {event.detail === null ? null : (
                      <span className="event-detail">{event.detail}</span>
                    )}
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </PolledContent>
    </Card>
  );
}

export function ContinuityCard({ api, deviceId }: Props) {
  const state = usePolled(deviceId, REFRESH_MILLIS, async () =>
    bootsOf(await api.get(`/api/v1/devices/${encodeURIComponent(deviceId)}/continuity`)),
  );
  return (
    <Card title="Messages counted">
      <PolledContent state={state} everyMillis={REFRESH_MILLIS} what="This count">
        {(boots) =>
          boots.length === 0 ? (
            <p className="quiet">
              This device does not number its messages, so nobody can tell whether some are
              missing.
            </p>
          ) : (
            <ol className="boots">
              {boots.map((boot) => (
                <BootRow key={`${boot.boot} ${boot.run}`} boot={boot} />
              ))}
            </ol>
          )
        }
      </PolledContent>
    </Card>
  );
}

function BootRow({ boot }: { readonly boot: Boot }) {
  const missing = (boot.missing ?? 0) > 0;
  return (
    <li className="boot">
      <p className="marked">
        <Mark grade={missing ? 'warning' : 'good'} />
        <strong>{ledgerText(boot)}</strong>
      </p>
      <p className="boot-more">
        {boot.startedAt === null ? 'Start not known' : `From ${fullTime(boot.startedAt)}`}
        {boot.lastAt === null ? '' : ` to ${fullTime(boot.lastAt)}`}
        {boot.duplicates === null || boot.duplicates === 0
          ? ''
          : `; ${boot.duplicates.toLocaleString('en-GB')} came twice and were dropped`}
        {boot.boot === '' ? '' : `; boot “${boot.boot}”`}
        {(boot.run ?? 1) > 1 ? `; run ${boot.run}` : ''}
      </p>
      {boot.gaps.length === 0 ? null : (
        <details>
          <summary>
            {boot.gaps.length === 1 ? '1 gap' : `${boot.gaps.length} gaps`}, by sequence number
          </summary>
          <ul className="gaps">
            {boot.gaps.map((gap) => (
              <li key={gap.from}>
                {gapText(gap)}
                {gap.count > 1 ? ` (${gap.count.toLocaleString('en-GB')} messages)` : ''}
                {gap.noticedAt === null ? '' : `, noticed ${fullTime(gap.noticedAt)}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

export function AssociationsCard({ api, deviceId }: Props) {
  const state = usePolled(deviceId, REFRESH_MILLIS, async () =>
    associationsOf(
      await api.get(`/api/v1/associations?device=${encodeURIComponent(deviceId)}`),
    ),
  );
  return (
    <Card title="On which patient, when">
      <PolledContent state={state} everyMillis={REFRESH_MILLIS} what="This list">
        {(periods) =>
          periods.length === 0 ? (
            <p className="quiet">
              Never on a patient, or on none whom you may see. What it measures is kept under the
              device.
            </p>
          ) : (
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">From</th>
                  <th scope="col">To</th>
                  <th scope="col">Patient</th>
                  <th scope="col">Bed</th>
                  <th scope="col">By</th>
                </tr>
              </thead>
              <tbody>
                {periods.map((period) => (
                  <tr key={period.id}>
                    <td>{period.from === null ? 'Not known' : fullTime(period.from)}</td>
                    <td>
                      {period.to === null ? (
                        <strong>
                          Now
                          {period.from === null ? null : (
                            <>
                              , for <Age since={period.from} />
                            </>
                          )}
                        </strong>
                      ) : (
                        fullTime(period.to)
                      )}
                    </td>
                    <td>{period.patientId}</td>
                    <td>{period.bed ?? '–'}</td>
                    <td>
                      {period.madeBy ?? 'Not known'}
                      {period.method === null ? '' : ` (${period.method.toLowerCase()})`}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </PolledContent>
    </Card>
  );
}

export function RejectionsCard({ api, deviceId }: Props) {
  const state = usePolled(deviceId, REFRESH_MILLIS, async () =>
    rejectionsOf(
      await api.get(`/api/v1/rejections?device=${encodeURIComponent(deviceId)}&limit=${REJECTIONS}`),
    ),
  );
  return (
    <Card
      title="Lately refused"
      aside={<Link to={searchTo('quarantine', { device: deviceId })}>All in quarantine</Link>}
    >
      <PolledContent state={state} everyMillis={REFRESH_MILLIS} what="This list">
        {(rejections) =>
          rejections.length === 0 ? (
            <p className="quiet">Nothing of this device was refused.</p>
          ) : (
            <ul className="refused">
              {rejections.map((rejection) => (
                <li key={rejection.id}>
                  <Link to={searchTo('quarantine', { device: deviceId, entry: rejection.id })}>
                    {rejection.receivedAt === null ? 'Time not known' : fullTime(rejection.receivedAt)}
                  </Link>{' '}
                  <strong>{rejection.code}</strong>{' '}
                  <span className="refused-reason">{rejection.reason}</span>
                </li>
              ))}
            </ul>
          )
        }
      </PolledContent>
    </Card>
  );
}

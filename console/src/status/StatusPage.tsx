import { Card, PolledContent } from '../layout/Card';
import { DataAge, isOld } from '../layout/DataAge';
import { Message } from '../layout/Message';
import { fullTime, shortTime } from '../live/clockTime';
import { useObservable } from '../live/observable';
import { usePolled } from '../live/polled';
import { useNow } from '../live/ticker';
import type { Services } from '../services';
import { statusWords } from '../words/status';
import { operationsAlertsOf } from './decode';
import { Figures } from './Figures';
import { lightOf, STATUS_MILLIS } from './light';
import { type OperationsAlert, type Part, type PlatformStatus, stagesOf } from './model';
import { StateMark } from './StateMark';

const PAST_MILLIS = 60_000;

/** How the platform itself stands, part by part, what is wrong, and what was. */
export function StatusPage({ services }: { readonly services: Services }) {
  const words = statusWords();
  const state = useObservable(services.status.state);
  useNow();
  if (state.value === null || state.value.kind === 'not-offered') {
    if (state.value === null && state.failure === null) {
      return (
        <p className="desk-wait" role="status">
          …
        </p>
      );
    }
    return (
      <Message title={words.notLoaded} failed>
        <p>{state.value === null ? words.watchMonitors(state.failure ?? '') : words.notOffered}</p>
      </Message>
    );
  }
  const { status } = state.value;
  const light = lightOf(state, Date.now()) ?? 'unknown';
  return (
    <section
      className={isOld(state, STATUS_MILLIS, Date.now()) ? 'status is-old' : 'status'}
      aria-labelledby="status-title"
    >
      <header className="desk-head">
        <h1 id="status-title">{words.title}</h1>
      </header>
      <DataAge state={state} everyMillis={STATUS_MILLIS} what={words.thisPage} />
      <div className={`status-headline light-${light}`}>
        <StateMark state={light} />
        <p>
          <strong>{words.light[light]}</strong>
          <span>{words.headline[light]}</span>
        </p>
      </div>
      <Open alerts={status.alerts} />
      <Parts status={status} />
      <Past services={services} />
    </section>
  );
}

function Open({ alerts }: { readonly alerts: readonly OperationsAlert[] }) {
  const words = statusWords();
  const now = useNow();
  return (
    <Card title={words.open}>
      {alerts.length === 0 ? (
        <p className="quiet">{words.nothingOpen}</p>
      ) : (
        <ul className="status-open">
          {alerts.map((alert) => (
            <li key={alert.id}>
              <StateMark state={alert.severity} />
              <p>
                <strong>
                  {words.kinds[alert.kind] ?? alert.kind}
                  {alert.subject === '' ? '' : `: ${alert.subject}`}
                </strong>{' '}
                <span className="quiet">{alert.since === null ? '' : words.since(shortTime(alert.since, now))}</span>
                <br />
                {alert.detail}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Parts({ status }: { readonly status: PlatformStatus }) {
  const words = statusWords();
  const now = useNow();
  return (
    <div className="status-parts">
      {status.parts.map((part) => (
        <Card
          key={part.name}
          title={words.parts[part.name] ?? part.name}
          className={`status-part part-${part.state}`}
          aside={
            <p className="status-state">
              <StateMark state={part.state} />
              <strong>{words.states[part.state]}</strong>
              {part.since === null ? null : <span className="quiet">{words.since(shortTime(part.since, now))}</span>}
            </p>
          }
        >
          {part.detail === null ? null : <p>{part.detail}</p>}
          {part.name === 'canary' && part.state !== 'off' ? <Stages canary={part} /> : null}
          <Figures figures={part.figures} />
        </Card>
      ))}
    </div>
  );
}

/** The way of the synthetic beat, and where it ends. */
function Stages({ canary }: { readonly canary: Part }) {
  const words = statusWords();
  return (
    <>
      <p className="quiet">{words.aboutCanary}</p>
      <ol className="status-stages">
        {stagesOf(canary).map(({ stage, passed }) => (
          <li key={stage}>
            <StateMark state={passed === null ? 'unknown' : passed ? 'ok' : 'down'} />
            {words.stages[stage]}
            <span className="unseen">
              : {passed === null ? words.stage.unknown : passed ? words.stage.passed : words.stage.stopped}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

function Past({ services }: { readonly services: Services }) {
  const words = statusWords();
  const past = usePolled('operations alerts', PAST_MILLIS, async () =>
    operationsAlertsOf(await services.api.get('/api/v1/status/alerts?limit=50')),
  );
  return (
    <Card title={words.past}>
      <PolledContent state={past} everyMillis={PAST_MILLIS} what={words.past}>
        {(all) =>
          all.length === 0 ? (
            <p className="quiet">{words.nothingPast}</p>
          ) : (
            <div className="status-scroll" tabIndex={0} role="region" aria-label={words.past}>
              <table className="plain-table">
                <thead>
                  <tr>
                    <th scope="col">{words.columns.what}</th>
                    <th scope="col">{words.columns.from}</th>
                    <th scope="col">{words.columns.until}</th>
                    <th scope="col">{words.columns.detail}</th>
                  </tr>
                </thead>
                <tbody>
                  {all.map((alert) => (
                    <tr key={alert.id}>
                      <td>
                        <span className="status-state">
                          <StateMark state={alert.severity} />
                          {words.kinds[alert.kind] ?? alert.kind}
                          {alert.subject === '' ? '' : `: ${alert.subject}`}
                        </span>
                      </td>
                      <td>{alert.since === null ? '–' : fullTime(alert.since)}</td>
                      <td>{alert.endedAt === null ? <strong>{words.lasts}</strong> : fullTime(alert.endedAt)}</td>
                      <td className="cell-break">{alert.detail}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </PolledContent>
    </Card>
  );
}

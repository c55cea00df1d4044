import { useState } from 'react';
import { Faults, TraceView } from '../explain/TraceView';
import { traceOf } from '../explain/decode';
import { Card, PolledContent } from '../layout/Card';
import { saveAs } from '../layout/saveAs';
import { Mark } from '../layout/Mark';
import { fullTime } from '../live/clockTime';
import { usePolled } from '../live/polled';
import { searchTo } from '../nav/address';
import { Link } from '../nav/Link';
import { type Api, explain } from '../wire/api';
import { replayOf } from './decode';
import type { Rejection, Replay } from './model';
import { OUTCOME_GRADES } from './outcome';

interface Props {
  readonly api: Api;
  readonly id: string;
  /** Null when the list does not have it. */
  readonly rejection: Rejection | null;
  readonly onReplayed: () => void;
}

type Work =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'replayed'; readonly replay: Replay };

/** Explaining again costs an audit entry; nothing changes by itself. */
const EXPLAIN_MILLIS = 10 * 60_000;

export function EntryCard({ api, id, rejection, onReplayed }: Props) {
  const path = `/api/v1/rejections/${encodeURIComponent(id)}`;
  const trace = usePolled(id, EXPLAIN_MILLIS, async () => traceOf(await api.get(`${path}/explain`)));
  const [work, setWork] = useState<Work>({ kind: 'idle' });
  const working = work.kind === 'working';

  const attempt = async (what: () => Promise<Work>) => {
    setWork({ kind: 'working' });
    try {
      setWork(await what());
    } catch (failure) {
      setWork({ kind: 'failed', reason: explain(failure) });
    }
  };
  const replay = () =>
    attempt(async () => {
      const outcome = replayOf(await api.post(`${path}/replay`));
      onReplayed();
      void trace.refresh();
      return { kind: 'replayed', replay: outcome };
    });
  const download = () =>
    attempt(async () => {
      saveAs(await api.getBytes(`${path}/payload`), `payload-${id.replaceAll(/[^\w.-]/g, '-')}`);
      return { kind: 'idle' };
    });

  return (
    <div className="entry">
      <Card
        title="Refused payload"
        aside={
          <div className="entry-actions">
            <button type="button" className="button" disabled={working} onClick={() => void download()}>
              Download the payload
            </button>
            <button
              type="button"
              className="button button-primary"
              disabled={working}
              onClick={() => void replay()}
            >
              {working ? 'Working…' : 'Replay'}
            </button>
          </div>
        }
      >
        <div aria-live="polite">
          <Outcome work={work} />
        </div>
        {rejection === null ? (
          <p className="quiet">
            This entry is not in the list: the filter hides it, or it is older than what is listed.
          </p>
        ) : (
          <Facts rejection={rejection} />
        )}
      </Card>
      <Card title="What the gateway makes of it now">
        <PolledContent state={trace} everyMillis={EXPLAIN_MILLIS} what="This explanation">
          {(value) => <TraceView trace={value} />}
        </PolledContent>
      </Card>
    </div>
  );
}

function Facts({ rejection }: { readonly rejection: Rejection }) {
  return (
    <>
      <p className="entry-reason">
        <Mark grade="error" />
        <span>
          <strong>
            {rejection.code} {rejection.number ?? ''}
          </strong>{' '}
          {rejection.reason}
        </span>
      </p>
      <dl className="facts">
        <dt>Device</dt>
        <dd>
          <Link to={searchTo('device', { id: rejection.deviceId })}>{rejection.deviceId}</Link>
        </dd>
        <dt>Received</dt>
        <dd>{rejection.receivedAt === null ? 'Not known' : fullTime(rejection.receivedAt)}</dd>
        <dt>Topic</dt>
        <dd>{rejection.topic ?? 'Not known'}</dd>
        <dt>Read as</dt>
        <dd>{rejection.codec ?? 'Not known'}</dd>
        <dt>Size</dt>
        <dd>
          {rejection.bytes === null ? 'Not known' : `${rejection.bytes.toLocaleString('en-GB')} bytes`}
        </dd>
        {rejection.replayedAt === null ? null : (
          <>
            <dt>Last replay</dt>
            <dd>
              {fullTime(rejection.replayedAt)}
              {rejection.replayOutcome === null ? '' : `, ${OUTCOMES[rejection.replayOutcome]}`}
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

const OUTCOMES: Readonly<Record<Replay['outcome'], string>> = {
  accepted: 'accepted',
  partly: 'accepted in part',
  rejected: 'refused again',
};

function Outcome({ work }: { readonly work: Work }) {
  switch (work.kind) {
    case 'idle':
    case 'working':
      return null;
    case 'failed':
      return <p className="failure">Not done: {work.reason}</p>;
    case 'replayed': {
      const { outcome, readings, faults } = work.replay;
      return (
        <div className="outcome">
          <p className="marked">
            <Mark grade={OUTCOME_GRADES[outcome]} />
            <strong>Replayed: {OUTCOMES[outcome]}</strong>
            {readings === 0 ? '' : ` – ${readings === 1 ? '1 reading' : `${readings} readings`} stored`}
          </p>
          {faults.length === 0 ? null : (
            <Faults faults={faults.map((fault) => ({ ...fault, number: null }))} />
          )}
        </div>
      );
    }
  }
}

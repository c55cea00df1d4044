import { useMemo, useRef, useState } from 'react';
import { ConfirmDialog } from '../layout/ConfirmDialog';
import { DataAge } from '../layout/DataAge';
import { Mark } from '../layout/Mark';
import { Message } from '../layout/Message';
import { clockTime, fullTime, shortTime } from '../live/clockTime';
import { useObservable } from '../live/observable';
import { usePolled } from '../live/polled';
import { useNow } from '../live/ticker';
import { searchTo } from '../nav/address';
import { Link, useAddress } from '../nav/Link';
import type { Api } from '../wire/api';
import { asList, asObject, asText } from '../wire/json';
import { manyReplayedOf, rejectionsOf } from './decode';
import { DeviceFilter } from './DeviceFilter';
import { EntryCard } from './EntryCard';
import { type Filter, filterOf, filterWords, membersOf, queryOf } from './filter';
import type { ManyReplayed, Rejection } from './model';
import { OUTCOME_GRADES, OUTCOME_WORDS } from './outcome';

interface Props {
  readonly api: Api;
}

const REFRESH_MILLIS = 10_000;
const DEVICES_MILLIS = 10 * 60_000;
const MOST = 500;

/** What the gateway did not take: why, what would become of it now, and another try. */
export function QuarantinePage({ api }: Props) {
  const address = useAddress();
  const search = useObservable(address.search);
  const filter = filterOf(search);
  const entry = new URLSearchParams(search).get('entry');
  const query = queryOf(filter, MOST);
  const list = usePolled(query, REFRESH_MILLIS, async () =>
    rejectionsOf(await api.get(`/api/v1/rejections?${query}`)).filter(
      ({ replayOutcome }) => !filter.open || replayOutcome !== 'accepted',
    ),
  );
  const devices = usePolled('devices', DEVICES_MILLIS, async () =>
    asList(await api.get('/api/v1/devices')).flatMap((row) => asText(asObject(row)['id']) ?? []),
  ).value;
  const codes = useSeenCodes(list.value, filter.code);
  const [asking, setAsking] = useState(false);
  const [replayed, setReplayed] = useState<ManyReplayed | null>(null);

  const go = (next: Filter, chosen: string | null = null) => {
    setReplayed(null);
    address.replace(searchTo('quarantine', { ...membersOf(next), entry: chosen }));
  };
  const rejections = list.value ?? [];
  const waiting = rejections.filter(({ replayOutcome }) => replayOutcome !== 'accepted').length;
  const chosen = rejections.find(({ id }) => id === entry) ?? null;

  return (
    <article className="quarantine" aria-labelledby="quarantine-title">
      <header className="desk-head">
        <div>
          <h1 id="quarantine-title">Quarantine</h1>
          <p className="desk-lead">Refused payloads, as they came.</p>
        </div>
        <form className="filters" onSubmit={(event) => event.preventDefault()}>
          <DeviceFilter
            devices={devices ?? []}
            value={filter.device}
            onChange={(device) => go({ ...filter, device })}
          />
          <label className="field">
            <span>Code</span>
            <select
              value={filter.code ?? ''}
              onChange={({ target }) =>
                go({ ...filter, code: target.value === '' ? null : target.value })
              }
            >
              <option value="">All codes</option>
              {codes.map((code) => (
                <option key={code} value={code}>
                  {code}
                </option>
              ))}
            </select>
          </label>
          <label className="check">
            <input
              type="checkbox"
              checked={filter.open}
              onChange={({ target }) => go({ ...filter, open: target.checked })}
            />
            <span>Only what is still refused</span>
          </label>
        </form>
        <button
          type="button"
          className="button"
          disabled={waiting === 0}
          onClick={() => setAsking(true)}
        >
          {waiting === 0 ? 'Nothing to replay' : `Replay all ${countText(waiting)} listed…`}
        </button>
      </header>
      <DataAge state={list} everyMillis={REFRESH_MILLIS} what="This list" />
      {replayed === null ? null : (
        <p className="outcome" role="status">
          <Mark grade={replayed.rejected + replayed.partly === 0 ? 'good' : 'warning'} />
          <strong>{replayed.replayed.toLocaleString('en-GB')} replayed:</strong>{' '}
          {replayed.accepted} accepted, {replayed.partly} in part, {replayed.rejected} refused again.
        </p>
      )}
      {list.value === null ? (
        list.failure === null ? (
          <p className="desk-wait" role="status">
            Loading…
          </p>
        ) : (
          <Message title="The quarantine cannot be loaded" failed>
            <p>
              {list.failure} {list.forbidden ? '' : 'Trying again by itself.'}
            </p>
          </Message>
        )
      ) : (
        <div className="quarantine-columns">
          {rejections.length === 0 ? (
            <Message title="Nothing here">
              <p>
                Nothing{filterWords(filter)} {filter.open ? 'is refused now' : 'was refused'}.
              </p>
              {filter.device === null && filter.code === null ? null : (
                <button
                  type="button"
                  className="button"
                  onClick={() => go({ device: null, code: null, open: filter.open })}
                >
                  Show all
                </button>
              )}
            </Message>
          ) : (
            <RejectionTable rejections={rejections} filter={filter} chosen={entry} />
          )}
          {entry === null ? (
            rejections.length === 0 ? null : (
              <p className="quarantine-hint quiet">
                Choose an entry to see why it was refused, step by step, and to try it again.
              </p>
            )
          ) : (
            <EntryCard
              key={entry}
              api={api}
              id={entry}
              rejection={chosen}
              onReplayed={() => void list.refresh()}
            />
          )}
        </div>
      )}
      {asking ? (
        <ConfirmDialog
          title={`Replay ${countText(waiting)}?`}
          action="Replay"
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            const answer = manyReplayedOf(
              await api.post('/api/v1/rejections/replay', {
                ...(filter.device === null ? {} : { device: filter.device }),
                ...(filter.code === null ? {} : { code: filter.code }),
                limit: waiting,
              }),
            );
            setReplayed(answer);
            void list.refresh();
          }}
        >
          <p>
            Everything{filterWords(filter)} that is still refused is sent through the gateway again
            as it is now. What is accepted is stored once, at the time it was measured, under the
            patient of that time. What is refused stays here.
          </p>
          {waiting >= MOST ? <p>There are more; this takes the newest {MOST}.</p> : null}
        </ConfirmDialog>
      ) : null}
    </article>
  );
}

interface TableProps {
  readonly rejections: readonly Rejection[];
  readonly filter: Filter;
  readonly chosen: string | null;
}

function RejectionTable({ rejections, filter, chosen }: TableProps) {
  const now = useNow(60_000);
  return (
    <div className="quarantine-list" tabIndex={0} role="region" aria-label="Refused payloads">
      <table className="plain-table rejections">
        <thead>
          <tr>
            <th scope="col">Received</th>
            <th scope="col">Device</th>
            <th scope="col">Why</th>
            <th scope="col">Replay</th>
          </tr>
        </thead>
        <tbody>
          {rejections.map((rejection) => (
            <tr key={rejection.id} className={rejection.id === chosen ? 'is-chosen' : undefined}>
              <td>
                <Link
                  to={searchTo('quarantine', { ...membersOf(filter), entry: rejection.id })}
                  current={rejection.id === chosen}
                >
                  {rejection.receivedAt === null ? (
                    'Not known'
                  ) : (
                    <time title={fullTime(rejection.receivedAt)}>
                      {listTime(rejection.receivedAt, now)}
                    </time>
                  )}
                </Link>
              </td>
              <td className="cell-break">{rejection.deviceId}</td>
              <td>
                <span className="cell-cut" title={`${rejection.code} ${rejection.number ?? ''}`}>
                  <strong>{rejection.code}</strong>{' '}
                  <span className="quiet">{rejection.number ?? ''}</span>
                </span>
                <span className="cell-more cell-cut" title={rejection.reason}>
                  {rejection.reason}
                </span>
              </td>
              <td>
                {rejection.replayOutcome === null ? (
                  <span className="quiet">Not tried</span>
                ) : (
                  <span className="marked">
                    <Mark grade={OUTCOME_GRADES[rejection.replayOutcome]} />
                    {OUTCOME_WORDS[rejection.replayOutcome]}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rejections.length >= MOST ? (
        <p className="quiet quarantine-more">These are the newest {MOST}; filter to see others.</p>
      ) : null}
    </div>
  );
}

/** To the second for today, to the minute for other days. */
function listTime(at: number, now: number): string {
  const text = shortTime(at, now);
  return text.includes(' ') ? text : clockTime(at);
}

function countText(count: number): string {
  return count >= MOST ? `${MOST} or more` : String(count);
}

/** The codes that were in any list so far: a filtered list has only one. */
function useSeenCodes(
  rejections: readonly Rejection[] | null,
  chosen: string | null,
): readonly string[] {
  const seen = useRef(new Set<string>());
  return useMemo(() => {
    for (const { code } of rejections ?? []) seen.current.add(code);
    if (chosen !== null) seen.current.add(chosen);
    return [...seen.current].sort();
  }, [rejections, chosen]);
}

import { useState } from 'react';
import { Card, PolledContent } from '../layout/Card';
import { shortTime } from '../live/clockTime';
import { usePolled } from '../live/polled';
import { useNow } from '../live/ticker';
import type { Api } from '../wire/api';
import { onCallWords } from '../words/oncall';
import { calendarOf } from './decode';
import { ExchangeForm } from './ExchangeForm';
import { ROLES, type Stretch, type Team } from './model';

interface Props {
  readonly api: Api;
  readonly team: Team;
  /** Null where the role may not. */
  readonly onEdit: (() => void) | null;
  readonly mayExchange: boolean;
  readonly onExchanged: () => void;
}

const CALENDAR_MILLIS = 30_000;
const AHEAD_MILLIS = 3 * 24 * 3_600_000;

/** Who is on duty in each role of a team, and who comes next. */
export function TeamCard({ api, team, onEdit, mayExchange, onExchanged }: Props) {
  const w = onCallWords();
  const [exchanging, setExchanging] = useState(false);
  const now = useNow();
  const { id, document } = team;
  const calendar = usePolled(`calendar ${id}`, CALENDAR_MILLIS, async () => {
    const from = Date.now();
    const [begin, end] = [from, from + AHEAD_MILLIS].map((time) => new Date(time).toISOString());
    return calendarOf(await api.get(`/api/v1/on-call/teams/${id}/calendar?from=${begin}&until=${end}`));
  });
  return (
    <Card title={`${document.careUnit} · ${document.name}`} className="oncall-card">
      <PolledContent state={calendar} everyMillis={CALENDAR_MILLIS} what={w.whoIsOnDuty}>
        {(roles) => (
          <dl className="oncall-roles">
            {ROLES.map((role) =>
              roles[role] === undefined ? null : (
                <div key={role}>
                  <dt>{w.roles[role]}</dt>
                  <dd>
                    <Duties stretches={roles[role].filter(({ until }) => until > now)} now={now} />
                  </dd>
                </div>
              ),
            )}
          </dl>
        )}
      </PolledContent>
      <p className="quiet">
        {w.thenEveryone(document.everyone.length === 0 ? w.nobodyElse : document.everyone.join(', '))}{' '}
        {w.lastChanged(team.changedBy, team.changedAt === null ? null : shortTime(team.changedAt, now))}
      </p>
      {exchanging ? (
        <ExchangeForm
          api={api}
          team={team}
          onEntered={onExchanged}
          onClose={() => setExchanging(false)}
        />
      ) : (
        <div className="confirm-foot">
          {mayExchange ? (
            <button type="button" className="button button-small" onClick={() => setExchanging(true)}>
              {w.takeOver}
            </button>
          ) : null}
          {onEdit === null ? null : (
            <button type="button" className="button button-small" onClick={onEdit}>
              {w.changeTurns}
            </button>
          )}
        </div>
      )}
    </Card>
  );
}

const NEXT_SHOWN = 3;

function Duties({ stretches, now }: { readonly stretches: readonly Stretch[]; readonly now: number }) {
  const w = onCallWords();
  const [current, ...next] = stretches;
  if (current === undefined) return <Nobody />;
  return (
    <>
      <p className="oncall-now">
        {current.person === null ? <Nobody /> : <strong>{current.person}</strong>}{' '}
        <span className="quiet">
          {current.until - now > AHEAD_MILLIS - CALENDAR_MILLIS * 4 ? w.forDays : w.until(shortTime(current.until, now))}
          {current.exchanged ? w.tookOver : ''}
        </span>
      </p>
      <ol className="oncall-next" aria-label={w.then}>
        {next.slice(0, NEXT_SHOWN).map(({ person, from, exchanged }) => (
          <li key={from}>
            <span className="ticking">{shortTime(from, now)}</span> {person === null ? <Nobody /> : person}
            {exchanged ? <span className="quiet">{w.takesOver}</span> : null}
          </li>
        ))}
      </ol>
    </>
  );
}

/** By shape and word, not by colour alone. */
function Nobody() {
  return <span className="oncall-nobody">{onCallWords().nobody}</span>;
}

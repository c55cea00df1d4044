import { useState } from 'react';
import { Message } from '../layout/Message';
import { PolledContent } from '../layout/Card';
import { useNow } from '../live/ticker';
import { useTopFocus } from '../layout/topFocus';
import { usePolled } from '../live/polled';
import { mayEditOnCall } from '../nav/places';
import type { Claims } from '../session/claims';
import type { Api } from '../wire/api';
import { onCallWords } from '../words/oncall';
import { teamsOf } from './decode';
import { emptySchedule, type Team } from './model';
import { PlanCard } from './PlanCard';
import { TeamCard } from './TeamCard';
import { TeamForm } from './TeamForm';

interface Props {
  readonly api: Api;
  readonly claims: Claims;
}

const TEAMS_MILLIS = 15_000;

/** Who is on duty for which unit, now and next; who takes over; and the turns. */
export function OnCallPage({ api, claims }: Props) {
  const teams = usePolled('on-call', TEAMS_MILLIS, async () => teamsOf(await api.get('/api/v1/on-call/teams')));
  const w = onCallWords();
  const [edited, setEdited] = useState<Team | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const editor = mayEditOnCall(claims);
  const top = useTopFocus(edited);
  const changed = (what: string) => {
    setEdited(null);
    setDone(what);
    void teams.refresh();
  };
  return (
    <section ref={top} tabIndex={-1} className="oncall" aria-labelledby="oncall-title">
      <header className="desk-head">
        <h1 id="oncall-title">{w.title}</h1>
        <p className="desk-lead">{w.lead}</p>
        {editor && edited === null ? (
          <button type="button" className="button" onClick={() => setEdited(newTeam(today))}>
            {w.newTeam}
          </button>
        ) : null}
      </header>
      {done === null ? null : (
        <p className="outcome" role="status">
          {done}
        </p>
      )}
      {edited !== null ? (
        <TeamForm
          api={api}
          team={edited}
          today={today}
          onSaved={({ document }) => changed(w.kept(document.name, document.careUnit))}
          onDeleted={() => changed(w.deleted(edited.document.name))}
          onClose={() => setEdited(null)}
        />
      ) : (
        <PolledContent state={teams} everyMillis={TEAMS_MILLIS} what={w.whoIsOnCall}>
          {(all) =>
            all.length === 0 ? (
              <Message title={w.noTeam}>
                <p>
                  {w.noTeamMore} {editor ? w.makeTeam : w.nurseMakes}
                </p>
              </Message>
            ) : (
              <div className="oncall-cards">
                {all.map((team) => (
                  <TeamCard
                    key={`${team.id} ${team.version}`}
                    api={api}
                    team={team}
                    onEdit={editor ? () => setEdited(team) : null}
                    onExchanged={() => changed(w.exchanged(team.document.name))}
                    mayExchange={editor || claims.roles?.includes('clinician') === true}
                  />
                ))}
              </div>
            )
          }
        </PolledContent>
      )}
      {edited === null ? <PlanCard api={api} /> : null}
    </section>
  );
}

/** Version 0: there is none yet. */
function newTeam(today: string): Team {
  return {
    id: '',
    version: 0,
    changedBy: '',
    changedAt: null,
    document: { careUnit: '', name: '', everyone: [], schedules: { primary: emptySchedule(today) } },
  };
}

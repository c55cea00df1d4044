import { type FormEvent, useState } from 'react';
import { Card } from '../layout/Card';
import { ConfirmDialog } from '../layout/ConfirmDialog';
import { explain } from '../wire/api';
import type { Api } from '../wire/api';
import { type FieldProblem, Problem } from '../wire/problem';
import { onCallWords } from '../words/oncall';
import { teamOf } from './decode';
import { LayerForm } from './LayerForm';
import { emptyLayer, emptySchedule, idOf, namesOf, ROLES, type Role, type Schedule, type Team } from './model';

interface Props {
  readonly api: Api;
  readonly team: Team;
  /** As in 2026-11-23, for new turns. */
  readonly today: string;
  readonly onSaved: (team: Team) => void;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** A team and its turns. The server says what is wrong with them, each at its place. */
export function TeamForm({ api, team, today, onSaved, onDeleted, onClose }: Props) {
  const w = onCallWords();
  const [document, setDocument] = useState(team.document);
  const [everyone, setEveryone] = useState(team.document.everyone.join(', '));
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const fresh = team.version === 0;
  const tag = fresh ? undefined : `"${team.version}"`;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    setProblems([]);
    const id = fresh ? idOf(document.careUnit, document.name) : team.id;
    try {
      onSaved(teamOf(await api.put(`/api/v1/on-call/teams/${id}`, { ...document, everyone: namesOf(everyone) }, tag)));
    } catch (caught) {
      setBusy(false);
      setFailure(failureOf(caught, fresh));
      if (caught instanceof Problem) setProblems(caught.fields);
    }
  };
  const change = (role: Role, schedule: Schedule | undefined) => {
    const { [role]: _, ...others } = document.schedules;
    setDocument({ ...document, schedules: schedule === undefined ? others : { ...others, [role]: schedule } });
  };

  return (
    <Card title={fresh ? w.newTitle : w.turnsOf(team.document.name)}>
      <form className="oncall-form" onSubmit={(event) => void save(event)}>
        <div className="oncall-fields">
          <label className="field">
            <span>{w.careUnit}</span>
            <input type="text" required value={document.careUnit} onChange={({ target }) => setDocument({ ...document, careUnit: target.value })} />
          </label>
          <label className="field">
            <span>{w.name}</span>
            <input type="text" required value={document.name} onChange={({ target }) => setDocument({ ...document, name: target.value })} />
          </label>
          <label className="field oncall-wide">
            <span>{w.everyone}</span>
            <input type="text" value={everyone} placeholder="nina, otto" onChange={({ target }) => setEveryone(target.value)} />
          </label>
        </div>
        {ROLES.map((role) => (
          <RoleForm
            key={role}
            role={role}
            schedule={document.schedules[role]}
            today={today}
            problems={problems}
            onChange={(schedule) => change(role, schedule)}
          />
        ))}
        {failure === null ? null : (
          <div className="failure" role="alert">
            <p>{failure}</p>
            <ul>
              {problems.map(({ field, message }) => (
                <li key={`${field} ${message}`}>
                  {field === '' ? '' : `${field}: `}
                  {message}
                </li>
              ))}
            </ul>
          </div>
        )}
        <div className="confirm-foot">
          {fresh ? null : (
            <button type="button" className="button button-grave" onClick={() => setDeleting(true)}>
              {w.deleteTeam}
            </button>
          )}
          <button type="button" className="button" onClick={onClose}>
            {w.cancel}
          </button>
          <button type="submit" className="button button-primary" disabled={busy}>
            {w.keep}
          </button>
        </div>
      </form>
      {deleting ? (
        <ConfirmDialog
          title={w.deleteTitle(team.document.name, team.document.careUnit)}
          action={w.delete}
          grave
          onConfirm={async () => {
            await api.remove(`/api/v1/on-call/teams/${team.id}`, undefined, tag);
            onDeleted();
          }}
          onClose={() => setDeleting(false)}
        >
          <p>{w.deleteMore}</p>
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}

interface RoleProps {
  readonly role: Role;
  readonly schedule: Schedule | undefined;
  readonly today: string;
  readonly problems: readonly FieldProblem[];
  readonly onChange: (schedule: Schedule | undefined) => void;
}

function RoleForm({ role, schedule, today, problems, onChange }: RoleProps) {
  const w = onCallWords();
  const words = w.roles[role];
  if (schedule === undefined) {
    return (
      <p>
        <button type="button" className="button button-small" onClick={() => onChange(emptySchedule(today))}>
          {w.addRole(words)}
        </button>
      </p>
    );
  }
  return (
    <fieldset className="oncall-role">
      <legend>{words}</legend>
      <label className="field">
        <span>{w.zone}</span>
        <input type="text" required value={schedule.zone} onChange={({ target }) => onChange({ ...schedule, zone: target.value })} />
      </label>
      {schedule.layers.map((layer, at) => (
        <LayerForm
          key={at}
          layer={layer}
          label={w.turnsNumber(words, at + 1)}
          faulty={problems.some(({ field }) => field.startsWith(`schedules.${role}.layers[${at}]`))}
          onLayer={(next) => onChange({ ...schedule, layers: schedule.layers.map((old, i) => (i === at ? next : old)) })}
          onRemove={() => onChange({ ...schedule, layers: schedule.layers.filter((_, i) => i !== at) })}
        />
      ))}
      {schedule.exchanges.length === 0 ? null : (
        <ul className="oncall-exchanges" aria-label={w.exchangesOf(words)}>
          {schedule.exchanges.map((exchange, at) => (
            <li key={at}>
              {w.exchangeLine(exchange.person, exchange.from, exchange.until, exchange.reason, exchange.by)}{' '}
              <button
                type="button"
                className="button button-small"
                onClick={() => onChange({ ...schedule, exchanges: schedule.exchanges.filter((_, i) => i !== at) })}
              >
                {w.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="confirm-foot">
        <button type="button" className="button button-small" onClick={() => onChange(undefined)}>
          {w.removeRole(words)}
        </button>
        <button type="button" className="button button-small" onClick={() => onChange({ ...schedule, layers: [...schedule.layers, emptyLayer(today)] })}>
          {w.addOver}
        </button>
      </div>
    </fieldset>
  );
}

function failureOf(caught: unknown, fresh: boolean): string {
  if (caught instanceof Problem && (caught.status === 412 || caught.status === 428)) {
    return fresh
      ? onCallWords().there
      : onCallWords().changedMeanwhile;
  }
  return explain(caught);
}

import { type FormEvent, useId, useState } from 'react';
import { explain } from '../wire/api';
import type { Api } from '../wire/api';
import { onCallWords } from '../words/oncall';
import { peopleOf, ROLES, type Team } from './model';

interface Props {
  readonly api: Api;
  readonly team: Team;
  readonly onEntered: () => void;
  readonly onClose: () => void;
}

/** Somebody takes over for a while. */
export function ExchangeForm({ api, team, onEntered, onClose }: Props) {
  const w = onCallWords();
  const roles = ROLES.filter((role) => team.document.schedules[role] !== undefined);
  const [role, setRole] = useState<string>(roles[0] ?? 'primary');
  const [person, setPerson] = useState('');
  const [from, setFrom] = useState(localMinute(Date.now()));
  const [until, setUntil] = useState(localMinute(Date.now() + 2 * 3_600_000));
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const people = useId();

  const enter = async (event: FormEvent) => {
    event.preventDefault();
    const [begin, end] = [new Date(from), new Date(until)];
    if (Number.isNaN(begin.getTime()) || Number.isNaN(end.getTime()) || begin >= end) {
      setFailure(w.endsAfter);
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      await api.post(`/api/v1/on-call/teams/${team.id}/exchanges`, {
        role,
        person: person.trim(),
        from: begin.toISOString(),
        until: end.toISOString(),
        reason: reason.trim(),
      });
      onEntered();
    } catch (caught) {
      setFailure(explain(caught));
      setBusy(false);
    }
  };

  return (
    <form className="form oncall-exchange" onSubmit={(event) => void enter(event)} aria-label={w.exchange}>
      <label className="field">
        <span>{w.role}</span>
        <select value={role} onChange={({ target }) => setRole(target.value)}>
          {roles.map((each) => (
            <option key={each} value={each}>
              {w.roles[each]}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{w.who}</span>
        <input type="text" required list={people} value={person} autoComplete="off" onChange={({ target }) => setPerson(target.value)} />
        <datalist id={people}>
          {peopleOf(team.document).map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </label>
      <label className="field">
        <span>{w.from}</span>
        <input type="datetime-local" required value={from} onChange={({ target }) => setFrom(target.value)} />
      </label>
      <label className="field">
        <span>{w.untilField}</span>
        <input type="datetime-local" required value={until} onChange={({ target }) => setUntil(target.value)} />
      </label>
      <label className="field">
        <span>{w.why}</span>
        <input type="text" required value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
      {failure === null ? null : (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
      <div className="confirm-foot">
        <button type="button" className="button button-small" onClick={onClose}>
          {w.cancel}
        </button>
        <button type="submit" className="button button-small button-primary" disabled={busy}>
          {w.enter}
        </button>
      </div>
    </form>
  );
}

/** As an input of date and time takes it, by this display's clock. */
function localMinute(millis: number): string {
  const time = new Date(millis);
  return new Date(millis - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

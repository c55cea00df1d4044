import { useState } from 'react';
import { Card } from '../layout/Card';
import { ConfirmDialog } from '../layout/ConfirmDialog';
import { type Api, explain } from '../wire/api';
import type { JsonObject } from '../wire/json';
import { type FieldProblem, Problem } from '../wire/problem';
import { changesOf, documentOf, instantOf, localOf, settled } from './draft';
import { LastWeek } from './LastWeek';
import { LimitsForm } from './LimitsForm';
import type { Entry, Shipped } from './model';
import { policyPath, tagOf } from './scope';

interface Props {
  readonly api: Api;
  readonly scope: string;
  readonly title: string;
  readonly start: JsonObject;
  /** The decision that is changed: what is on trial stays so, what ends still ends, unless said otherwise. */
  readonly changed: Entry | null;
  readonly shipped: readonly Shipped[];
  /** The newest decision about the scope when this was opened, 0 for none. */
  readonly version: number;
  /** Somebody else decided about the scope since. */
  readonly overtaken: boolean;
  /** The server says so, and it is not known here yet. */
  readonly onOvertaken: () => void;
  /** What was decided meanwhile has been seen, and is to be replaced. */
  readonly onReplace: () => void;
  /** Whether it may be tried on the values of last week. */
  readonly evaluable: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

type Check = { readonly kind: 'none' } | { readonly kind: 'sound' } | { readonly kind: 'failed'; readonly reason: string };

/** Changes a policy. Nothing counts before it is confirmed; the server checks it again then. */
export function Editor(props: Props) {
  const { api, scope, title, start, changed, shipped, version, overtaken, evaluable } = props;
  const { onOvertaken, onReplace, onDone, onClose } = props;
  const [text, setText] = useState(() => JSON.stringify(start, null, 2));
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState(() => localOf(changed?.effectiveFrom ?? null, Date.now()));
  const [until, setUntil] = useState(() => localOf(changed?.expiresAt ?? null, Date.now()));
  const [owner, setOwner] = useState(changed?.owner ?? '');
  const [shadow, setShadow] = useState(changed?.shadow ?? false);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [check, setCheck] = useState<Check>({ kind: 'none' });
  const [asked, setAsked] = useState(false);
  const document = documentOf(text);
  const changes = document === null ? [] : changesOf(start, settled(document));
  const ofPatient = scope.startsWith('patient:');
  const change = (next: string) => {
    setText(next);
    setCheck({ kind: 'none' });
  };
  const body = () => ({
    policy: settled(document ?? {}),
    reason: reason.trim(),
    effectiveFrom: instantOf(from),
    expiresAt: instantOf(until),
    ...(owner.trim() === '' ? {} : { owner: owner.trim() }),
    shadow,
  });
  const attempt = async (what: () => Promise<unknown>) => {
    try {
      await what();
      setProblems([]);
    } catch (failure) {
      const fields = failure instanceof Problem ? failure.fields : [];
      setProblems(fields);
      if (failure instanceof Problem && failure.code === 'POLICY_CHANGED') onOvertaken();
      throw failure;
    }
  };
  const runCheck = async () => {
    try {
      await attempt(() => api.post(`/api/v1/policies/check?scope=${encodeURIComponent(scope)}`, body()));
      setCheck({ kind: 'sound' });
    } catch (failure) {
      setCheck({ kind: 'failed', reason: explain(failure) });
    }
  };
  const told = (field: string) => problems.find((problem) => problem.field === field)?.message ?? null;
  return (
    <Card
      title={`Policy: ${title}`}
      aside={
        <button type="button" className="button button-small" onClick={onClose}>
          Back without changing anything
        </button>
      }
    >
      <form
        className="form policy-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (document !== null) setAsked(true);
        }}
      >
        {overtaken ? (
          <div className="data-old policy-overtaken" role="alert">
            <span>
              <strong>Somebody else decided about this since you opened it.</strong> Go back to see it, or replace it with
              what is below.
            </span>
            <button type="button" className="button button-small" onClick={onReplace}>
              Replace it
            </button>
          </div>
        ) : null}
        <label className="stacked policy-begin">
          <span>Begin with</span>
          <select
            defaultValue=""
            onChange={({ target }) => change(JSON.stringify(shipped.find(({ id }) => id === target.value)?.policy ?? start, null, 2))}
          >
            <option value="">What counts now</option>
            {shipped.map(({ id }) => (
              <option key={id} value={id}>
                {id}, as shipped
              </option>
            ))}
          </select>
        </label>
        {document === null ? (
          <p className="failure" role="alert">
            The document below is not JSON; mend it to see its limits.
          </p>
        ) : (
          <LimitsForm document={document} problems={problems} onDocument={(next) => change(JSON.stringify(next, null, 2))} />
        )}
        <details className="policy-document">
          <summary>The whole document</summary>
          <textarea
            className="payload"
            rows={24}
            spellCheck={false}
            aria-label="The whole document, JSON"
            aria-invalid={document === null}
            value={text}
            onChange={({ target }) => change(target.value)}
          />
        </details>
        <div className="form-row policy-row">
          <Field label="Reason (goes into the record; no patient names)" problem={told('reason')}>
            <input type="text" required maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} />
          </Field>
          <Field label={ofPatient ? 'Who answers for it' : 'Who answers for it (may be empty)'} problem={told('owner')}>
            <input type="text" required={ofPatient} maxLength={100} value={owner} onChange={({ target }) => setOwner(target.value)} />
          </Field>
          <Field label="From (empty: now)" problem={told('effectiveFrom')}>
            <input type="datetime-local" value={from} onChange={({ target }) => setFrom(target.value)} />
          </Field>
          <Field label={ofPatient ? 'Until' : 'Until (empty: for good)'} problem={told('expiresAt')}>
            <input type="datetime-local" required={ofPatient} value={until} onChange={({ target }) => setUntil(target.value)} />
          </Field>
        </div>
        <label className="check">
          <input type="checkbox" checked={shadow} onChange={({ target }) => setShadow(target.checked)} />
          <span>On trial only: evaluated beside what is in force, and calls nobody</span>
        </label>
        {problems.length === 0 ? null : (
          <div role="alert" className="verdict verdict-refused policy-problems">
            <strong>
              {problems.length === 1 ? 'One field is' : `${problems.length} fields are`} not right; nothing was changed.
            </strong>
            <ul className="faults">
              {problems.map(({ field, message }) => (
                <li key={`${field} ${message}`}>
                  {field === '' ? null : <code>{field}</code>} {message}
                </li>
              ))}
            </ul>
          </div>
        )}
        {evaluable && document !== null ? (
          <LastWeek api={api} unit={scope.startsWith('unit:') ? scope.slice(5) : null} policy={settled(document)} />
        ) : null}
        {check.kind === 'sound' ? (
          <p className="verdict verdict-good" role="status">
            It is sound. Nothing is in force yet.
          </p>
        ) : null}
        {check.kind === 'failed' && problems.length === 0 ? (
          <p className="failure" role="alert">
            Not checked: {check.reason}
          </p>
        ) : null}
        <div className="confirm-foot">
          <button type="button" className="button" disabled={document === null} onClick={() => void runCheck()}>
            Check
          </button>
          <button type="submit" className="button button-primary" disabled={document === null || overtaken || reason.trim() === ''}>
            {shadow ? 'Put on trial…' : 'Put in force…'}
          </button>
        </div>
      </form>
      {asked ? (
        <ConfirmDialog
          title={shadow ? `Put on trial for ${title}?` : `Put in force for ${title}?`}
          action={shadow ? 'Put on trial' : 'Put in force'}
          grave={!shadow}
          onConfirm={async () => {
            await attempt(() => api.put(policyPath(scope), body(), tagOf(version)));
            onDone();
          }}
          onClose={() => setAsked(false)}
        >
          <p>{shadow ? 'It calls nobody.' : 'From then on alerts are made by it.'} Against what you began with:</p>
          <ul className="changes">
            {changes.map(({ where, before, after }) => (
              <li key={where}>
                {where}: {before} → <strong>{after}</strong>
              </li>
            ))}
            {changes.length === 0 ? <li>nothing changes</li> : null}
          </ul>
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}

function Field({ label, problem, children }: { readonly label: string; readonly problem: string | null; readonly children: React.ReactNode }) {
  return (
    <label className="stacked">
      <span>{label}</span>
      {children}
      {problem === null ? null : <small className="failure">{problem}</small>}
    </label>
  );
}

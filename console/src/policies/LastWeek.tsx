import { useEffect, useState } from 'react';
import { type Api, explain } from '../wire/api';
import { asObject, asText, type JsonObject, UnreadableAnswer } from '../wire/json';
import { conditionsOf, type Evaluation, evaluationOf, rateWords, type Report } from './evaluation';

interface Props {
  readonly api: Api;
  /** Null for all units. */
  readonly unit: string | null;
  readonly policy: JsonObject;
}

type Work =
  | { readonly kind: 'idle' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'asked'; readonly id: string; readonly policy: string; readonly evaluation: Evaluation };

const POLL_MILLIS = 2_000;

/** What this policy would have called last week, beside what is in force. Changes nothing, calls nobody. */
export function LastWeek({ api, unit, policy }: Props) {
  const [work, setWork] = useState<Work>({ kind: 'idle' });
  const running = work.kind === 'asked' && work.evaluation.state === 'RUNNING';
  const id = work.kind === 'asked' ? work.id : null;
  useEffect(() => {
    if (!running || id === null) return;
    let current = true;
    const timer = window.setInterval(async () => {
      let next: (work: Work) => Work;
      try {
        const evaluation = evaluationOf(await api.get(`/api/v1/policies/evaluations/${encodeURIComponent(id)}`));
        next = (before) => (before.kind === 'asked' ? { ...before, evaluation } : before);
      } catch (failure) {
        const reason = explain(failure);
        next = () => ({ kind: 'failed', reason });
      }
      if (current) setWork(next);
    }, POLL_MILLIS);
    return () => {
      current = false;
      window.clearInterval(timer);
    };
  }, [api, id, running]);
  const ask = async () => {
    try {
      const begun = asText(asObject(await api.post('/api/v1/policies/evaluations', { policy, unit, days: 7 }))['id']);
      if (begun === null) throw new UnreadableAnswer();
      setWork({ kind: 'asked', id: begun, policy: JSON.stringify(policy), evaluation: { state: 'RUNNING', done: 0 } });
    } catch (failure) {
      setWork({ kind: 'failed', reason: explain(failure) });
    }
  };
  return (
    <div className="last-week">
      <button type="button" className="button" disabled={running} onClick={() => void ask()}>
        What would this have done last week?
      </button>
      {work.kind === 'failed' ? (
        <p className="failure" role="alert">
          Not known: {work.reason}
        </p>
      ) : null}
      {work.kind === 'asked' ? (
        <>
          {work.policy === JSON.stringify(policy) ? null : (
            <p className="failure">The form has changed since: this is about what it said before.</p>
          )}
          <Outcome evaluation={work.evaluation} />
        </>
      ) : null}
    </div>
  );
}

function Outcome({ evaluation }: { readonly evaluation: Evaluation }) {
  switch (evaluation.state) {
    case 'RUNNING':
      return (
        <p className="quiet" role="status">
          Reading last week’s values…{' '}
          {evaluation.done === null ? '' : <span aria-hidden="true">{Math.floor(evaluation.done * 100)} %</span>}
        </p>
      );
    case 'FAILED':
      return (
        <p className="failure" role="alert">
          It could not be evaluated.
        </p>
      );
    case 'DONE':
      return <Figures report={evaluation.report} />;
  }
}

function Figures({ report }: { readonly report: Report }) {
  return (
    <div className="last-week-figures" role="region" tabIndex={0} aria-label="What it would have done last week">
      <p role="status">
        {report.patients} patients, {rateWords(report.patientDays)} patient-days, by the census of now.
      </p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Per patient-day</th>
            <th scope="col">This policy</th>
            <th scope="col">In force</th>
          </tr>
        </thead>
        <tbody>
          {report.rows.map(({ of, asked, inForce }) => (
            <tr key={of}>
              <th scope="row">{of}</th>
              <td className="ticking">
                {rateWords(asked.alertsPerDay)} alerts, {rateWords(asked.callsPerDay)} calls
              </td>
              <td className="ticking">
                {rateWords(inForce.alertsPerDay)} alerts, {rateWords(inForce.callsPerDay)} calls
              </td>
            </tr>
          ))}
          {conditionsOf(report).map(({ condition, asked, inForce }) => (
            <tr key={condition}>
              <th scope="row">{condition}, in all</th>
              <td className="ticking">{asked}</td>
              <td className="ticking">{inForce}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { useEffect, useRef, useState } from 'react';
import { clinicalDate } from '../live/clockTime';
import { useNow } from '../live/ticker';
import { explain, type Api } from '../wire/api';
import { frameWords } from '../words/frame';
import { wardWords } from '../words/ward';
import { ageSeconds, ageText } from './age';
import { type Explanation, explanationOf, type Parameter } from './explanation';
import type { Patient } from './model';
import { ScoreCell } from './ScoreCell';

interface Props {
  readonly api: Api;
  readonly patient: Patient;
  readonly onClose: () => void;
}

type Answer =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'ready'; readonly explanation: Explanation };

const REFRESH_MILLIS = 5_000;

/** Which parameter gives how many points. Beside the board, not over the alerts. */
export function ExplanationPanel({ api, patient, onClose }: Props) {
  const w = wardWords();
  const answer = useExplanation(api, patient.patientId);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    // Not over the patient whom it explains.
    const below = (opener?.getBoundingClientRect().top ?? 0) > window.innerHeight / 2;
    dialog.current?.classList.toggle('explanation-above', below);
    dialog.current?.show();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="explanation"
      aria-labelledby="explanation-title"
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose();
      }}
    >
      <header className="explanation-head">
        <div>
          <h2 id="explanation-title">{w.scoreOf(patient.displayName ?? patient.patientId)}</h2>
          <p>
            {w.bed} {patient.bed ?? '–'} · {w.born}{' '}
            {patient.birthDate === null ? w.notKnown : clinicalDate(patient.birthDate)} · ID{' '}
            {patient.patientId}
            {patient.synthetic ? <span className="badge-simulated">{w.simulated}</span> : null}
          </p>
        </div>
        <button type="button" className="button" onClick={onClose}>
          {w.close}
        </button>
      </header>
      {answer.kind === 'loading' ? <p role="status">{frameWords().loading}</p> : null}
      {answer.kind === 'failed' ? <p role="alert">{answer.reason}</p> : null}
      {answer.kind === 'ready' ? <Parameters explanation={answer.explanation} /> : null}
    </dialog>
  );
}

function useExplanation(api: Api, patientId: string): Answer {
  const [answer, setAnswer] = useState<Answer>({ kind: 'loading' });
  useEffect(() => {
    let current = true;
    const read = async () => {
      let next: Answer;
      try {
        const explanation = explanationOf(
          await api.get(
            `/api/v1/patients/${encodeURIComponent(patientId)}/scores/latest?score=news2`,
          ),
        );
        next =
          explanation === null
            ? { kind: 'failed', reason: wardWords().noScoreYet }
            : { kind: 'ready', explanation };
      } catch (failure) {
        next = { kind: 'failed', reason: explain(failure) };
      }
      if (current) setAnswer(next);
    };
    void read();
    const timer = window.setInterval(() => void read(), REFRESH_MILLIS);
    return () => {
      current = false;
      window.clearInterval(timer);
    };
  }, [api, patientId]);
  return answer;
}

function Parameters({ explanation }: { readonly explanation: Explanation }) {
  const now = useNow();
  const w = wardWords();
  return (
    <>
      <ScoreCell score={explanation.score} />
      <table className="parameters">
        <thead>
          <tr>
            <th scope="col">{w.parameter}</th>
            <th scope="col">{w.value}</th>
            <th scope="col">{w.age}</th>
            <th scope="col">{w.points}</th>
          </tr>
        </thead>
        <tbody>
          {explanation.parameters.map((parameter) => (
            <tr key={parameter.name} className={rowClass(parameter)}>
              <th scope="row">{parameter.name}</th>
              <td>
                {parameter.value ?? w.noValue} {parameter.value === null ? '' : parameter.unit}
              </td>
              <td>
                {parameter.measuredAt === null
                  ? ''
                  : ageText(ageSeconds(parameter.measuredAt, now))}
              </td>
              <td>{parameter.points ?? (parameter.value === null ? w.missing : w.tooOld)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function rowClass({ counts, points }: Parameter): string {
  if (!counts) return 'parameter-missing';
  return points === null ? '' : `parameter-${points}`;
}

import { useId } from 'react';
import { signName } from '../device/signName';
import type { JsonObject } from '../wire/json';
import type { FieldProblem } from '../wire/problem';
import { type Ladder, LADDERS, limitsOf, type LimitView, type StepField, withStep } from './draft';

interface Props {
  readonly document: JsonObject;
  readonly problems: readonly FieldProblem[];
  readonly onDocument: (document: JsonObject) => void;
}

/** The limits of a policy: from what value on, after how long, how urgent. */
export function LimitsForm({ document, problems, onDocument }: Props) {
  return (
    <div className="limits">
      {limitsOf(document).map((limit, index) => (
        <fieldset key={index} className="limit">
          <legend>
            {limit.title} <span className="quiet">{limit.signs.map(signName).join(', ')}</span>
          </legend>
          {LADDERS.map((ladder) =>
            limit.ladders[ladder].length === 0 ? null : (
              <LadderTable
                key={ladder}
                {...{ limit, index, ladder, problems }}
                onText={(step, field, text) => onDocument(withStep(document, index, ladder, step, field, text))}
              />
            ),
          )}
          {limit.loneWords === null ? null : <p className="quiet limit-lone">And {limit.loneWords}.</p>}
          {problems
            .filter(({ field }) => field.startsWith(`limits[${index}]`) && !isStepField(field))
            .map(({ field, message }) => (
              <p key={field} className="failure">
                {field.replace(/^limits\[\d+\]\.?/, '')} {message}
              </p>
            ))}
        </fieldset>
      ))}
    </div>
  );
}

function isStepField(field: string): boolean {
  return /^limits\[\d+\]\.(steps|stepsOnScale2)\[\d+\]\.(beyond|delay|priority)$/.test(field);
}

interface LadderProps {
  readonly limit: LimitView;
  readonly index: number;
  readonly ladder: Ladder;
  readonly problems: readonly FieldProblem[];
  readonly onText: (step: number, field: StepField, text: string) => void;
}

function LadderTable({ limit, index, ladder, problems, onText }: LadderProps) {
  const direction = limit.below ? 'Below' : 'Above';
  const name = `${limit.title}${ladder === 'stepsOnScale2' ? ', SpO₂ scale 2' : ''}`;
  return (
    <table className="ladder">
      <caption className={ladder === 'steps' ? 'unseen' : 'quiet'}>
        {ladder === 'steps' ? name : 'For patients on SpO₂ scale 2'}
      </caption>
      <thead>
        <tr>
          <th scope="col">{direction}</th>
          <th scope="col">for seconds</th>
          <th scope="col">priority</th>
        </tr>
      </thead>
      <tbody>
        {limit.ladders[ladder].map((step, at) => {
          const field = (of: StepField) => `limits[${index}].${ladder}[${at}].${of}`;
          const told = (of: StepField) => problems.find((problem) => problem.field === field(of))?.message ?? null;
          const label = (of: string) => `${name}, step ${at + 1}: ${of}`;
          return (
            <tr key={at}>
              <Cell label={label(direction)} text={step.beyond} problem={told('beyond')} onText={(text) => onText(at, 'beyond', text)} />
              <Cell label={label('for seconds')} text={step.delay} problem={told('delay')} onText={(text) => onText(at, 'delay', text)} />
              <Cell label={label('priority')} text={step.priority} problem={told('priority')} choices={PRIORITIES} onText={(text) => onText(at, 'priority', text)} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const PRIORITIES = ['low', 'medium', 'high'];

interface CellProps {
  readonly label: string;
  readonly text: string;
  readonly problem: string | null;
  readonly choices?: readonly string[];
  readonly onText: (text: string) => void;
}

function Cell({ label, text, problem, choices, onText }: CellProps) {
  const id = useId();
  const common = {
    'aria-label': label,
    'aria-invalid': problem !== null,
    'aria-describedby': problem === null ? undefined : id,
    value: text,
  };
  return (
    <td>
      {choices === undefined ? (
        <input {...common} type="text" inputMode="decimal" autoComplete="off" onChange={({ target }) => onText(target.value)} />
      ) : (
        <select {...common} onChange={({ target }) => onText(target.value)}>
          {choices.includes(text) ? null : <option>{text}</option>}
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      )}
      {problem === null ? null : (
        <small id={id} className="failure">
          {problem}
        </small>
      )}
    </td>
  );
}

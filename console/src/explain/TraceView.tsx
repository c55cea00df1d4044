import { Mark, type Grade } from '../layout/Mark';
import { fullTime } from '../live/clockTime';
import { signName } from '../device/signName';
import type { ExplainedFault, ExplainedReading, StepOutcome, Trace } from './model';

const OUTCOMES: Readonly<Record<StepOutcome, { readonly word: string; readonly grade: Grade }>> = {
  taken: { word: 'Taken', grade: 'good' },
  skipped: { word: 'Skipped', grade: 'plain' },
  refused: { word: 'Refused', grade: 'error' },
};

/** A payload's way, step by step, and what came out of it. */
export function TraceView({ trace }: { readonly trace: Trace }) {
  return (
    <div className="trace">
      <p className={`verdict ${verdictOf(trace).className}`}>
        <Mark grade={verdictOf(trace).grade} />
        <strong>{verdictOf(trace).text}</strong>
        <span className="verdict-by">
          {trace.codec === null ? '' : `Read as ${trace.codec}`}
          {trace.model === null ? '' : ` for model ${trace.model}`}
          {trace.device === null ? '' : `, device ${trace.device}`}
        </span>
      </p>
      {trace.faults.length === 0 ? null : <Faults faults={trace.faults} />}
      <h3>Steps</h3>
      {trace.steps.length === 0 ? (
        <p className="quiet">The codec tells no steps of this payload.</p>
      ) : (
        <ol className="steps">
          {trace.steps.map(({ step, outcome, detail }, index) => (
            <li key={index} className={`step step-${outcome}`}>
              <span className="step-number">{index + 1}</span>
              <Mark grade={OUTCOMES[outcome].grade} />
              <span className="step-outcome">{OUTCOMES[outcome].word}</span>
              <span className="step-text">
                <strong>{step}</strong>
                {detail === null ? null : <span className="step-detail">{detail}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
      <h3>{trace.readings.length === 1 ? '1 reading' : `${trace.readings.length} readings`}</h3>
      {trace.readings.length === 0 ? (
        <p className="quiet">Nothing of it can be stored.</p>
      ) : (
        trace.readings.map((reading, index) => <Reading key={index} reading={reading} />)
      )}
    </div>
  );
}

function verdictOf(trace: Trace): {
  readonly text: string;
  readonly grade: Grade;
  readonly className: string;
} {
  if (trace.faults.length === 0 && trace.accepted) {
    return { text: 'Accepted', grade: 'good', className: 'verdict-good' };
  }
  if (trace.accepted || trace.readings.length > 0) {
    return { text: 'Accepted in part', grade: 'warning', className: 'verdict-part' };
  }
  return { text: 'Refused', grade: 'error', className: 'verdict-refused' };
}

export function Faults({ faults }: { readonly faults: readonly ExplainedFault[] }) {
  return (
    <ul className="faults">
      {faults.map(({ code, number, reason }, index) => (
        <li key={index}>
          <strong>
            {code}
            {number === null ? '' : ` ${number}`}
          </strong>{' '}
          {reason}
        </li>
      ))}
    </ul>
  );
}

function Reading({ reading }: { readonly reading: ExplainedReading }) {
  return (
    <div className="reading">
      <p className="reading-facts">
        <span>
          Measured{' '}
          <strong>
            {reading.measuredAt === null ? 'at an unknown time' : fullTime(reading.measuredAt)}
          </strong>
        </span>
        {reading.lane === null ? null : <span>{laneWords(reading.lane)}</span>}
        {reading.clockQuality === null ? null : <span>{clockWords(reading.clockQuality)}</span>}
        {reading.sequence === null ? null : (
          <span>
            Number {reading.sequence}
            {reading.boot === null ? '' : ` of boot “${reading.boot}”`}
          </span>
        )}
        <span>
          {reading.patientId === null
            ? 'No patient, or none whom you may see'
            : `Patient ${reading.patientId}`}
        </span>
      </p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Sign</th>
            <th scope="col">Value</th>
            <th scope="col">Unit</th>
            <th scope="col">Flags</th>
          </tr>
        </thead>
        <tbody>
          {reading.values.map(({ sign, value, unit, flags }, index) => (
            <tr key={index}>
              <td title={sign}>{signName(sign)}</td>
              <td>
                <strong>{value}</strong>
              </td>
              <td>{unit === null || unit === '1' ? '–' : unit}</td>
              <td>
                {flags.length === 0
                  ? 'None'
                  : flags.map((flag) => flag.toLowerCase().replaceAll('_', ' ')).join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function laneWords(lane: string): string {
  switch (lane.toUpperCase()) {
    case 'LIVE':
      return 'Live';
    case 'BACKFILL':
      return 'Backfill: stored, never alerts';
    default:
      return lane;
  }
}

function clockWords(quality: string): string {
  switch (quality.toUpperCase()) {
    case 'SYNCHRONISED':
      return 'Device clock right';
    case 'OFFSET':
      return 'Device clock off';
    default:
      return 'Device clock not judged';
  }
}

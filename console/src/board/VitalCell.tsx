import type { ReactNode } from 'react';
import { useOutdated } from '../live/outdated';
import { useNow } from '../live/ticker';
import { wardWords } from '../words/ward';
import { ageSeconds, ageText, type Freshness, freshnessOf } from './age';
import { flagReason } from './flags';
import { type Reading, unitText, valueText } from './signs';

interface Props {
  readonly name: string;
  readonly label: string;
  /** What is shown large; its parts are joined by a slash, as a blood pressure is. */
  readonly readings: readonly (Reading | null)[];
  /** Under the value, in words. */
  readonly note?: ReactNode;
  readonly trend?: ReactNode;
}

/** A value with its unit, its age, and every reason not to take it for the present truth. */
export function VitalCell({ name, label, readings, note, trend }: Props) {
  const known = readings.filter((reading): reading is Reading => reading !== null);
  return (
    <div className={`vital vital-${name}`}>
      <dt>{label}</dt>
      {known.length === 0 ? (
        <dd className="vital-absent">
          <span className="vital-value">
            <span aria-hidden="true">–</span>
            <span className="unseen">{wardWords().noValue}</span>
          </span>
        </dd>
      ) : (
        <KnownVital readings={readings} known={known} note={note} />
      )}
      {trend === undefined ? null : <dd className="vital-trend">{trend}</dd>}
    </div>
  );
}

interface KnownProps {
  readonly readings: readonly (Reading | null)[];
  readonly known: readonly Reading[];
  readonly note: ReactNode;
}

function KnownVital({ readings, known, note }: KnownProps) {
  const now = useNow();
  const w = wardWords();
  const { age, freshness } = oldest(known, now);
  const reason = flagReason(known.flatMap(({ vital }) => vital.flags));
  const unit = known[0] === undefined ? '' : unitText(known[0].vital.unit);
  return (
    <dd className={`vital-known is-${freshness}${reason === null ? '' : ' is-flagged'}`}>
      <span className="vital-value">
        {reason === null ? null : (
          <span className="vital-doubt" aria-hidden="true">
            ?
          </span>
        )}
        <span className="vital-number">
          {readings.map((reading, index) => (
            <span key={index}>
              {index === 0 ? null : <span className="vital-slash">/</span>}
              {reading === null ? '–' : valueText(reading.sign, reading.vital.value)}
            </span>
          ))}
        </span>
        {unit === '' ? null : <span className="vital-unit">{unit}</span>}
      </span>
      {reason === null ? null : (
        <span className="vital-reason">
          {reason}
          <span className="unseen">, {w.doNotRely}</span>
        </span>
      )}
      <span className="vital-meta">
        {note === undefined ? null : <span className="vital-note">{note}</span>}
        <Doubt freshness={freshness} />
        <span className="vital-age">{ageText(age)}</span>
      </span>
    </dd>
  );
}

/** That nothing on the page is of now outweighs how late this one value is. */
function Doubt({ freshness }: { readonly freshness: Freshness }) {
  const w = wardWords();
  if (useOutdated() !== null) return <span className="vital-stale">{w.notCurrent}</span>;
  if (freshness === 'stale') return <span className="vital-stale">{w.stale}</span>;
  return freshness === 'late' ? <span className="vital-late">{w.late}</span> : null;
}

/** A pressure is as old as its older half. */
function oldest(
  readings: readonly Reading[],
  now: number,
): { readonly age: number; readonly freshness: Freshness } {
  let age = 0;
  let freshness: Freshness = 'fresh';
  for (const { sign, vital } of readings) {
    const seconds = ageSeconds(vital.measuredAt, now);
    if (seconds < age) continue;
    age = seconds;
    freshness = freshnessOf(sign, seconds);
  }
  return { age, freshness };
}

import { memo, useId, useMemo } from 'react';
import { ageSeconds, ageText, freshnessOf } from '../board/age';
import { flagReason } from '../board/flags';
import { consciousnessText, unitText, valueText } from '../board/signs';
import { useNow } from '../live/ticker';
import { trendWords } from '../words/trends';
import { wardWords } from '../words/ward';
import { strokeOf } from './chartOptions';
import { CompletenessBar } from './CompletenessBar';
import { type Lane, laneTitle, shortName } from './lanes';
import type { Completeness, CompletenessAnswer, Newest, Point, Sampled, SeriesAnswer } from './model';
import { CODED_SIGN } from './ordinals';
import { TrendChart } from './TrendChart';
import { ValueTable } from './ValueTable';
import { heightText } from './words';

export interface Chosen {
  readonly sign: string;
  readonly unit: string;
  readonly point: Point;
  readonly bucketMillis: number | null;
}

interface Props {
  readonly lane: Lane;
  readonly answer: SeriesAnswer;
  readonly from: number;
  readonly to: number;
  readonly newest: ReadonlyMap<string, Newest> | null;
  readonly completeness: CompletenessAnswer | null;
  readonly chosen: Chosen | null;
  readonly onChoose: (chosen: Chosen) => void;
}

const NOTHING: readonly Point[] = [];
const HEIGHT = 150;

/** A lane: what was measured last, and beside it the chart. */
export const LaneRow = memo(function LaneRow(props: Props) {
  const { lane, answer, from, to, newest, completeness, chosen, onChoose } = props;
  const id = useId();
  const w = trendWords();
  const title = laneTitle(lane);
  const sampled = useMemo(
    () =>
      lane.signs.map(
        (sign): Sampled => answer.series.get(sign) ?? { sign, unit: '', points: NOTHING },
      ),
    [lane, answer],
  );
  const edges = useMemo(() => ({ from: answer.from, to: answer.to }), [answer]);
  const chosenHere = chosen !== null && lane.signs.includes(chosen.sign) ? chosen.point : null;
  return (
    <section className="lane-row" aria-labelledby={id} data-lane={lane.key}>
      <div className="lane-now">
        <h2 id={id}>{title}</h2>
        {newest === null ? (
          <p className="quiet">{w.newestUnknown}</p>
        ) : (
          lane.signs.map((sign, index) => (
            <NewestValue
              key={sign}
              sign={sign}
              newest={newest.get(sign) ?? null}
              stroke={lane.signs.length > 1 ? index : null}
            />
          ))
        )}
        {completeness === null ? null : (
          <CompletenessBar
            name={title}
            of={completenessOfLane(lane, completeness.signs)}
            from={completeness.from}
            to={completeness.to}
          />
        )}
      </div>
      <div
        className="lane-chart"
        role="group"
        tabIndex={0}
        aria-label={w.chart(title, summary(sampled, from, to))}
        aria-describedby="trend-keys"
      >
        <TrendChart
          lane={lane}
          sampled={sampled}
          bucketMillis={answer.bucketMillis}
          edges={edges}
          from={from}
          to={to}
          chosen={chosenHere}
          height={HEIGHT}
        />
      </div>
      <ValueTable
        name={title}
        sampled={sampled}
        bucketMillis={answer.bucketMillis}
        from={from}
        to={to}
        onChoose={onChoose}
      />
    </section>
  );
});

/** Of the sign that has most: the others of a lane are measured with it, or not at all. */
function completenessOfLane(
  lane: Lane,
  completeness: ReadonlyMap<string, Completeness>,
): Completeness | null {
  const known = lane.signs.flatMap((sign) => completeness.get(sign) ?? []);
  return known.sort((a, b) => b.values - a.values)[0] ?? null;
}

/** What somebody hears who does not see the chart. */
function summary(sampled: readonly Sampled[], from: number, to: number): string {
  const w = trendWords();
  const words = sampled.flatMap(({ sign, points }) => {
    const inside = points.filter(({ time, value }) => time >= from && time <= to && value !== null);
    if (inside.length === 0) return [];
    const low = Math.min(...inside.map((point) => point.low ?? Infinity));
    const high = Math.max(...inside.map((point) => point.high ?? -Infinity));
    const flagged = inside.filter(({ flags }) => flags.length > 0).length;
    const range = w.range(shortName(sign), heightText(sign, low), heightText(sign, high));
    return `${range}${flagged === 0 ? '' : `, ${w.flagged(String(flagged))}`}.`;
  });
  return words.length === 0 ? `${w.nothing}.` : words.join(' ');
}

interface NewestProps {
  readonly sign: string;
  readonly newest: Newest | null;
  /** Which stroke of the lane it is; null where there is but one. */
  readonly stroke: number | null;
}

function NewestValue({ sign, newest, stroke }: NewestProps) {
  const now = useNow();
  const w = trendWords();
  const ward = wardWords();
  const name =
    stroke === null ? null : (
      <span className="newest-name">
        <StrokeSample index={stroke} />
        {shortName(sign)}
      </span>
    );
  if (newest === null) return name === null ? <p className="quiet">{w.neverMeasured}</p> : <p>{name}</p>;
  const age = ageSeconds(newest.measuredAt, now);
  const freshness = freshnessOf(sign, age);
  const reason = flagReason(newest.flags);
  const coded = sign === CODED_SIGN && typeof newest.value === 'string';
  return (
    <div className={`newest is-${freshness}${reason === null ? '' : ' is-flagged'}`}>
      {name}
      <span className="newest-value">
        {reason === null ? null : <span aria-hidden="true">? </span>}
        {valueText(sign, newest.value)}
        <span className="newest-unit">
          {coded ? consciousnessText(String(newest.value)) : unitText(newest.unit)}
        </span>
      </span>
      {reason === null ? null : <span className="newest-reason">{reason}, {ward.doNotRely}</span>}
      <span className="newest-age">
        {freshness === 'stale' ? <span className="vital-stale">{ward.stale}</span> : null}
        {freshness === 'late' ? <span className="vital-late">{ward.late}</span> : null}{' '}
        <span className="ticking">{w.measuredAgo(ageText(age))}</span>
        {newest.backfilled ? w.wasBackfilled : ''}
      </span>
    </div>
  );
}

function StrokeSample({ index }: { readonly index: number }) {
  const { color, dash } = strokeOf(index);
  return (
    <svg className="stroke-sample" viewBox="0 0 26 6" aria-hidden="true">
      <path d="M0 3H26" style={{ stroke: `var(${color})` }} strokeWidth="2.4" strokeDasharray={dash.join(' ')} />
    </svg>
  );
}

import { memo } from 'react';
import { useNow } from '../live/ticker';
import { wardWords } from '../words/ward';
import { numberText } from '../words/words';
import { TREND_MILLIS } from './merge';
import type { TrendPoint } from './model';
import { pathOf, place, rangeOf, runs, type Scale } from './sparkline';

interface Props {
  readonly name: string;
  readonly points: readonly TrendPoint[];
  readonly minimumSpan: number;
  readonly ceiling: number | null;
}

const WIDTH = 120;
const HEIGHT = 30;
/** A line needs no second hand. */
const STEP_MILLIS = 10_000;

/** The last 30 minutes, right edge now. Where nothing was measured nothing is drawn. */
export const Sparkline = memo(function Sparkline({ name, points, minimumSpan, ceiling }: Props) {
  const to = useNow(STEP_MILLIS) + STEP_MILLIS;
  const from = to - TREND_MILLIS;
  const shown = points.filter(({ time }) => time >= from && time <= to);
  if (shown.length === 0) {
    return <span className="spark-empty">{wardWords().noTrend}</span>;
  }
  const scale: Scale = {
    from,
    to,
    ...rangeOf(shown, minimumSpan, ceiling),
    width: WIDTH,
    height: HEIGHT,
  };
  const values = shown.map(({ value }) => value);
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  return (
    <svg
      className="spark"
      viewBox={`-3 -4 ${WIDTH + 6} ${HEIGHT + 8}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={wardWords().trendRange(name, numberText(lowest), numberText(highest))}
    >
      <path className="spark-base" d={`M0 ${HEIGHT + 2}H${WIDTH}`} />
      {runs(shown).map((run) => {
        const placed = run.map((point) => place(point, scale));
        const [first] = placed;
        if (first === undefined) return null;
        return (
          <path
            key={run[0]?.time}
            className="spark-line"
            // A point of no length with round caps is a dot: a lone value is still seen.
            d={placed.length === 1 ? `M${first.x} ${first.y}h0.01` : pathOf(placed)}
          />
        );
      })}
    </svg>
  );
});

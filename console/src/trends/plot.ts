import type { Gap, Point, Sampled } from './model';

/** A gap is longer than this, however often a sign is measured (ms); as the server counts completeness. */
const LEAST_GAP = 120_000;

/** What a distance of two points must exceed to be a gap (ms); null where a single point tells nothing. */
export function longestDistance(points: readonly Point[], bucketMillis: number | null): number | null {
  const usual = usualDistance(points);
  return usual === null ? null : Math.max(3 * usual, LEAST_GAP, 1.5 * (bucketMillis ?? 0));
}

/** Where there is no point although there usually is one: from edge to edge of what was asked for. */
export function gapsOf(
  points: readonly Point[],
  longest: number | null,
  bucketMillis: number | null,
  edges: Gap,
): readonly Gap[] {
  const [first] = points;
  if (longest === null || first === undefined) return [];
  const gaps: Gap[] = [];
  if (first.time - edges.from > longest) gaps.push({ from: edges.from, to: first.time });
  points.forEach(({ time }, index) => {
    const next = points[index + 1]?.time ?? edges.to;
    if (next - time > longest) gaps.push({ from: time + (bucketMillis ?? 0), to: next });
  });
  return gaps;
}

/** Median distance of neighbours; null where there are none. */
export function usualDistance(points: readonly { readonly time: number }[]): number | null {
  const distances = points.slice(1).map(({ time }, index) => time - (points[index]?.time ?? time));
  if (distances.length === 0) return null;
  distances.sort((a, b) => a - b);
  return distances[Math.floor(distances.length / 2)] ?? null;
}

/** A column of a chart. Null lifts the pen; undefined only says that another sign was measured here. */
export type Column = (number | null | undefined)[];

export interface PlottedSign {
  readonly sign: string;
  readonly values: Column;
  readonly lows: Column;
  readonly highs: Column;
  /** Whether there is any point, trusted or not. */
  readonly measured: boolean;
  readonly gaps: readonly Gap[];
  /** With a reason not to trust them: drawn as marks, never as part of the line. */
  readonly flagged: readonly Point[];
  /** Stretches of data that the device sent late. */
  readonly backfilled: readonly Gap[];
}

export interface Plot {
  /** Times in seconds, ascending, as the chart wants them. */
  readonly times: number[];
  readonly signs: readonly PlottedSign[];
  /** Lowest and highest trusted value; null where there is none. */
  readonly range: { readonly low: number; readonly high: number } | null;
}

/** A value that may stand in the line. A bucket's mean holds no flagged values; a flagged value is no mean. */
function trusted(point: Point, bucketed: boolean): boolean {
  return point.value !== null && (bucketed || point.flags.length === 0);
}

/** The columns of a lane: all its signs over one axis of time. */
export function plotOf(sampled: readonly Sampled[], bucketMillis: number | null, edges: Gap): Plot {
  const bucketed = bucketMillis !== null;
  const half = (bucketMillis ?? 0) / 2;
  const prepared = sampled.map(({ sign, points }) => {
    const longest = longestDistance(points, bucketMillis);
    const inLine = points.filter((point) => trusted(point, bucketed));
    return {
      sign,
      points,
      inLine,
      gaps: gapsOf(points, longest, bucketMillis, edges),
      // What was measured but cannot be trusted is no gap, yet the line must not run across it either.
      lifts: gapsOf(inLine, longest, bucketMillis, edges),
    };
  });
  const instants = new Set<number>();
  for (const { inLine, lifts } of prepared) {
    for (const { time } of inLine) instants.add(time + half);
    for (const lift of lifts) instants.add(middleOf(lift));
  }
  const times = [...instants].sort((a, b) => a - b);
  const indexOf = new Map(times.map((time, index) => [time, index]));
  let low = Infinity;
  let high = -Infinity;
  const signs = prepared.map(({ sign, points, gaps, lifts, inLine }): PlottedSign => {
    const column = (): Column => new Array<number | null | undefined>(times.length).fill(undefined);
    const values = column();
    const lows = column();
    const highs = column();
    for (const point of inLine) {
      const index = indexOf.get(point.time + half) ?? 0;
      values[index] = point.value;
      lows[index] = point.low;
      highs[index] = point.high;
      low = Math.min(low, point.low ?? point.value ?? low);
      high = Math.max(high, point.high ?? point.value ?? high);
    }
    // Each of another sign's times in between, too, or the chart draws the line on to the last of them.
    for (const lift of lifts) {
      times.forEach((time, index) => {
        if (time > lift.from - half && time < lift.to + half && values[index] === undefined) {
          values[index] = lows[index] = highs[index] = null;
        }
      });
    }
    return {
      sign,
      values,
      lows,
      highs,
      measured: points.length > 0,
      gaps,
      flagged: points.filter(({ flags }) => flags.length > 0),
      backfilled: stretchesOf(points, bucketMillis),
    };
  });
  return { times: times.map((time) => time / 1_000), signs, range: low > high ? null : { low, high } };
}

function middleOf({ from, to }: Gap): number {
  return (from + to) / 2;
}

function stretchesOf(points: readonly Point[], bucketMillis: number | null): readonly Gap[] {
  const stretches: Gap[] = [];
  let start: number | null = null;
  let last = 0;
  for (const { time, backfilled } of points) {
    if (backfilled) {
      start ??= time;
      last = time + (bucketMillis ?? 0);
    } else if (start !== null) {
      stretches.push({ from: start, to: last });
      start = null;
    }
  }
  if (start !== null) stretches.push({ from: start, to: last });
  return stretches;
}

/** From bottom to top of a chart: everything trusted, a margin, and at least `minimumSpan`. */
export function scaleOf(
  range: { readonly low: number; readonly high: number } | null,
  minimumSpan: number,
  ceiling: number | null,
): readonly [low: number, high: number] {
  if (range === null) return [0, Math.max(1, minimumSpan)];
  const margin = Math.max((range.high - range.low) * 0.08, (minimumSpan - (range.high - range.low)) / 2, 0.5);
  let low = range.low - margin;
  let high = range.high + margin;
  if (ceiling !== null && high > ceiling) {
    high = ceiling + (high - low) * 0.04;
    low = Math.min(low, ceiling - minimumSpan);
  }
  return [low, high];
}

/** The point nearest to a time, none farther away than `within` (ms). */
export function nearest(points: readonly Point[], time: number, within: number): Point | null {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.time ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  const candidates = [points[low - 1], points[low]].filter((point) => point !== undefined);
  let best: Point | null = null;
  for (const point of candidates) {
    const distance = Math.abs(point.time - time);
    if (distance <= within && (best === null || distance < Math.abs(best.time - time))) best = point;
  }
  return best;
}

/** Where no sign of a lane was measured; a sign without any point says nothing about gaps. */
export function commonGaps(plot: Plot, edges: Gap): readonly Gap[] {
  const lists = plot.signs.filter(({ measured }) => measured).map(({ gaps }) => gaps);
  const [first, ...rest] = lists;
  if (first === undefined) return [edges];
  return rest.reduce<readonly Gap[]>(
    (common, gaps) =>
      common.flatMap((one) =>
        gaps
          .map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) }))
          .filter(({ from, to }) => to > from),
      ),
    first,
  );
}

/** The value after or before one; without one the newest in sight. Null where there is none. */
export function nextPoint(
  points: readonly Point[],
  time: number | null,
  forward: boolean,
  sight: Gap,
): Point | null {
  const seen = points.filter((point) => point.time >= sight.from && point.time <= sight.to);
  if (time === null) return seen.at(-1) ?? null;
  return (
    (forward
      ? seen.find((point) => point.time > time)
      : seen.findLast((point) => point.time < time)) ?? null
  );
}

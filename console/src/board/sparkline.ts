import type { TrendPoint } from './model';

/** Three missed steps of the 30 s trend: the line stops and starts anew. */
const GAP_MILLIS = 100_000;

export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  readonly width: number;
  readonly height: number;
}

export interface XY {
  readonly x: number;
  readonly y: number;
}

/** Runs of points without a gap between them. A line is never drawn across missing data. */
export function runs(
  points: readonly TrendPoint[],
  gapMillis: number = GAP_MILLIS,
): readonly (readonly TrendPoint[])[] {
  const result: TrendPoint[][] = [];
  let run: TrendPoint[] = [];
  let previous: TrendPoint | undefined;
  for (const point of points) {
    if (previous !== undefined && point.time - previous.time > gapMillis) {
      result.push(run);
      run = [];
    }
    run.push(point);
    previous = point;
  }
  if (run.length > 0) result.push(run);
  return result;
}

/** The range to draw: all points, and at least `minimumSpan` so that noise does not look like news. */
export function rangeOf(
  points: readonly TrendPoint[],
  minimumSpan: number,
  ceiling: number | null,
): { readonly low: number; readonly high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (const { value } of points) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const missing = Math.max(0, minimumSpan - (high - low));
  high += missing / 2;
  low -= missing / 2;
  if (ceiling !== null && high > ceiling) {
    low -= high - ceiling;
    high = ceiling;
  }
  return { low, high };
}

export function place({ time, value }: TrendPoint, scale: Scale): XY {
  const across = (time - scale.from) / (scale.to - scale.from);
  const up = (value - scale.low) / (scale.high - scale.low);
  return { x: round(across * scale.width), y: round((1 - up) * scale.height) };
}

export function pathOf(points: readonly XY[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

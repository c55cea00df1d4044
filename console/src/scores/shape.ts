import { usualDistance } from '../trends/plot';
import type { Gap } from '../trends/model';
import type { ScorePoint } from './model';

/** For so long a score was the newest one: how it is drawn. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly point: ScorePoint;
  /** The one before reaches up to it: its step is drawn. */
  readonly joined: boolean;
}

/** A score is told again each minute; later than this (ms) it is no longer what the patient is like. */
const LEAST_HOLD = 120_000;

/**
 * How long a score may stand for the time after it: three times the usual distance, and two minutes, as
 * the charts of the signs count their gaps.
 */
export function longestHold(points: readonly ScorePoint[]): number {
  return Math.max(LEAST_HOLD, 3 * (usualDistance(points) ?? 0));
}

/** Each score until the next one. Where the next one does not come, it ends after the usual distance. */
export function stretchesOf(points: readonly ScorePoint[], until: number): readonly Stretch[] {
  const longest = longestHold(points);
  const alone = Math.min(longest, usualDistance(points) ?? 60_000);
  const stretches: Stretch[] = [];
  points.forEach((point, index) => {
    const next = points[index + 1]?.time ?? until;
    const to = next - point.time <= longest ? next : point.time + alone;
    const before = stretches.at(-1);
    const joined = before !== undefined && before.to === point.time;
    stretches.push({ from: point.time, to: Math.max(point.time, to), point, joined });
  });
  return stretches;
}

/** Where nothing was scored, or scoring was refused. */
export function gapsOf(stretches: readonly Stretch[], edges: Gap): readonly Gap[] {
  const gaps: Gap[] = [];
  let reached = edges.from;
  for (const { from, to, point } of stretches) {
    if (point.worth.kind === 'refused') continue;
    if (from > reached && (reached > edges.from || from - reached > LEAST_HOLD)) gaps.push({ from: reached, to: from });
    reached = Math.max(reached, to);
  }
  if (edges.to > reached) gaps.push({ from: reached, to: edges.to });
  return gaps;
}

/** The score in whose stretch a time lies; else the nearest within reach. */
export function pointAt(stretches: readonly Stretch[], time: number, reach: number): ScorePoint | null {
  let best: ScorePoint | null = null;
  let least = reach;
  for (const { from, to, point } of stretches) {
    if (time >= from && time < to) return point;
    const distance = Math.min(Math.abs(time - from), Math.abs(time - to));
    if (distance <= least) {
      least = distance;
      best = point;
    }
  }
  return best;
}

/** The top of the scale: room above the highest, and always enough to see where "high" begins. */
export function topOf(points: readonly ScorePoint[]): number {
  let highest = 0;
  for (const { worth } of points) {
    if (worth.kind === 'total') highest = Math.max(highest, worth.total);
    if (worth.kind === 'range') highest = Math.max(highest, worth.upper);
  }
  return Math.min(20.5, Math.max(8.5, highest + 1));
}

/** The next point that is inside and differs, as somebody steps through them. */
export function stepFrom(
  points: readonly ScorePoint[],
  time: number | null,
  forward: boolean,
  { from, to }: Gap,
): ScorePoint | null {
  const inside = points.filter((point) => point.time >= from && point.time <= to);
  if (time === null) return (forward ? inside[0] : inside.at(-1)) ?? null;
  return (forward ? inside.find((point) => point.time > time) : inside.findLast((point) => point.time < time)) ?? null;
}

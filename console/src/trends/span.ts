import { dayOf, shortTime } from '../live/clockTime';
import { trendWords } from '../words/trends';
import { numberText } from '../words/words';

/** What the charts show, ms since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** The right edge is now, and moves with it. */
  readonly following: boolean;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Whoever points so far to the right means now. */
const EDGE = 0.97;

/** The shortest and longest that may be looked at (ms); the server's roll-ups answer for 400 days. */
export const SHORTEST = MINUTE;
export const LONGEST = 400 * DAY;

export const PRESETS: readonly { readonly name: string; readonly millis: number }[] = [
  { name: '1 h', millis: HOUR },
  { name: '6 h', millis: 6 * HOUR },
  { name: '24 h', millis: DAY },
  { name: '7 d', millis: 7 * DAY },
  { name: '30 d', millis: 30 * DAY },
];

export function lengthOf(span: Span): number {
  return span.to - span.from;
}

/** The last so many milliseconds, going on with the time. */
export function lastOf(millis: number, now: number): Span {
  return { from: now - millis, to: now, following: true };
}

/** What a following span is at this instant. */
export function at(span: Span, now: number): Span {
  return span.following ? lastOf(lengthOf(span), now) : span;
}

/**
 * Nearer (factor below 1) or farther, while the time at `anchor` (0 left edge, 1 right edge) stays where
 * it is. Without an anchor, or with one at its very edge, a span that follows goes on following.
 */
export function zoomed(span: Span, factor: number, anchor: number | null, now: number): Span {
  const current = at(span, now);
  const length = Math.min(LONGEST, Math.max(SHORTEST, lengthOf(current) * factor));
  if (span.following && (anchor === null || anchor > EDGE)) return lastOf(length, now);
  const share = anchor ?? 0.5;
  const fixed = current.from + lengthOf(current) * share;
  const from = fixed - length * share;
  return settled(from, from + length, now);
}

/** Moved by a part of its length; positive is later. It cannot leave the present. */
export function panned(span: Span, fraction: number, now: number): Span {
  const current = at(span, now);
  const by = lengthOf(current) * fraction;
  return settled(current.from + by, current.to + by, now);
}

/** From one instant to another, whichever comes first. */
export function between(one: number, other: number, now: number): Span {
  const from = Math.min(one, other);
  const to = Math.max(one, other);
  const middle = (from + to) / 2;
  return to - from < SHORTEST
    ? settled(middle - SHORTEST / 2, middle + SHORTEST / 2, now)
    : settled(from, to, now);
}

/** Never later than now; who moves against now, follows it. */
function settled(from: number, to: number, now: number): Span {
  return to >= now ? lastOf(to - from, now) : { from, to, following: false };
}

/**
 * A span in coarse steps that holds another: charts that move on by the second do not have their
 * completeness counted anew each time.
 */
export function completenessRange(from: number, to: number): { readonly from: number; readonly to: number } {
  const step = Math.max(1, Math.round((to - from) / 20 / MINUTE)) * MINUTE;
  return { from: Math.floor(from / step) * step, to: Math.ceil(to / step) * step };
}

/** The span in words, e.g. "22-Nov-2026 23:10 to 23-Nov-2026 05:10". */
export function spanWords(span: Span): string {
  const from = new Date(span.from);
  const to = new Date(span.to);
  const until =
    from.toDateString() === to.toDateString()
      ? shortTime(span.to, span.to)
      : `${dayOf(span.to)} ${shortTime(span.to, span.to)}`;
  return trendWords().to(`${dayOf(span.from)} ${shortTime(span.from, span.from)}`, until);
}

/** A length in words, e.g. 90 min, 6 h, 2.5 d. */
export function lengthWords(millis: number): string {
  if (millis < MINUTE) return `${Math.round(millis / 1_000)} s`;
  if (millis < 3 * HOUR && millis % HOUR !== 0) return `${tidy(millis / MINUTE)} min`;
  if (millis < 3 * DAY) return `${tidy(millis / HOUR)} h`;
  return `${tidy(millis / DAY)} d`;
}

function tidy(value: number): string {
  return numberText(value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
}

import { flagReason } from '../board/flags';
import { consciousnessText, unitText, valueText } from '../board/signs';
import { clockTime, dayOf, fullTime } from '../live/clockTime';
import { trendWords } from '../words/trends';
import { numberText } from '../words/words';
import type { Completeness, Point, SeriesAnswer } from './model';
import { CODED_SIGN, letterOf } from './ordinals';
import { lengthWords } from './span';

/** A height of a chart as the value that it stands for. */
export function heightText(sign: string, height: number): string {
  return sign === CODED_SIGN ? letterOf(height) : valueText(sign, height);
}

/** With its unit, e.g. 72 /min, C (Confused). */
export function readingText(sign: string, height: number, unit: string): string {
  if (sign === CODED_SIGN) {
    const letter = letterOf(height);
    return `${letter} (${consciousnessText(letter)})`;
  }
  const text = unitText(unit);
  return text === '' ? heightText(sign, height) : `${heightText(sign, height)} ${text}`;
}

/** What a point says: value, what it rests on, and every reason not to trust it. */
export function pointWords(
  sign: string,
  unit: string,
  point: Point,
  bucketMillis: number | null,
): readonly string[] {
  const w = trendWords();
  const words: string[] = [];
  const reason = flagReason(point.flags);
  if (bucketMillis === null) {
    words.push(point.value === null ? w.noValue : readingText(sign, point.value, unit));
    if (reason !== null) words.push(w.doNotRely(capital(reason)));
  } else if (point.value === null) {
    words.push(w.noReliable);
    if (reason !== null) words.push(w.allFlagged(reason));
  } else {
    const mean = sign === CODED_SIGN ? w.worst : w.mean;
    words.push(point.n === 1 ? readingText(sign, point.value, unit) : `${readingText(sign, point.value, unit)} ${mean}`);
    if (point.n > 1 && point.low !== null && point.high !== null) {
      words.push(w.valuesFromTo(heightText(sign, point.low), heightText(sign, point.high), point.n));
    }
    if (reason !== null) words.push(w.someFlagged(reason));
  }
  if (point.backfilled) words.push(w.backfilledMore);
  return words;
}

/** When: an instant, or from when on for how long. */
export function pointTime(point: Point, bucketMillis: number | null): string {
  return bucketMillis === null
    ? fullTime(point.time)
    : `${dayOf(point.time)} ${clockTime(point.time)}, ${lengthWords(bucketMillis)}`;
}

/** How finely the charts are drawn, so that nobody takes a mean for a value. */
export function resolutionWords(answer: SeriesAnswer): string {
  const w = trendWords();
  const each = answer.bucketMillis === null ? w.stretch : lengthWords(answer.bucketMillis);
  switch (answer.resolution) {
    case 'raw':
      return w.everyValue;
    case '1m':
      return w.means(each) + w.fromMinutes;
    case '1h':
      return w.means(each) + w.fromHours;
    case 'buckets':
      return w.means(each);
  }
}

export function completenessWords(of: Completeness): string {
  const w = trendWords();
  if (of.values === 0) return w.nothing;
  const parts: string[] = [];
  if (of.coveredFraction !== null) parts.push(w.covered(percent(of.coveredFraction)));
  const longest = Math.max(0, ...of.gaps.map(({ from, to }) => to - from));
  if (of.gapsTotal > 0) {
    parts.push(w.gaps(of.gapsTotal, lengthWords(longest)));
  } else {
    parts.push(w.noGap);
  }
  if (of.flagged > 0) parts.push(w.flagged(count(of.flagged)));
  if (of.backfilled > 0) parts.push(w.backfilled(count(of.backfilled)));
  return parts.join(' · ');
}

/** Rounded down: nothing less than all is 100 %. */
export function percent(fraction: number): string {
  const whole = fraction * 100;
  return `${numberText(whole > 99 && whole < 100 ? Math.floor(whole * 10) / 10 : Math.floor(whole + 1e-9))} %`;
}

export function count(n: number): string {
  return numberText(n);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

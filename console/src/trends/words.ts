import { flagReason } from '../board/flags';
import { consciousnessText, unitText, valueText } from '../board/signs';
import { clockTime, dayOf, fullTime } from '../live/clockTime';
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
  const words: string[] = [];
  const reason = flagReason(point.flags);
  if (bucketMillis === null) {
    words.push(point.value === null ? 'No value' : readingText(sign, point.value, unit));
    if (reason !== null) words.push(`? ${capital(reason)}, do not rely on it`);
  } else if (point.value === null) {
    words.push('No value to rely on');
    if (reason !== null) words.push(`? All flagged: ${reason}`);
  } else {
    const mean = sign === CODED_SIGN ? 'worst' : 'mean';
    words.push(point.n === 1 ? readingText(sign, point.value, unit) : `${readingText(sign, point.value, unit)} ${mean}`);
    if (point.n > 1 && point.low !== null && point.high !== null) {
      words.push(`${heightText(sign, point.low)} to ${heightText(sign, point.high)}, ${point.n} values`);
    }
    if (reason !== null) words.push(`? Some flagged, left out: ${reason}`);
  }
  if (point.backfilled) words.push('Backfilled: sent later by the device');
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
  const each = answer.bucketMillis === null ? 'a stretch' : lengthWords(answer.bucketMillis);
  switch (answer.resolution) {
    case 'raw':
      return 'Every single value';
    case '1m':
      return `Mean, lowest and highest of each ${each}, from minutes`;
    case '1h':
      return `Mean, lowest and highest of each ${each}, from hours`;
    case 'buckets':
      return `Mean, lowest and highest of each ${each}`;
  }
}

export function completenessWords(of: Completeness): string {
  if (of.values === 0) return 'Nothing measured in this time';
  const parts: string[] = [];
  if (of.coveredFraction !== null) parts.push(`${percent(of.coveredFraction)} covered`);
  const longest = Math.max(0, ...of.gaps.map(({ from, to }) => to - from));
  if (of.gapsTotal > 0) {
    parts.push(`${of.gapsTotal === 1 ? '1 gap' : `${of.gapsTotal} gaps`}, longest ${lengthWords(longest)}`);
  } else {
    parts.push('no gap');
  }
  if (of.flagged > 0) parts.push(`${count(of.flagged)} flagged`);
  if (of.backfilled > 0) parts.push(`${count(of.backfilled)} backfilled`);
  return parts.join(' · ');
}

/** Rounded down: nothing less than all is 100 %. */
export function percent(fraction: number): string {
  const whole = fraction * 100;
  return `${whole > 99 && whole < 100 ? Math.floor(whole * 10) / 10 : Math.floor(whole + 1e-9)} %`;
}

export function count(n: number): string {
  return n.toLocaleString('en-GB');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

import { ageText } from '../board/age';
import { riskWord } from '../board/score';
import { consciousnessText, unitText } from '../board/signs';
import { fullTime } from '../live/clockTime';
import { trendWords } from '../words/trends';
import { wardWords } from '../words/ward';
import { numberText } from '../words/words';
import type { Component, ScorePoint } from './model';

export function componentName(name: string): string {
  return (wardWords().parameterNames as Readonly<Record<string, string>>)[name] ?? name;
}

/** What a score says. The word "total" is kept for those that have one. */
export function worthWords({ worth, risk }: ScorePoint): string {
  const w = trendWords().score;
  const known = risk === null ? null : riskWord(risk);
  switch (worth.kind) {
    case 'total':
      return w.total(worth.total, known);
    case 'range':
      return w.between(worth.lower, worth.upper, known);
    case 'refused':
      return w.refused(worth.reason);
  }
}

/** What the score lacks, and of what age it is made where that matters. */
export function remarks(point: ScorePoint): readonly string[] {
  const missing = point.components.filter((component) => component.missing).map(({ name }) => componentName(name));
  const w = trendWords().score;
  const words: string[] = [];
  if (missing.length > 0) words.push(w.missing(missing.join(', ')));
  if (point.scale === 2) words.push(w.scale2);
  if (point.retrospective) words.push(w.retrospective);
  return words;
}

export function valueWords({ name, value, unit }: Component): string {
  if (value === null) return wardWords().noValue;
  if (name === 'consciousness' && typeof value === 'string') return `${value} ${consciousnessText(value)}`;
  const text = typeof value === 'number' && name === 'temperature' ? numberText(value, 1) : typeof value === 'number' ? numberText(value) : value;
  return `${text} ${unitText(unit)}`.trim();
}

export function ageWords({ ageSeconds }: Component): string {
  return ageSeconds === null ? '' : ageText(ageSeconds);
}

export function pointsWords({ points, maxPoints }: Component): string {
  if (points !== null) return String(points);
  const w = trendWords().score;
  return maxPoints === null ? w.noPoints : w.upTo(maxPoints);
}

export function timeWords({ time }: ScorePoint): string {
  return fullTime(time);
}

/** What somebody hears who does not see the chart. */
export function summaryWords(points: readonly ScorePoint[]): string {
  const totals = points.flatMap(({ worth }) => (worth.kind === 'total' ? [worth.total] : []));
  const incomplete = points.filter(({ worth }) => worth.kind === 'range').length;
  const w = trendWords().score;
  if (points.length === 0) return w.none;
  const parts: string[] = [];
  if (totals.length > 0) parts.push(w.totals(Math.min(...totals), Math.max(...totals)));
  if (incomplete > 0) parts.push(w.incomplete(incomplete, points.length));
  return parts.join(' ');
}

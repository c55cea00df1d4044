import { ageText } from '../board/age';
import { riskWord } from '../board/score';
import { consciousnessText, unitText } from '../board/signs';
import { fullTime } from '../live/clockTime';
import type { Component, ScorePoint } from './model';

/** In the order of the chart. */
const NAMES: Readonly<Record<string, string>> = {
  'respiratory-rate': 'Respiratory rate',
  spo2: 'Oxygen saturation',
  oxygen: 'Air or oxygen',
  'systolic-pressure': 'Systolic pressure',
  pulse: 'Pulse',
  consciousness: 'Consciousness',
  temperature: 'Temperature',
};

export function componentName(name: string): string {
  return NAMES[name] ?? name;
}

/** What a score says. The word "total" is kept for those that have one. */
export function worthWords({ worth, risk }: ScorePoint): string {
  switch (worth.kind) {
    case 'total':
      return `NEWS2 ${worth.total}${risk === null ? '' : `, ${riskWord(risk)}`}`;
    case 'range':
      return `Incomplete: between ${worth.lower} and ${worth.upper}${risk === null ? '' : `, at least ${riskWord(risk)}`}`;
    case 'refused':
      return `Not scored: ${worth.reason}`;
  }
}

/** What the score lacks, and of what age it is made where that matters. */
export function remarks(point: ScorePoint): readonly string[] {
  const missing = point.components.filter((component) => component.missing).map(({ name }) => componentName(name));
  const words: string[] = [];
  if (missing.length > 0) words.push(`Missing: ${missing.join(', ')}`);
  if (point.scale === 2) words.push('SpO₂ scale 2');
  if (point.retrospective) words.push('Made later, of data that came late');
  return words;
}

export function valueWords({ name, value, unit }: Component): string {
  if (value === null) return 'no value';
  if (name === 'consciousness' && typeof value === 'string') return `${value} ${consciousnessText(value)}`;
  const text = typeof value === 'number' && name === 'temperature' ? value.toFixed(1) : String(value);
  return `${text} ${unitText(unit)}`.trim();
}

export function ageWords({ ageSeconds }: Component): string {
  return ageSeconds === null ? '' : ageText(ageSeconds);
}

export function pointsWords({ points, maxPoints }: Component): string {
  if (points !== null) return String(points);
  return maxPoints === null ? 'missing' : `missing, up to ${maxPoints}`;
}

export function timeWords({ time }: ScorePoint): string {
  return fullTime(time);
}

/** What somebody hears who does not see the chart. */
export function summaryWords(points: readonly ScorePoint[]): string {
  const totals = points.flatMap(({ worth }) => (worth.kind === 'total' ? [worth.total] : []));
  const incomplete = points.filter(({ worth }) => worth.kind === 'range').length;
  if (points.length === 0) return 'No scores in this time.';
  const parts: string[] = [];
  if (totals.length > 0) parts.push(`Totals from ${Math.min(...totals)} to ${Math.max(...totals)}.`);
  if (incomplete > 0) parts.push(`${incomplete} of ${points.length} incomplete.`);
  return parts.join(' ');
}

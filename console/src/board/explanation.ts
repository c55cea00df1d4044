import { wardWords } from '../words/ward';
import { numberText } from '../words/words';
import { asInstant, asNumber, asObject, asText } from '../wire/json';
import { scoreOf } from './decode';
import type { Score } from './model';
import { consciousnessText, unitText } from './signs';

/** Why a NEWS2 is what it is. */
export interface Explanation {
  readonly score: Score;
  readonly parameters: readonly Parameter[];
}

export interface Parameter {
  readonly name: string;
  /** Null when there never was a value. */
  readonly value: string | null;
  readonly unit: string;
  readonly points: number | null;
  readonly measuredAt: number | null;
  /** Too old values are listed, but give no points. */
  readonly counts: boolean;
}

/** In the order of the chart. */
const PARAMETERS = [
  'respiratory-rate',
  'spo2',
  'oxygen',
  'systolic-pressure',
  'pulse',
  'consciousness',
  'temperature',
] as const;

/** Reads the answer of GET /api/v1/patients/{id}/scores/latest. */
export function explanationOf(value: unknown): Explanation | null {
  const raw = asObject(value);
  const score = scoreOf(value);
  if (score === null) return null;
  const components = asObject(raw['components']);
  const names = wardWords().parameterNames;
  return {
    score,
    parameters: PARAMETERS.map((component) =>
      parameterOf(component, names[component], asObject(components[component]), score.missing),
    ),
  };
}

function parameterOf(
  component: string,
  name: string,
  raw: Readonly<Record<string, unknown>>,
  missing: readonly string[],
): Parameter {
  const counts =
    asNumber(raw['points']) !== null && raw['valid'] !== false && !missing.includes(component);
  const reading = asNumber(raw['value']) ?? asText(raw['value']);
  return {
    name,
    value: reading === null ? null : readingText(component, reading),
    unit: unitText(asText(raw['unit']) ?? ''),
    points: counts ? asNumber(raw['points']) : null,
    measuredAt: asInstant(raw['measuredAt']),
    counts,
  };
}

function readingText(component: string, reading: number | string): string {
  if (typeof reading === 'number') {
    return numberText(reading, component === 'temperature' ? 1 : undefined);
  }
  return component === 'consciousness' ? `${reading} ${consciousnessText(reading)}` : reading;
}

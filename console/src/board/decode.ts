import { asArray, asInstant, asNumber, asObject, asText, asTexts } from '../wire/json';
import type { Patient, Risk, Score, Trend, TrendPoint, Vital } from './model';

export interface BoardMessage {
  readonly asOf: number;
  readonly patients: readonly Patient[];
  /** Ids of patients who are on no device any more. */
  readonly left: readonly string[];
}

/** Reads `{"asOf", "patients": [...], "left": [...]}`, of GET /api/v1/board and of its stream. */
export function boardOf(value: unknown, receivedAt: number): BoardMessage {
  const message = asObject(value);
  const asOf = asInstant(message['asOf']) ?? receivedAt;
  return {
    asOf,
    patients: asArray(message['patients']).flatMap((row) => patientOf(row, asOf)),
    left: asTexts(message['left']),
  };
}

function patientOf(value: unknown, asOf: number): readonly Patient[] {
  const row = asObject(value);
  const patientId = asText(row['patientId']);
  if (patientId === null) return [];
  const connected = row['connected'];
  return [
    {
      patientId,
      displayName: asText(row['displayName']),
      birthDate: asText(row['birthDate']),
      bed: asText(row['bed']),
      careUnit: asText(row['careUnit']),
      synthetic: row['synthetic'] === true,
      connected: typeof connected === 'boolean' ? connected : null,
      vitals: vitalsOf(row['vitals'], asOf),
      score: scoreOf(row['score']),
      trend: trendOf(row['trend']),
      asOf,
    },
  ];
}

function vitalsOf(value: unknown, asOf: number): Readonly<Record<string, Vital>> {
  const vitals: Record<string, Vital> = {};
  for (const [sign, raw] of Object.entries(asObject(value))) {
    const vital = vitalOf(raw, asOf);
    if (vital !== null) vitals[sign] = vital;
  }
  return vitals;
}

function vitalOf(value: unknown, asOf: number): Vital | null {
  const raw = asObject(value);
  const reading = asNumber(raw['value']) ?? asText(raw['value']);
  const ageSeconds = asNumber(raw['ageSeconds']);
  const measuredAt =
    asInstant(raw['time']) ?? (ageSeconds === null ? null : asOf - ageSeconds * 1_000);
  // A value of unknown age is not shown as if it were new.
  if (reading === null || measuredAt === null) return null;
  return {
    value: reading,
    unit: asText(raw['unit']) ?? '',
    measuredAt,
    flags: asTexts(raw['flags']).map(flagName),
  };
}

/** IMPLAUSIBLE and out_of_device_range become implausible and out-of-device-range. */
function flagName(flag: string): string {
  return flag.toLowerCase().replaceAll('_', '-');
}

export function scoreOf(value: unknown): Score | null {
  if (typeof value !== 'object' || value === null) return null;
  const raw = asObject(value);
  const complete = raw['complete'] === true;
  const total = complete ? asNumber(raw['total']) : null;
  return {
    total,
    lowerBound: asNumber(raw['lowerBound']),
    risk: riskOf(raw['risk']),
    riskIsLowerBound: total === null || raw['riskIsLowerBound'] === true,
    missing: asTexts(raw['missing']),
    measuredAt: asInstant(raw['measuredAt']),
    scale: asNumber(raw['scale']),
  };
}

export function riskOf(value: unknown): Risk | null {
  switch (value) {
    case 'low':
    case 'low-medium':
    case 'medium':
    case 'high':
      return value;
    default:
      return null;
  }
}

function trendOf(value: unknown): Trend {
  const trend: Record<string, readonly TrendPoint[]> = {};
  for (const [sign, points] of Object.entries(asObject(value))) {
    trend[sign] = asArray(points)
      .flatMap((raw) => {
        const point = asObject(raw);
        const time = asInstant(point['time']);
        const reading = asNumber(point['value']);
        return time === null || reading === null ? [] : [{ time, value: reading }];
      })
      .sort((left, right) => left.time - right.time);
  }
  return trend;
}

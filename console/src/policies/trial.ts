import { asList, asNumber, asObject, asText, UnreadableAnswer } from '../wire/json';

/** Findings that began in the last day. */
export interface Trial {
  readonly patients: number;
  readonly patientDays: number | null;
  /** There was more than was read: the counts are too small. */
  readonly truncated: boolean;
  /** All of them, and then by condition. */
  readonly rows: readonly { readonly of: string; readonly candidate: number; readonly inForce: number }[];
}

/** Reads the answer of GET /api/v1/policies/shadow. */
export function trialOf(value: unknown): Trial {
  const raw = asObject(value);
  const patients = asNumber(raw['patients']);
  if (patients === null) throw new UnreadableAnswer();
  return {
    patients,
    patientDays: asNumber(raw['patientDays']),
    truncated: raw['truncated'] === true,
    rows: [rowOf('All', raw), ...asList(raw['conditions']).map((each) => rowOf(asText(asObject(each)['condition']) ?? 'not known', asObject(each)))],
  };
}

function rowOf(of: string, raw: ReturnType<typeof asObject>) {
  const candidate = asNumber(asObject(raw['candidate'])['started']);
  const inForce = asNumber(asObject(raw['inForce'])['started']);
  if (candidate === null || inForce === null) throw new UnreadableAnswer();
  return { of, candidate, inForce };
}

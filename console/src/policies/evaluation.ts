import { asList, asNumber, asObject, UnreadableAnswer } from '../wire/json';

/** What a policy would have called, or what was in force did, on the same readings. */
export interface Called {
  /** Conditions that began, per patient-day; null where nobody was watched. */
  readonly alertsPerDay: number | null;
  /** How often somebody with nothing on had something begin, per patient-day. */
  readonly callsPerDay: number | null;
  readonly byCondition: ReadonlyMap<string, number>;
}

export interface Report {
  readonly patients: number;
  readonly patientDays: number | null;
  /** Of all priorities, of medium and high, of high only. */
  readonly rows: readonly { readonly of: string; readonly asked: Called; readonly inForce: Called }[];
}

export type Evaluation =
  | { readonly state: 'RUNNING'; readonly done: number | null }
  | { readonly state: 'FAILED' }
  | { readonly state: 'DONE'; readonly report: Report };

const ROWS = ['All alerts', 'Medium and high', 'High only'];

/** Reads the answer of GET /api/v1/policies/evaluations/{id}. */
export function evaluationOf(value: unknown): Evaluation {
  const answer = asObject(value);
  switch (answer['state']) {
    case 'RUNNING':
      return { state: 'RUNNING', done: asNumber(answer['done']) };
    case 'FAILED':
      return { state: 'FAILED' };
    case 'DONE':
      return { state: 'DONE', report: reportOf(answer['report']) };
    default:
      throw new UnreadableAnswer();
  }
}

function reportOf(value: unknown): Report {
  const raw = asObject(value);
  const patients = asNumber(raw['patients']);
  const asked = asList(raw['asked']).map(calledOf);
  const inForce = asList(raw['inForce']).map(calledOf);
  const rows = ROWS.flatMap((of, index) => {
    const [one, other] = [asked[index], inForce[index]];
    return one === undefined || other === undefined ? [] : [{ of, asked: one, inForce: other }];
  });
  if (patients === null || rows.length !== ROWS.length) throw new UnreadableAnswer();
  return { patients, patientDays: asNumber(raw['patientDays']), rows };
}

function calledOf(value: unknown): Called {
  const raw = asObject(value);
  return {
    alertsPerDay: asNumber(raw['alertsPerPatientDay']),
    callsPerDay: asNumber(raw['callsPerPatientDay']),
    byCondition: new Map(
      Object.entries(asObject(raw['byCondition'])).flatMap(([condition, count]) => {
        const began = asNumber(count);
        return began === null ? [] : [[condition, began] as const];
      }),
    ),
  };
}

export function rateWords(rate: number | null): string {
  return rate === null ? 'not known' : rate.toFixed(rate < 10 ? 2 : 1);
}

/** Every condition that either of them began, the most frequent of the asked one first. */
export function conditionsOf({ rows }: Report): readonly { readonly condition: string; readonly asked: number; readonly inForce: number }[] {
  const [all] = rows;
  if (all === undefined) return [];
  return [...new Set([...all.asked.byCondition.keys(), ...all.inForce.byCondition.keys()])]
    .map((condition) => ({
      condition,
      asked: all.asked.byCondition.get(condition) ?? 0,
      inForce: all.inForce.byCondition.get(condition) ?? 0,
    }))
    .sort((a, b) => b.asked - a.asked || b.inForce - a.inForce);
}

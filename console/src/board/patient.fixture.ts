import type { Patient, Score, Vital } from './model';

export function patient(patientId: string, fields: Partial<Patient> = {}): Patient {
  return {
    patientId,
    displayName: null,
    birthDate: null,
    bed: null,
    careUnit: null,
    synthetic: false,
    connected: null,
    vitals: {},
    score: null,
    trend: {},
    asOf: 0,
    ...fields,
  };
}

export function vital(value: number | string, measuredAt = 0, flags: readonly string[] = []): Vital {
  return { value, unit: '', measuredAt, flags };
}

export function complete(total: number, risk: Score['risk']): Score {
  return {
    total,
    lowerBound: total,
    risk,
    riskIsLowerBound: false,
    missing: [],
    measuredAt: 0,
    scale: 1,
  };
}

export function incomplete(
  lowerBound: number,
  risk: Score['risk'],
  missing: readonly string[],
): Score {
  return {
    total: null,
    lowerBound,
    risk,
    riskIsLowerBound: true,
    missing,
    measuredAt: 0,
    scale: 1,
  };
}

import { wardWords } from '../words/ward';
import { numberText } from '../words/words';
import type { Patient, Vital } from './model';

/** A sign as one cell of the board shows it. */
export interface Reading {
  readonly sign: string;
  readonly vital: Vital;
}

/** The first sign the patient has; a later one only if the first fell silent a minute before it. */
export function preferred(patient: Patient, signs: readonly string[]): Reading | null {
  let chosen: Reading | null = null;
  for (const sign of signs) {
    const vital = patient.vitals[sign];
    if (vital === undefined) continue;
    if (chosen === null || vital.measuredAt - chosen.vital.measuredAt > 60_000) {
      chosen = { sign, vital };
    }
  }
  return chosen;
}

export const PULSE = ['heart-rate', 'pulse-rate'] as const;
export const TEMPERATURE = [
  'temperature',
  'temperature-core',
  'temperature-tympanic',
  'temperature-oral',
  'temperature-rectal',
  'temperature-axillary',
] as const;

export interface Pressure {
  readonly systolic: Reading | null;
  readonly diastolic: Reading | null;
  readonly invasive: boolean;
}

/** Systolic and diastolic of the same method, never one of each. */
export function pressureOf(patient: Patient): Pressure {
  const systolic = preferred(patient, ['systolic-pressure', 'invasive-systolic-pressure']);
  const invasive = systolic?.sign === 'invasive-systolic-pressure';
  const diastolic = preferred(patient, [
    invasive ? 'invasive-diastolic-pressure' : 'diastolic-pressure',
  ]);
  return { systolic, diastolic, invasive };
}

export interface Oxygen {
  readonly text: string;
  readonly given: boolean | null;
  readonly reading: Reading | null;
}

/** What the patient breathes, from flow or fraction. Absence is unknown, not air. */
export function oxygenOf(patient: Patient): Oxygen {
  const flow = preferred(patient, ['oxygen-flow']);
  if (flow !== null && typeof flow.vital.value === 'number') {
    const litres = flow.vital.value;
    return litres > 0
      ? { text: `O₂ ${plain(litres)} L/min`, given: true, reading: flow }
      : { text: wardWords().onAir, given: false, reading: flow };
  }
  const fraction = preferred(patient, ['fio2']);
  if (fraction !== null && typeof fraction.vital.value === 'number') {
    const percent = fraction.vital.value;
    return percent > 21
      ? { text: `FiO₂ ${plain(percent)} %`, given: true, reading: fraction }
      : { text: wardWords().onAir, given: false, reading: fraction };
  }
  return { text: wardWords().oxygenNotKnown, given: null, reading: null };
}

export function consciousnessText(code: string): string {
  return (wardWords().consciousness as Readonly<Record<string, string>>)[code] ?? code;
}

const UNITS: Readonly<Record<string, string>> = {
  'mm[Hg]': 'mmHg',
  Cel: '°C',
};

/** UCUM as people read it. */
export function unitText(ucum: string): string {
  return UNITS[ucum] ?? ucum;
}

/** The value at the resolution it is charted with. */
export function valueText(sign: string, value: number | string): string {
  if (typeof value === 'string') return value;
  return sign.startsWith('temperature') ? numberText(value, 1) : plain(value);
}

function plain(value: number): string {
  return numberText(Math.round(value * 10) / 10);
}

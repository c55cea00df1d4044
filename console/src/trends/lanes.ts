import { signName } from '../device/signName';
import { CODED_SIGN } from './ordinals';

/** A chart of its own with its own scale; signs of one kind share it. */
export interface Lane {
  readonly key: string;
  readonly title: string;
  readonly signs: readonly string[];
  /** At least so much from bottom to top, so that noise does not look like news. */
  readonly minimumSpan: number;
  readonly ceiling: number | null;
  /** Shown without being asked for. */
  readonly usual: boolean;
}

const LANES: readonly Lane[] = [
  lane('heart-rate', 'Heart rate', ['heart-rate', 'pulse-rate'], 30),
  lane('spo2', 'SpO₂', ['spo2'], 12, 100),
  lane('respiratory-rate', 'Respiratory rate', ['respiratory-rate'], 12),
  lane('pressure', 'Blood pressure', ['systolic-pressure', 'mean-pressure', 'diastolic-pressure'], 60),
  lane(
    'arterial',
    'Arterial pressure',
    ['invasive-systolic-pressure', 'invasive-mean-pressure', 'invasive-diastolic-pressure'],
    60,
  ),
  lane('temperature', 'Temperature', temperatures(), 2),
  lane(CODED_SIGN, 'Consciousness', [CODED_SIGN], 4),
  lane('oxygen-flow', 'Oxygen flow', ['oxygen-flow'], 6),
  lane('fio2', 'FiO₂', ['fio2'], 20, 100),
  lane('etco2', 'etCO₂', ['etco2'], 20),
  lane('gcs', 'GCS', ['gcs'], 12, 15),
  lane('glucose', 'Glucose', ['glucose'], 4),
];

function temperatures(): readonly string[] {
  const sites = ['core', 'tympanic', 'oral', 'rectal', 'axillary'];
  return ['temperature', ...sites.map((site) => `temperature-${site}`)];
}

function lane(
  key: string,
  title: string,
  signs: readonly string[],
  minimumSpan: number,
  ceiling: number | null = null,
): Lane {
  return { key, title, signs, minimumSpan, ceiling, usual: true };
}

/** The lanes of what the patient has, in the order of a chart; signs nobody foresaw come last. */
export function lanesOf(signs: Iterable<string>): readonly Lane[] {
  const had = new Set(signs);
  const known = LANES.flatMap((each) => {
    const present = each.signs.filter((sign) => had.delete(sign));
    return present.length === 0 ? [] : [{ ...each, signs: present }];
  });
  const others = [...had].sort().map((sign) => ({ ...lane(sign, signName(sign), [sign], 0), usual: false }));
  return [...known, ...others];
}

/** What a sign is called beside others of its lane. */
export function shortName(sign: string): string {
  const pressure = /^(?:invasive-)?(systolic|mean|diastolic)-pressure$/.exec(sign)?.[1];
  const name = pressure ?? signName(sign).replace(/^Temperature (.+)$/, '$1');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

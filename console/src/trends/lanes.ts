import { signName } from '../device/signName';
import { trendWords } from '../words/trends';
import { CODED_SIGN } from './ordinals';

/** A chart of its own with its own scale; signs of one kind share it. */
export interface Lane {
  readonly key: string;
  readonly signs: readonly string[];
  /** At least so much from bottom to top, so that noise does not look like news. */
  readonly minimumSpan: number;
  readonly ceiling: number | null;
  /** Shown without being asked for. */
  readonly usual: boolean;
}

const LANES: readonly Lane[] = [
  lane('heart-rate', ['heart-rate', 'pulse-rate'], 30),
  lane('spo2', ['spo2'], 12, 100),
  lane('respiratory-rate', ['respiratory-rate'], 12),
  lane('pressure', ['systolic-pressure', 'mean-pressure', 'diastolic-pressure'], 60),
  lane(
    'arterial',
    ['invasive-systolic-pressure', 'invasive-mean-pressure', 'invasive-diastolic-pressure'],
    60,
  ),
  lane('temperature', temperatures(), 2),
  lane(CODED_SIGN, [CODED_SIGN], 4),
  lane('oxygen-flow', ['oxygen-flow'], 6),
  lane('fio2', ['fio2'], 20, 100),
  lane('etco2', ['etco2'], 20),
  lane('gcs', ['gcs'], 12, 15),
  lane('glucose', ['glucose'], 4),
];

function temperatures(): readonly string[] {
  const sites = ['core', 'tympanic', 'oral', 'rectal', 'axillary'];
  return ['temperature', ...sites.map((site) => `temperature-${site}`)];
}

function lane(
  key: string,
  signs: readonly string[],
  minimumSpan: number,
  ceiling: number | null = null,
): Lane {
  return { key, signs, minimumSpan, ceiling, usual: true };
}

/** The lanes of what the patient has, in the order of a chart; signs nobody foresaw come last. */
export function lanesOf(signs: Iterable<string>): readonly Lane[] {
  const had = new Set(signs);
  const known = LANES.flatMap((each) => {
    const present = each.signs.filter((sign) => had.delete(sign));
    return present.length === 0 ? [] : [{ ...each, signs: present }];
  });
  const others = [...had].sort().map((sign) => ({ ...lane(sign, [sign], 0), usual: false }));
  return [...known, ...others];
}

/** What a chart is called. */
export function laneTitle({ key }: Lane): string {
  return trendWords().lanes[key] ?? signName(key);
}

/** What a sign is called beside others of its lane. */
export function shortName(sign: string): string {
  const part = /^(?:invasive-)?(systolic|mean|diastolic)-pressure$/.exec(sign)?.[1];
  const pressure = part === undefined ? undefined : trendWords().parts[part];
  const name = pressure ?? signName(sign).replace(/^Temperatur(?:e)? (.+)$/, '$1');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

import { trendWords } from '../words/trends';

const NAMES: Readonly<Record<string, string>> = {
  spo2: 'SpO₂',
  fio2: 'FiO₂',
  etco2: 'etCO₂',
  gcs: 'GCS',
  pleth: 'Pleth',
  'co2-wave': 'CO₂',
  'ecg-lead-avr': 'ECG aVR',
  'ecg-lead-avl': 'ECG aVL',
  'ecg-lead-avf': 'ECG aVF',
};

/** A sign as people call it. */
export function signName(sign: string): string {
  const known = trendWords().signs[sign] ?? NAMES[sign];
  if (known !== undefined) return known;
  const lead = /^ecg-lead-(.+)$/.exec(sign)?.[1];
  if (lead !== undefined) return `ECG ${lead.toUpperCase()}`;
  const words = sign.replace(/-wave$/, '').replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

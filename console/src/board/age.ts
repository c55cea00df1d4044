/** Age in whole seconds; a device clock slightly ahead of the server's does not make it negative. */
export function ageSeconds(measuredAt: number, now: number): number {
  return Math.max(0, Math.floor((now - measuredAt) / 1_000));
}

/** 7 s, 4 min 05 s, 2 h 14 min, 3 d: short enough to tick under every value. */
export function ageText(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) {
    return `${Math.floor(seconds / 3_600)} h ${twoDigits(Math.floor((seconds % 3_600) / 60))} min`;
  }
  return `${Math.floor(seconds / 86_400)} d`;
}

/** In minutes at the finest, for what stands beside something that ticks: 1 min, 47 min, 2 h 14 min. */
export function minutesText(seconds: number): string {
  return seconds < 3_600 ? `${Math.floor(seconds / 60)} min` : ageText(seconds);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/**
 * How current a value is. Late: older than the sign should ever be while the device works, say so.
 * Stale: no longer what the patient has now, shown as history only.
 */
export type Freshness = 'fresh' | 'late' | 'stale';

interface Limits {
  readonly lateAfter: number;
  readonly staleAfter: number;
}

const MINUTE = 60;
const HOUR = 3_600;

/** Streamed by a monitor: NEWS2 counts such an input for 5 minutes (as in analytics' ward-adult.json). */
const CONTINUOUS: Limits = { lateAfter: MINUTE, staleAfter: 5 * MINUTE };
/** Comes in rounds: NEWS2 counts it for an hour. Arterial pressure is streamed. */
const CUFF: Limits = { lateAfter: 30 * MINUTE, staleAfter: HOUR };
/** Taken or typed in by a person: NEWS2 counts such an input for 4 hours. */
const MANUAL: Limits = { lateAfter: 2 * HOUR, staleAfter: 4 * HOUR };

const LIMITS: Readonly<Record<string, Limits>> = {
  'systolic-pressure': CUFF,
  'diastolic-pressure': CUFF,
  'mean-pressure': CUFF,
  'oxygen-flow': MANUAL,
  fio2: MANUAL,
  temperature: MANUAL,
  'temperature-core': MANUAL,
  'temperature-tympanic': MANUAL,
  'temperature-axillary': MANUAL,
  'temperature-oral': MANUAL,
  'temperature-rectal': MANUAL,
  consciousness: MANUAL,
  gcs: MANUAL,
};

export function freshnessOf(sign: string, seconds: number): Freshness {
  const limits = LIMITS[sign] ?? CONTINUOUS;
  if (seconds >= limits.staleAfter) return 'stale';
  return seconds >= limits.lateAfter ? 'late' : 'fresh';
}

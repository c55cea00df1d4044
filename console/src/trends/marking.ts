import { trendWords } from '../words/trends';
import type { StoredRow } from './model';

/** What is about to be declared wrong. */
export interface Stretch {
  readonly from: number;
  /** Exclusive; null for one instant. */
  readonly to: number | null;
}

/** At most so much at once (ms): who marks more looks at it in parts. */
export const LONGEST_MARK = 24 * 3_600_000;

/** Stored values of one device within a stretch. */
export interface DeviceRows {
  readonly deviceId: string;
  readonly rows: readonly StoredRow[];
}

/** By device, the one with most values first: a mark names one device. */
export function byDevice(rows: readonly StoredRow[]): readonly DeviceRows[] {
  const groups = new Map<string, StoredRow[]>();
  for (const row of rows) {
    const group = groups.get(row.deviceId);
    if (group === undefined) groups.set(row.deviceId, [row]);
    else group.push(row);
  }
  return [...groups]
    .map(([deviceId, own]) => ({ deviceId, rows: own }))
    .sort((a, b) => b.rows.length - a.rows.length || a.deviceId.localeCompare(b.deviceId));
}

export interface MarkBody {
  readonly deviceId: string;
  /** Null: all signs of the device. */
  readonly sign: string | null;
  readonly from: string;
  readonly to: string | null;
  readonly reason: string;
}

/**
 * What is sent. An instant is named as the server wrote it, to the last digit: cut to our milliseconds
 * it would mark nothing.
 */
export function markOf(
  { deviceId, rows }: DeviceRows,
  stretch: Stretch,
  sign: string | null,
  reason: string,
): MarkBody {
  const instant = rows[0]?.time;
  return {
    deviceId,
    sign,
    from: stretch.to === null && instant !== undefined ? instant : new Date(stretch.from).toISOString(),
    to: stretch.to === null ? null : new Date(stretch.to).toISOString(),
    reason,
  };
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A time as it is written everywhere here, 23-Nov-2026 14:05:03 or in German 23.11.2026 14:05:03, in the
 * ward's zone; NaN where it is none. The browser's own input would ask for AM and PM where its language
 * has them.
 */
export function timeOf(text: string): number {
  const parts = /^(\d{1,2})(?:-([A-Za-z]{3})-|\.(\d{1,2})\.)(\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text.trim());
  if (parts === null) return NaN;
  const [, day, name, number, year, hours, minutes, seconds = '0'] = parts;
  const index = name === undefined ? Number(number) - 1 : MONTHS.indexOf(name.toLowerCase());
  const time = new Date(Number(year), index, Number(day), Number(hours), Number(minutes), Number(seconds));
  // 31-Feb is not the 3rd of March.
  const meant =
    index >= 0 && index < 12 && time.getDate() === Number(day) && time.getHours() === Number(hours) && Number(minutes) < 60 && Number(seconds) < 60;
  return meant ? time.getTime() : NaN;
}

/** Why a stretch cannot be marked; null when it can. */
export function stretchFault(from: number, to: number): string | null {
  const w = trendWords().marks;
  if (Number.isNaN(from) || Number.isNaN(to)) return w.bothNeeded;
  if (to <= from) return w.endAfter;
  if (to - from > LONGEST_MARK) return w.atMost;
  return null;
}

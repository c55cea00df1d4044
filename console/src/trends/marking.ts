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

/** A time for an input of the browser, in the ward's zone: 2026-11-23T14:05:03. */
export function localInput(millis: number): string {
  const time = new Date(millis);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}T${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

/** Why a stretch cannot be marked; null when it can. */
export function stretchFault(from: number, to: number): string | null {
  if (Number.isNaN(from) || Number.isNaN(to)) return 'Both times are needed.';
  if (to <= from) return 'The end must be after the beginning.';
  if (to - from > LONGEST_MARK) return 'At most 24 hours at once.';
  return null;
}

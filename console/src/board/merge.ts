import type { BoardMessage } from './decode';
import type { Patient, Trend, TrendPoint } from './model';

export type Patients = ReadonlyMap<string, Patient>;

export const TREND_MILLIS = 30 * 60_000;
/** The board's trend has up to 60 points in 30 minutes; live points are thinned to the same step. */
const TREND_STEP_MILLIS = 30_000;
const TRENDED = ['heart-rate', 'spo2'] as const;

/** A whole board: who is not on it any more leaves, newer rows from the stream stay. */
export function withSnapshot(current: Patients, snapshot: BoardMessage): Patients {
  const next = new Map<string, Patient>();
  for (const row of snapshot.patients) {
    const known = current.get(row.patientId);
    next.set(
      row.patientId,
      known !== undefined && known.asOf > row.asOf
        ? { ...known, trend: extendedTrend(row.trend, known) }
        : row,
    );
  }
  // Someone admitted after the snapshot was taken.
  for (const [patientId, row] of current) {
    if (!next.has(patientId) && row.asOf > snapshot.asOf) next.set(patientId, row);
  }
  return next;
}

/** What the stream tells: changed rows, whose known trend goes on with the new value, and who left. */
export function withChanges(current: Patients, changes: BoardMessage): Patients {
  if (changes.patients.length === 0 && changes.left.length === 0) return current;
  const next = new Map(current);
  for (const row of changes.patients) {
    const known = current.get(row.patientId);
    if (known !== undefined && known.asOf > row.asOf) continue;
    next.set(row.patientId, { ...row, trend: extendedTrend(known?.trend ?? {}, row) });
  }
  for (const patientId of changes.left) next.delete(patientId);
  return next;
}

function extendedTrend(trend: Trend, row: Patient): Trend {
  const extended: Record<string, readonly TrendPoint[]> = { ...trend };
  for (const sign of TRENDED) {
    const vital = row.vitals[sign];
    // A flagged value is no part of a trend, as on the server.
    if (vital === undefined || typeof vital.value !== 'number' || vital.flags.length > 0) continue;
    extended[sign] = appended(extended[sign] ?? [], {
      time: vital.measuredAt,
      value: vital.value,
    });
  }
  return extended;
}

/** The newest point replaces the one before while both fall into one step. */
export function appended(
  points: readonly TrendPoint[],
  point: TrendPoint,
): readonly TrendPoint[] {
  const last = points.at(-1);
  if (last !== undefined && point.time <= last.time) return points;
  const previous = points.at(-2);
  const sameStep =
    last !== undefined &&
    previous !== undefined &&
    point.time - previous.time < TREND_STEP_MILLIS * 1.5 &&
    last.time - previous.time < TREND_STEP_MILLIS;
  const kept = sameStep ? points.slice(0, -1) : points;
  return [...kept, point].filter(({ time }) => time > point.time - TREND_MILLIS - 60_000);
}

import type { Alert } from '../alerts/model';
import { ordered } from '../alerts/order';
import type { Risk } from '../board/model';
import type { Entry } from '../policies/model';
import type { ScorePoint } from '../scores/model';
import type { Stay } from './model';

const MINUTE = 60_000;
/** A fall of the risk counts when it holds for so long; a rise counts at once. */
const SETTLED = 10 * MINUTE;

const RANKS: Readonly<Record<Risk, number>> = { low: 0, 'low-medium': 1, medium: 2, high: 3 };

/** The risk went from one band to another. */
export interface RiskChange {
  readonly before: Risk;
  readonly point: ScorePoint;
}

export interface ScoreCourse {
  readonly latest: ScorePoint | null;
  /** By the total, of incomplete ones by what they are at least; the newest of equals. */
  readonly highest: ScorePoint | null;
  readonly changes: readonly RiskChange[];
  readonly scored: number;
  readonly incomplete: number;
}

/** How the score went. Every rise of the risk is told, however short. */
export function scoreCourse(points: readonly ScorePoint[], from: number, to: number): ScoreCourse {
  const inside = points.filter(({ time, worth }) => time >= from && time <= to && worth.kind !== 'refused');
  const changes: RiskChange[] = [];
  let current: Risk | null = null;
  inside.forEach((point, index) => {
    const { risk } = point;
    if (risk === null || risk === current) return;
    if (current === null) {
      current = risk;
      return;
    }
    const limit = RANKS[current];
    const rises = RANKS[risk] > limit;
    const later = inside.slice(index).filter(({ time }) => time <= point.time + SETTLED);
    const holds = (later.at(-1)?.time ?? 0) - point.time >= SETTLED / 2 && later.every((next) => next.risk !== null && RANKS[next.risk] < limit);
    if (!rises && !holds) return;
    changes.push({ before: current, point });
    current = risk;
  });
  let highest: ScorePoint | null = null;
  for (const point of inside) if (highest === null || worthOf(point) >= worthOf(highest)) highest = point;
  return {
    latest: inside.at(-1) ?? null,
    highest,
    changes,
    scored: inside.length,
    incomplete: inside.filter(({ worth }) => worth.kind === 'range').length,
  };
}

function worthOf({ worth }: ScorePoint): number {
  switch (worth.kind) {
    case 'total':
      return worth.total;
    case 'range':
      return worth.lower;
    case 'refused':
      return -1;
  }
}

export interface AlertCourse {
  /** What the next shift takes over. */
  readonly open: readonly Alert[];
  /** The newest first. */
  readonly ended: readonly Alert[];
}

export function alertCourse(alerts: readonly Alert[], from: number): AlertCourse {
  const endOf = (alert: Alert) => alert.conditionEndedAt ?? alert.updatedAt;
  return {
    open: ordered(alerts.filter(({ open }) => open)),
    ended: alerts.filter((alert) => !alert.open && endOf(alert) >= from).sort((one, other) => other.startedAt - one.startedAt),
  };
}

/** Decisions about the patient's limits that began in this time, or are in force; the newest first. */
export function decisionsIn(entries: readonly Entry[], from: number): readonly Entry[] {
  return entries
    .filter(({ effectiveFrom, standing }) => standing === 'IN_FORCE' || standing === 'PENDING' || (effectiveFrom ?? 0) >= from)
    .sort((one, other) => (other.effectiveFrom ?? 0) - (one.effectiveFrom ?? 0));
}

/** Devices that are on the patient, came or went in this time. */
export function staysIn(stays: readonly Stay[], from: number): readonly Stay[] {
  return stays.filter(({ to }) => to === null || to >= from);
}

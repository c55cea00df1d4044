import { searchTo } from '../nav/address';

/** What the overview is asked for. Nothing of a patient, so it may stand in the address. */
export interface UnitView {
  /** Null until one is chosen. */
  readonly unit: string | null;
  readonly sign: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly hours: number;
  readonly atLeast: number;
}

export interface SignChoice {
  readonly sign: string;
  readonly low: number | null;
  readonly high: number | null;
}

/** What may be chosen, with the limits to begin with; NEWS2 gives no points between most of them. */
export const SIGNS: readonly SignChoice[] = [
  { sign: 'spo2', low: 92, high: null },
  { sign: 'heart-rate', low: 51, high: 110 },
  { sign: 'respiratory-rate', low: 12, high: 20 },
  { sign: 'systolic-pressure', low: 101, high: 219 },
  { sign: 'temperature', low: 36.1, high: 38 },
];

export const PERIODS: readonly { readonly hours: number; readonly name: string }[] = [
  { hours: 8, name: 'Last 8 h' },
  { hours: 24, name: 'Last 24 h' },
  { hours: 7 * 24, name: 'Last 7 d' },
  { hours: 30 * 24, name: 'Last 30 d' },
];

const FIRST: SignChoice = SIGNS[0] ?? { sign: 'spo2', low: 92, high: null };

export function unitViewOf(search: string): UnitView {
  const query = new URLSearchParams(search);
  const choice = SIGNS.find(({ sign }) => sign === query.get('sign')) ?? FIRST;
  const hours = numberOf(query.get('hours'));
  const low = numberOf(query.get('low'));
  const high = numberOf(query.get('high'));
  const given = query.has('low') || query.has('high');
  return {
    unit: query.get('unit') || null,
    sign: choice.sign,
    low: given ? low : choice.low,
    high: given ? high : choice.high,
    hours: PERIODS.some((period) => period.hours === hours) && hours !== null ? hours : 24,
    atLeast: Math.min(20, Math.max(0, Math.round(numberOf(query.get('atLeast')) ?? 5))),
  };
}

export function searchOfUnit(view: UnitView): string {
  return searchTo('unit', {
    unit: view.unit,
    sign: view.sign,
    low: view.low === null ? null : String(view.low),
    high: view.high === null ? null : String(view.high),
    hours: String(view.hours),
    atLeast: String(view.atLeast),
  });
}

/** Why the limits make no sense; null when they do. */
export function limitFault(low: number | null, high: number | null): string | null {
  if (low === null && high === null) return 'At least one limit is needed.';
  if (low !== null && high !== null && low > high) return 'The lower limit is above the upper one.';
  return null;
}

export function numberOf(text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

export function rangePath(unit: string, view: UnitView, now: number): string {
  const query = period(view, now);
  query.set('sign', view.sign);
  if (view.low !== null) query.set('low', String(view.low));
  if (view.high !== null) query.set('high', String(view.high));
  return `/api/v1/units/${encodeURIComponent(unit)}/statistics?${query.toString()}`;
}

export function scorePath(unit: string, view: UnitView, now: number): string {
  const query = period(view, now);
  query.set('score', 'news2');
  query.set('from-total', String(view.atLeast));
  return `/api/v1/units/${encodeURIComponent(unit)}/score-statistics?${query.toString()}`;
}

function period({ hours }: UnitView, now: number): URLSearchParams {
  return new URLSearchParams({
    from: new Date(now - hours * 3_600_000).toISOString(),
    to: new Date(now).toISOString(),
  });
}

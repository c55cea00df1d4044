import { asInstant, asList, asNumber, asObject, asText, UnreadableAnswer } from '../wire/json';

export interface OfDay {
  /** As in 2026-11-23, of the zone that was asked for. */
  readonly day: string;
  readonly alerts: number;
  readonly medianSeconds: number | null;
}

/** What the alerts of a period were. A share, rate or median of nothing is null. */
export interface Statistics {
  readonly from: number | null;
  readonly to: number | null;
  readonly patientDays: number | null;
  /** Since when it is known who was in which unit. */
  readonly patientDaysSince: number | null;
  readonly alerts: number;
  readonly syntheticAlerts: number | null;
  readonly alertsPerPatientDay: number | null;
  readonly byPriority: { readonly high: number; readonly medium: number; readonly low: number };
  readonly byCondition: readonly { readonly condition: string; readonly alerts: number }[];
  readonly waited: number | null;
  readonly acceptedWithin60s: number | null;
  readonly accepted: number | null;
  readonly medianTimeToAcceptSeconds: number | null;
  readonly initialToTotalRatio: number | null;
  readonly reAlertRate: number | null;
  readonly disposed: number | null;
  readonly actionableShare: number | null;
  readonly pages: number | null;
  readonly pagesPerAlert: number | null;
  readonly unreachable: number | null;
  readonly patients: number | null;
  readonly topDecileShare: number | null;
  readonly daily: readonly OfDay[];
}

/** Reads the answer of GET /api/v1/alerts/statistics. */
export function statisticsOf(value: unknown): Statistics {
  const raw = asObject(value);
  const number = (name: string) => asNumber(raw[name]);
  const alerts = number('alerts');
  if (alerts === null) throw new UnreadableAnswer();
  const priorities = asObject(raw['byPriority']);
  const of = (priority: string) => asNumber(priorities[priority]) ?? 0;
  return {
    from: asInstant(raw['from']),
    to: asInstant(raw['to']),
    patientDays: number('patientDays'),
    patientDaysSince: asInstant(raw['patientDaysSince']),
    alerts,
    syntheticAlerts: number('syntheticAlerts'),
    alertsPerPatientDay: number('alertsPerPatientDay'),
    byPriority: { high: of('high'), medium: of('medium'), low: of('low') },
    byCondition: asList(raw['byCondition'] ?? []).flatMap((each) => {
      const row = asObject(each);
      const condition = asText(row['condition']);
      return condition === null ? [] : [{ condition, alerts: asNumber(row['alerts']) ?? 0 }];
    }),
    waited: number('waited'),
    acceptedWithin60s: number('acceptedWithin60s'),
    accepted: number('accepted'),
    medianTimeToAcceptSeconds: number('medianTimeToAcceptSeconds'),
    initialToTotalRatio: number('initialToTotalRatio'),
    reAlertRate: number('reAlertRate'),
    disposed: number('disposed'),
    actionableShare: number('actionableShare'),
    pages: number('pages'),
    pagesPerAlert: number('pagesPerAlert'),
    unreachable: number('unreachable'),
    patients: number('patients'),
    topDecileShare: number('topDecileShare'),
    daily: asList(raw['daily'] ?? []).flatMap((each) => {
      const row = asObject(each);
      const day = asText(row['day']);
      return day === null ? [] : [{ day, alerts: asNumber(row['alerts']) ?? 0, medianSeconds: asNumber(row['medianSeconds']) }];
    }),
  };
}

export const PERIODS = [1, 7, 30, 90] as const;

export function statisticsPath(days: number, unit: string | null, zone: string, now: number): string {
  const query = new URLSearchParams({
    from: new Date(now - days * 86_400_000).toISOString(),
    to: new Date(now).toISOString(),
    zone,
  });
  if (unit !== null) query.set('unit', unit);
  return `/api/v1/alerts/statistics?${query.toString()}`;
}

/** The top of an axis of counts: a round number, and never below what is shown. */
export function axisTop(highest: number): number {
  if (highest <= 4) return 4;
  const magnitude = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 2, 4, 5, 10].find((each) => each * magnitude >= highest) ?? 10;
  return step * magnitude;
}

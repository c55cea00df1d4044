import type { Alert } from './model';
import { highest, ordered, waiting } from './order';

/** What the inbox is narrowed to. */
export type InboxView = 'mine' | 'unit' | 'all' | 'ended';

export const INBOX_VIEWS: readonly InboxView[] = ['mine', 'unit', 'all', 'ended'];

const ASKING: readonly string[] = ['open', 'received'];

/** Whether an alert waits for this very person, or they have it. */
export function concerns(alert: Alert, subject: string | null): boolean {
  if (subject === null) return false;
  if (alert.acknowledgement !== null) return alert.acknowledgement.by === subject;
  return alert.pages.some(({ person, state }) => person === subject && ASKING.includes(state));
}

/**
 * Without a care unit (an older server, or nobody knows) an alert belongs to every unit: it must not be
 * out of sight because of what is not known about it.
 */
export function seenIn(view: InboxView, unit: string | null, subject: string | null): (alert: Alert) => boolean {
  switch (view) {
    case 'mine':
      return (alert) => concerns(alert, subject);
    case 'unit':
      return (alert) => unit === null || alert.careUnit === null || alert.careUnit === unit;
    case 'all':
    case 'ended':
      return () => true;
  }
}

/** Alerts of one patient that one page told of together, or one alert. */
export interface Bundle {
  readonly key: string;
  /** In the order of the list. */
  readonly alerts: readonly Alert[];
}

/**
 * The alerts in their order, those of one page together where the first of them stands. What was accepted
 * leaves its bundle: it no longer waits with the others.
 */
export function bundled(alerts: Iterable<Alert>): readonly Bundle[] {
  const bundles = new Map<string, Alert[]>();
  for (const alert of ordered(alerts)) {
    const key = alert.bundle !== null && waiting(alert) ? `page ${alert.bundle} ${alert.patientId}` : alert.id;
    const known = bundles.get(key);
    if (known === undefined) bundles.set(key, [alert]);
    else known.push(alert);
  }
  return [...bundles].map(([key, members]) => ({ key, alerts: members }));
}

/** What everybody should look at first: the count of what waits, and how grave it is. */
export function tally(alerts: readonly Alert[]) {
  const open = alerts.filter(waiting);
  return { waiting: open.length, highest: highest(open), total: alerts.length };
}

/** Units that alerts are of, in the order of the alphabet. */
export function unitsOf(alerts: Iterable<Alert>): readonly string[] {
  const units = new Set<string>();
  for (const { careUnit } of alerts) if (careUnit !== null) units.add(careUnit);
  return [...units].sort((one, other) => one.localeCompare(other));
}

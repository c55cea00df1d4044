import type { Alert, Priority } from './model';

const RANKS: Readonly<Record<Priority, number>> = { high: 0, medium: 1, low: 2 };

/** Unanswered first, retrospective last; then by priority, then the newest. */
export function ordered(alerts: Iterable<Alert>): readonly Alert[] {
  return [...alerts].sort(
    (left, right) =>
      groupOf(left) - groupOf(right) ||
      RANKS[left.priority] - RANKS[right.priority] ||
      right.startedAt - left.startedAt ||
      left.id.localeCompare(right.id),
  );
}

function groupOf(alert: Alert): number {
  if (alert.acknowledgement !== null) return 2;
  return alert.retrospective ? 1 : 0;
}

/** Waits for a person now. A retrospective finding is for the record, not for the pager. */
export function waiting(alert: Alert): boolean {
  return alert.acknowledgement === null && !alert.retrospective;
}

export function highest(alerts: readonly Alert[]): Priority | null {
  let result: Priority | null = null;
  for (const { priority } of alerts) {
    if (result === null || RANKS[priority] < RANKS[result]) result = priority;
  }
  return result;
}

export function byPatient(alerts: Iterable<Alert>): ReadonlyMap<string, readonly Alert[]> {
  const result = new Map<string, Alert[]>();
  for (const alert of alerts) {
    const known = result.get(alert.patientId);
    if (known === undefined) result.set(alert.patientId, [alert]);
    else known.push(alert);
  }
  return result;
}

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
  if (waiting(alert)) return 0;
  return alert.acknowledgement === null ? 1 : 2;
}

/** Waits for a person now. A retrospective finding is for the record, not for the pager. */
export function waiting(alert: Alert): boolean {
  return (alert.acknowledgement === null || isAskedAgain(alert)) && !alert.retrospective;
}

/** Somebody accepted, it went on for long, and they are asked whether they still have it. */
export function isAskedAgain({ acknowledgement, call }: Alert): boolean {
  return acknowledgement !== null && call !== null;
}

export function highest(alerts: readonly Alert[]): Priority | null {
  let result: Priority | null = null;
  for (const { priority } of alerts) {
    if (result === null || RANKS[priority] < RANKS[result]) result = priority;
  }
  return result;
}

/** The gravest first, of equals the newest: as a place at the top is given. */
export function byGravity(alerts: Iterable<Alert>): readonly Alert[] {
  return [...alerts].sort(
    (left, right) => RANKS[left.priority] - RANKS[right.priority] || right.startedAt - left.startedAt || left.id.localeCompare(right.id),
  );
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

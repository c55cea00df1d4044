import type { Alert } from './model';

/** Open alerts by id. */
export type Alerts = ReadonlyMap<string, Alert>;

/** One alert from the stream or from an answer; an older state never overwrites a newer one. */
export function withAlert(current: Alerts, alert: Alert): Alerts {
  const known = current.get(alert.id);
  if (known !== undefined && isOlder(alert, known)) return current;
  const next = new Map(current);
  if (alert.open) next.set(alert.id, alert);
  else next.delete(alert.id);
  return next;
}

/** By version where both have one: two changes may share a millisecond. */
function isOlder(alert: Alert, known: Alert): boolean {
  return alert.version !== null && known.version !== null && alert.version !== known.version
    ? alert.version < known.version
    : alert.updatedAt < known.updatedAt;
}

/**
 * The list of all open alerts. An alert that is not on it was resolved while we were not looking,
 * unless the stream told of it after the list was asked for.
 *
 * @param streamed ids that the stream told of since then
 */
export function withList(
  current: Alerts,
  list: readonly Alert[],
  streamed: ReadonlySet<string>,
): Alerts {
  const next = new Map<string, Alert>();
  for (const alert of list) {
    if (streamed.has(alert.id)) continue;
    if (alert.open) next.set(alert.id, alert);
  }
  for (const id of streamed) {
    const known = current.get(id);
    if (known !== undefined) next.set(id, known);
  }
  return next;
}

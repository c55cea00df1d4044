import type { Alert } from './model';
import { waiting } from './order';

/** What a screen reader is told when alerts come in; null when none of them needs a person. */
export function announcement(arrived: readonly Alert[]): string | null {
  const urgent = arrived.filter(waiting);
  const [first] = urgent;
  if (first === undefined) return null;
  if (urgent.length > 1) return `${urgent.length} new alerts.`;
  const place = first.bed === null ? first.patientId : `bed ${first.bed}`;
  return `New ${first.priority} priority alert, ${place}: ${first.title}.`;
}

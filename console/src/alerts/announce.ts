import { alertWords } from '../words/alerts';
import type { Alert } from './model';
import { waiting } from './order';

/** What a screen reader is told when alerts come in; null when none of them needs a person. */
export function announcement(arrived: readonly Alert[]): string | null {
  const urgent = arrived.filter(waiting);
  const [first] = urgent;
  if (first === undefined) return null;
  const words = alertWords();
  if (urgent.length > 1) return words.newMany(urgent.length);
  const place = first.bed === null ? first.patientId : words.place(first.bed);
  return words.newOne(words.priority[first.priority].toLowerCase(), place, first.title);
}

import { asArray, asInstant, asObject, asText } from '../wire/json';
import type { Acknowledgement, Alert, Priority } from './model';

export function alertsOf(value: unknown): readonly Alert[] {
  return asArray(value).flatMap((item) => {
    const alert = alertOf(item);
    return alert === null ? [] : [alert];
  });
}

export function alertOf(value: unknown): Alert | null {
  const raw = asObject(value);
  const id = asText(raw['id']);
  const patientId = asText(raw['patientId']);
  const startedAt = asInstant(raw['startedAt']) ?? asInstant(raw['raisedAt']);
  if (id === null || patientId === null || startedAt === null) return null;
  const condition = asText(raw['condition']) ?? 'alert';
  return {
    id,
    patientId,
    condition,
    title: asText(raw['title']) ?? condition,
    detail: asText(raw['detail']),
    priority: priorityOf(raw['priority']),
    open: raw['state'] !== 'resolved',
    conditionActive: raw['conditionActive'] !== false,
    startedAt,
    updatedAt: asInstant(raw['updatedAt']) ?? asInstant(raw['raisedAt']) ?? startedAt,
    conditionEndedAt: asInstant(raw['conditionEndedAt']),
    acknowledgement: acknowledgementOf(raw['acknowledgement']),
    retrospective: raw['retrospective'] === true,
    synthetic: raw['synthetic'] === true,
    bed: asText(raw['bed']),
    displayName: asText(raw['displayName']),
  };
}

function acknowledgementOf(value: unknown): Acknowledgement | null {
  if (typeof value !== 'object' || value === null) return null;
  const raw = asObject(value);
  return { by: asText(raw['by']) ?? 'someone', at: asInstant(raw['at']) };
}

/** A priority nobody foresaw is shown as the highest, not the lowest. */
function priorityOf(value: unknown): Priority {
  return value === 'low' || value === 'medium' ? value : 'high';
}

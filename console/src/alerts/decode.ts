import { asArray, asInstant, asNumber, asObject, asText } from '../wire/json';
import type {
  Acknowledgement,
  Alert,
  AlertPage,
  Call,
  Priority,
  Rejection,
  Signal,
  TrailEntry,
} from './model';

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
    careUnit: asText(raw['careUnit']),
    version: asNumber(raw['version']),
    rejections: asArray(raw['rejections']).map(rejectionOf),
    signal: signalOf(raw['signal']),
    call: callOf(raw['call']),
    remindAt: asInstant(raw['remindAt']),
    disposition: dispositionOf(raw['disposition']),
    pages: asArray(raw['pages']).flatMap(pageOf),
    bundle: asText(raw['bundle']),
  };
}

function acknowledgementOf(value: unknown): Acknowledgement | null {
  if (typeof value !== 'object' || value === null) return null;
  const raw = asObject(value);
  return { by: asText(raw['by']) ?? 'someone', at: asInstant(raw['at']) };
}

function rejectionOf(value: unknown): Rejection {
  const raw = asObject(value);
  return { by: asText(raw['by']) ?? 'someone', at: asInstant(raw['at']), reason: asText(raw['reason']) ?? 'other' };
}

/** What cannot be read counts as enabled: an alert must not look silenced that is not. */
function signalOf(value: unknown): Signal {
  const raw = asObject(value);
  const state = raw['state'];
  if (state !== 'paused' && state !== 'off') return { kind: 'enabled' };
  return { kind: state, until: asInstant(raw['until']), by: asText(raw['by']), reason: asText(raw['reason']) };
}

function callOf(value: unknown): Call | null {
  const raw = asObject(value);
  const step = asNumber(raw['step']);
  const steps = asNumber(raw['steps']);
  if (step === null || steps === null) return null;
  return {
    round: asNumber(raw['round']) ?? 1,
    step,
    steps,
    since: asInstant(raw['since']),
    nextAt: asInstant(raw['nextAt']),
    nextTo: asText(raw['nextTo']),
    nextPerson: asText(raw['nextPerson']),
  };
}

function dispositionOf(value: unknown): Alert['disposition'] {
  const raw = asObject(value);
  const code = asText(raw['code']);
  return code === null ? null : { code, by: asText(raw['by']) ?? 'someone', at: asInstant(raw['at']) };
}

function pageOf(value: unknown): readonly AlertPage[] {
  const raw = asObject(value);
  const id = asText(raw['id']);
  if (id === null) return [];
  return [
    {
      id,
      person: asText(raw['person']),
      target: asText(raw['target']),
      state: asText(raw['state']) ?? 'open',
      channel: asText(raw['channel']),
      at: asInstant(raw['at']),
      receivedAt: asInstant(raw['receivedAt']),
    },
  ];
}

/** A priority nobody foresaw is shown as the highest, not the lowest. */
function priorityOf(value: unknown): Priority {
  return value === 'low' || value === 'medium' ? value : 'high';
}

/** Reads the answer of GET /api/v1/alerts/{id}/transitions, oldest first. */
export function trailOf(value: unknown): readonly TrailEntry[] {
  return asArray(value).flatMap((item) => {
    const raw = asObject(item);
    const transition = asText(raw['transition']);
    const at = asInstant(raw['at']);
    if (transition === null || at === null) return [];
    const priority = raw['priority'];
    return [
      {
        transition,
        at,
        by: asText(raw['by']),
        to: asText(raw['person']) ?? asText(raw['target']),
        unstaffed: raw['staffed'] === false,
        reason: asText(raw['reason']),
        priority: priority === undefined || priority === null ? null : priorityOf(priority),
      },
    ];
  });
}

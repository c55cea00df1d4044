import { asInstant, asList, asObject, asText, UnreadableAnswer } from '../wire/json';
import { type OperationsAlert, type Part, type PlatformStatus, type State, STATES } from './model';

/** Reads the answer of GET /api/v1/status. */
export function statusOf(value: unknown): PlatformStatus {
  const raw = asObject(value);
  if (asText(raw['overall']) === null) throw new UnreadableAnswer();
  return {
    at: asInstant(raw['at']),
    overall: stateOf(raw['overall']),
    parts: asList(raw['parts']).map(partOf),
    alerts: operationsAlertsOf(raw['alerts'] ?? []),
  };
}

/** Reads the answer of GET /api/v1/status/alerts, the newest first. */
export function operationsAlertsOf(value: unknown): readonly OperationsAlert[] {
  return asList(value).map((each, index) => {
    const raw = asObject(each);
    return {
      id: asText(raw['id']) ?? String(index),
      kind: asText(raw['kind']) ?? 'unknown',
      severity: stateOf(raw['severity']),
      subject: asText(raw['subject']) ?? '',
      since: asInstant(raw['since']),
      detail: asText(raw['detail']),
      endedAt: asInstant(raw['endedAt']),
    };
  });
}

function partOf(value: unknown): Part {
  const raw = asObject(value);
  return {
    name: asText(raw['name']) ?? 'unknown',
    state: stateOf(raw['state']),
    since: asInstant(raw['since']),
    detail: asText(raw['detail']),
    figures: asObject(raw['figures']),
  };
}

function stateOf(value: unknown): State {
  return STATES.find((state) => state === value) ?? 'unknown';
}

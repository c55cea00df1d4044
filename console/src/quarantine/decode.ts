import { faultsOf } from '../explain/decode';
import { asInstant, asList, asNumber, asObject, asText, UnreadableAnswer } from '../wire/json';
import type { ManyReplayed, Rejection, Replay, ReplayOutcome } from './model';

/** Reads GET /api/v1/rejections, newest first as it comes. */
export function rejectionsOf(value: unknown): readonly Rejection[] {
  return asList(value).flatMap((raw) => {
    const row = asObject(raw);
    const id = asText(row['id']);
    if (id === null) return [];
    return [
      {
        id,
        deviceId: asText(row['deviceId']) ?? '',
        code: asText(row['code']) ?? 'UNEXPECTED',
        number: asNumber(row['number']),
        reason: asText(row['reason']) ?? '',
        receivedAt: asInstant(row['receivedAt']),
        topic: asText(row['topic']),
        codec: asText(row['codec']),
        bytes: asNumber(row['bytes']),
        replayedAt: asInstant(row['replayedAt']),
        replayOutcome: outcomeOf(row['replayOutcome']),
      },
    ];
  });
}

/** Reads POST /api/v1/rejections/{id}/replay. */
export function replayOf(value: unknown): Replay {
  const row = asObject(value);
  const outcome = outcomeOf(row['outcome']);
  if (outcome === null) throw new UnreadableAnswer();
  return {
    id: asText(row['id']) ?? '',
    outcome,
    readings: asNumber(row['readings']) ?? 0,
    faults: faultsOf(row['faults']),
  };
}

/** Reads POST /api/v1/rejections/replay. */
export function manyReplayedOf(value: unknown): ManyReplayed {
  const row = asObject(value);
  const replayed = asNumber(row['replayed']);
  if (replayed === null) throw new UnreadableAnswer();
  return {
    replayed,
    accepted: asNumber(row['accepted']) ?? 0,
    partly: asNumber(row['partly']) ?? 0,
    rejected: asNumber(row['rejected']) ?? 0,
  };
}

function outcomeOf(value: unknown): ReplayOutcome | null {
  switch (asText(value)?.toLowerCase()) {
    case 'accepted':
      return 'accepted';
    case 'partly':
      return 'partly';
    case 'rejected':
      return 'rejected';
    default:
      return null;
  }
}

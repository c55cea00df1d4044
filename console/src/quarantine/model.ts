export type ReplayOutcome = 'accepted' | 'partly' | 'rejected';

/** A payload, or a part of one, that the gateway did not take. */
export interface Rejection {
  readonly id: string;
  readonly deviceId: string;
  readonly code: string;
  readonly number: number | null;
  readonly reason: string;
  readonly receivedAt: number | null;
  readonly topic: string | null;
  readonly codec: string | null;
  readonly bytes: number | null;
  readonly replayedAt: number | null;
  readonly replayOutcome: ReplayOutcome | null;
}

/** What became of one payload that was sent through again. */
export interface Replay {
  readonly id: string;
  readonly outcome: ReplayOutcome;
  readonly readings: number;
  readonly faults: readonly { readonly code: string; readonly reason: string }[];
}

export interface ManyReplayed {
  readonly replayed: number;
  readonly accepted: number;
  readonly partly: number;
  readonly rejected: number;
}

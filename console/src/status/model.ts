import type { JsonObject } from '../wire/json';

/** In the order of how bad it is. What cannot be read is not taken for well. */
export const STATES = ['off', 'ok', 'unknown', 'degraded', 'down'] as const;
export type State = (typeof STATES)[number];

/** A part of the platform; says nothing of patients. */
export interface Part {
  readonly name: string;
  readonly state: State;
  /** ms since 1970 */
  readonly since: number | null;
  readonly detail: string | null;
  readonly figures: JsonObject;
}

/** Something that is wrong with the platform itself. */
export interface OperationsAlert {
  readonly id: string;
  readonly kind: string;
  readonly severity: State;
  readonly subject: string;
  readonly since: number | null;
  readonly detail: string | null;
  /** Null while it lasts. */
  readonly endedAt: number | null;
}

export interface PlatformStatus {
  readonly at: number | null;
  readonly overall: State;
  readonly parts: readonly Part[];
  /** Those that last. */
  readonly alerts: readonly OperationsAlert[];
}

/** What a synthetic beat passes, in this order. */
export const STAGES = ['publish', 'score', 'alert', 'receipt'] as const;
export type Stage = (typeof STAGES)[number];

/** How far the newest beats get: all stages before the one where they stop. */
export function stagesOf(canary: Part): readonly { readonly stage: Stage; readonly passed: boolean | null }[] {
  const stopped = STAGES.findIndex((stage) => stage === canary.figures['stoppedAt']);
  return STAGES.map((stage, index) => {
    if (canary.state === 'ok') return { stage, passed: true };
    // Where they stop, nothing is known of what comes behind.
    if (stopped < 0 || index > stopped) return { stage, passed: null };
    return { stage, passed: index < stopped };
  });
}

export const DOINGS = ['delivering', 'waiting', 'connecting', 'standby', 'stopped'] as const;
export type Doing = (typeof DOINGS)[number];

/** Why deliveries failed, in the server's words. */
export interface Explanation {
  readonly meaning: string;
  readonly advice: string;
  /** Whether another attempt may succeed without anything being changed. */
  readonly retryHelps: boolean;
}

export interface Failure {
  /** Such as `422:business-rule`. */
  readonly error: string;
  readonly explanation: Explanation;
  readonly lines: number;
}

/** Somebody who is delivered to. */
export interface Target {
  readonly id: string;
  readonly configured: boolean;
  readonly doing: Doing;
  /** What it gets, as in `OBSERVATION`. */
  readonly kinds: readonly string[];
  /** What it was to get and does not take. */
  readonly notOffered: readonly string[];
  /** Why it took nothing when it was last tried; null when it did. */
  readonly trouble: string | null;
  readonly triesAgainAt: number | null;
  readonly backlog: number;
  readonly lagSeconds: number;
  readonly failed: number;
  readonly failures: readonly Failure[];
}

/** What the target said when it refused. */
export interface Issue {
  readonly code: string;
  readonly expression: string | null;
  readonly diagnostics: string | null;
}

/** One delivery that a target refused. */
export interface FailedDelivery {
  readonly kind: string;
  readonly resourceId: string;
  readonly item: string;
  readonly attempts: number;
  readonly failedAt: number | null;
  readonly error: string;
  readonly explanation: Explanation;
  readonly issues: readonly Issue[];
}

export interface FailedPage {
  readonly failed: readonly FailedDelivery[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

/** How a target stands: failures need a person, trouble heals by itself. */
export type Standing = 'good' | 'plain' | 'warning' | 'error';

/** Behind by so much (s) something is wrong, though the server may not know what. */
const LONG_LAG_SECONDS = 300;

export function standingOf(target: Target): Standing {
  if (target.failed > 0 || target.doing === 'stopped') return 'error';
  if (target.trouble !== null || target.lagSeconds > LONG_LAG_SECONDS) return 'warning';
  return target.doing === 'connecting' ? 'plain' : 'good';
}

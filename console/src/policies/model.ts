import type { JsonObject } from '../wire/json';

export type Standing = 'IN_FORCE' | 'PENDING' | 'SUPERSEDED' | 'EXPIRED' | 'WITHDRAWN' | 'UNKNOWN';

/** What somebody decided about a scope: `organisation`, `unit:<care unit>` or `patient:<id>`. */
export interface Entry {
  readonly scope: string;
  readonly id: string;
  readonly version: number | null;
  readonly author: string;
  readonly reason: string;
  /** ms since 1970 */
  readonly effectiveFrom: number | null;
  readonly expiresAt: number | null;
  readonly owner: string | null;
  readonly standing: Standing;
  /** A candidate: evaluated beside what is in force, and calls nobody. */
  readonly shadow: boolean;
  /** Null of a withdrawal. */
  readonly policy: JsonObject | null;
}

export interface Shipped {
  readonly id: string;
  readonly description: string;
  readonly inForceByDefault: boolean;
  readonly policy: JsonObject;
}

export interface Overview {
  readonly entries: readonly Entry[];
  /** Number of the newest decision about each scope that was ever decided about. */
  readonly versions: ReadonlyMap<string, number>;
  readonly shipped: readonly Shipped[];
}

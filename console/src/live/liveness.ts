/** With a heartbeat every 5 s, two missed ones mean that the connection is lost. */
export const LOST_AFTER_MILLIS = 10_000;

export type Liveness =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'lost'; readonly since: number };

/**
 * Judges a stream by when it last said anything, not by what the socket claims.
 *
 * @param openedAt when the first connection was tried (ms)
 * @param lastHeardAt receipt of the newest event or heartbeat, null before the first
 */
export function livenessAt(openedAt: number, lastHeardAt: number | null, now: number): Liveness {
  const reference = lastHeardAt ?? openedAt;
  if (now - reference >= LOST_AFTER_MILLIS) return { kind: 'lost', since: reference };
  return lastHeardAt === null ? { kind: 'connecting' } : { kind: 'live' };
}

/** The worst of several streams, with the earliest time from which something may be missing. */
export function worst(states: readonly Liveness[]): Liveness {
  let since: number | null = null;
  for (const state of states) {
    if (state.kind === 'lost') since = since === null ? state.since : Math.min(since, state.since);
  }
  if (since !== null) return { kind: 'lost', since };
  return states.some((state) => state.kind === 'connecting')
    ? { kind: 'connecting' }
    : { kind: 'live' };
}

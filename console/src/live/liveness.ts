/** With a heartbeat every 5 s, two missed ones mean that the connection is lost. */
export const LOST_AFTER_MILLIS = 10_000;

/**
 * An instant on two clocks of this display (ms). The wall clock can be set, also back; the steady one
 * cannot, but in some browsers it stands still while the machine sleeps. Together they never say that
 * less time has passed than has.
 */
export interface Moment {
  readonly wall: number;
  readonly steady: number;
}

export function momentNow(): Moment {
  return { wall: Date.now(), steady: performance.now() };
}

export function millisBetween(from: Moment, to: Moment): number {
  return Math.max(to.wall - from.wall, to.steady - from.steady);
}

/** Times are of the display's wall clock (ms). */
export type Liveness =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'lost'; readonly since: number };

/**
 * Until when what a stream tells is known to be current, judged by what it said and not by what the
 * socket claims. After each connection everything must be read once: what happened in between was missed,
 * and until then a stream that speaks again is as good as silent.
 */
export class Currency {
  private readonly begun: Moment;
  private readonly catchesUp: boolean;
  private connections = 0;
  private caughtUp = false;
  private current: Moment | null = null;

  /** @param catchesUp false where nothing is shown that was told before the connection */
  constructor(begun: Moment, catchesUp: boolean) {
    this.begun = begun;
    this.catchesUp = catchesUp;
  }

  /** The number of the connection of now; what is read is asked for during this one. */
  connection(): number {
    return this.connections;
  }

  connected(): void {
    this.connections++;
    this.caughtUp = !this.catchesUp;
  }

  /** An event or a heartbeat. */
  heard(now: Moment): void {
    if (this.caughtUp) this.current = now;
  }

  /** Everything was read, and asked for while that connection already told what changes. */
  read(connection: number, now: Moment): void {
    if (this.connections === 0 || connection !== this.connections) return;
    this.caughtUp = true;
    this.current = now;
  }

  at(now: Moment): Liveness {
    const reference = this.current ?? this.begun;
    if (millisBetween(reference, now) >= LOST_AFTER_MILLIS) {
      return { kind: 'lost', since: reference.wall };
    }
    return this.current === null ? { kind: 'connecting' } : { kind: 'live' };
  }
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

/** What the tab is called: first that it is not live, as a row of tabs shows only the first words. */
export function titleOf(title: string, lost: boolean, notLive: string): string {
  return lost ? `⚠ ${notLive} – ${title}` : title;
}

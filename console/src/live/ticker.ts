import { createContext, useContext, useSyncExternalStore } from 'react';

/** One timer for the whole page: every age on it ticks at the same instant. */
export class Ticker {
  private readonly listeners = new Set<() => void>();
  private timer: number | undefined;
  private readonly read: () => number;
  private now: number;

  /** @param read the time to show, milliseconds since 1970 */
  constructor(read: () => number) {
    this.read = read;
    this.now = read();
  }

  readonly get = (): number => this.now;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.timer === undefined) this.begin();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.end();
    };
  };

  private begin(): void {
    this.timer = window.setInterval(this.tick, 1_000);
    // A tab in the background ticks seldom, a frozen one not at all: who comes back must not see, even
    // for a second, what was true when they left.
    document.addEventListener('visibilitychange', this.tick);
    window.addEventListener('pageshow', this.tick);
  }

  private end(): void {
    window.clearInterval(this.timer);
    this.timer = undefined;
    document.removeEventListener('visibilitychange', this.tick);
    window.removeEventListener('pageshow', this.tick);
  }

  private readonly tick = (): void => {
    this.now = this.read();
    for (const listener of this.listeners) listener();
  };
}

export const TickerContext = createContext<Ticker>(new Ticker(Date.now));

/** The server's time now, renewed each second (or each `stepMillis`, for what is dear to draw). */
export function useNow(stepMillis = 1_000): number {
  const ticker = useContext(TickerContext);
  return useSyncExternalStore(
    ticker.subscribe,
    () => (stepMillis <= 1_000 ? ticker.get() : Math.floor(ticker.get() / stepMillis) * stepMillis),
  );
}

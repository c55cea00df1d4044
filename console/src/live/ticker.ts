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
    if (this.timer === undefined) this.timer = window.setInterval(() => this.tick(), 1_000);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) {
        window.clearInterval(this.timer);
        this.timer = undefined;
      }
    };
  };

  private tick(): void {
    this.now = this.read();
    for (const listener of this.listeners) listener();
  }
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

import { useEffect, useMemo } from 'react';
import { explain, isForbidden } from '../wire/api';
import { Observable, useObservable } from './observable';
import { RefreshLoop } from './refreshLoop';

/** What was read last, and whether reading still works. */
export interface PolledState<T> {
  readonly value: T | null;
  /** When the value was read, on this display's clock (ms); null before the first time. */
  readonly readAt: number | null;
  /** Why the newest attempt failed; null when it did not. */
  readonly failure: string | null;
  readonly forbidden: boolean;
}

const RETRY_MILLIS = 3_000;

/** A resource without a stream: read again and again, the last good answer kept with its age. */
export class Polled<T> {
  readonly state = new Observable<PolledState<T>>({
    value: null,
    readAt: null,
    failure: null,
    forbidden: false,
  });
  private readonly loop: RefreshLoop;

  constructor(read: () => Promise<T>, everyMillis: number) {
    this.loop = new RefreshLoop({
      read: async () => {
        const value = await read();
        this.state.set({ value, readAt: Date.now(), failure: null, forbidden: false });
      },
      onFailure: (failure) => {
        const forbidden = isForbidden(failure);
        if (forbidden) this.loop.stop();
        this.state.update((state) => ({ ...state, failure: explain(failure), forbidden }));
      },
      everyMillis,
      retryMillis: Math.min(RETRY_MILLIS, everyMillis),
    });
  }

  start(): void {
    this.loop.start();
  }

  stop(): void {
    this.loop.stop();
  }

  readonly refresh = (): Promise<void> => this.loop.refresh();
}

/** Polls while the component is there; starts anew with another key. */
export function usePolled<T>(
  key: string,
  everyMillis: number,
  read: () => Promise<T>,
): PolledState<T> & { readonly refresh: () => Promise<void> } {
  // The key stands for everything that `read` reads.
  const polled = useMemo(() => new Polled(read, everyMillis), [key, everyMillis]);
  useEffect(() => {
    polled.start();
    return () => polled.stop();
  }, [polled]);
  return { ...useObservable(polled.state), refresh: polled.refresh };
}

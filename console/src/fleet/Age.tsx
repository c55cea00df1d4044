import { useContext, useSyncExternalStore } from 'react';
import { ageSeconds, ageText } from '../board/age';
import { TickerContext } from '../live/ticker';

/** An age that counts; drawn anew only when its text changes, as there may be thousands. */
export function Age({ since }: { readonly since: number }) {
  const ticker = useContext(TickerContext);
  const text = useSyncExternalStore(ticker.subscribe, () =>
    ageText(ageSeconds(since, ticker.get())),
  );
  return <span className="ticking">{text}</span>;
}

/** Whether an instant is longer ago than that, found out as time passes. */
export function useOlderThan(since: number | null, millis: number): boolean {
  const ticker = useContext(TickerContext);
  return useSyncExternalStore(
    ticker.subscribe,
    () => since !== null && ticker.get() - since > millis,
  );
}

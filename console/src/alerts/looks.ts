import type { Alert } from './model';
import { waiting } from './order';

/**
 * After a call, when its receipt is looked for (ms). A receipt changes no version of the alert, and so no
 * stream tells of it; and what stands there must not say "no receipt" of a call that arrived. A way is
 * given up after about ten seconds, and the next one tried.
 */
const LOOKS: readonly number[] = [2_000, 6_000, 12_000, 25_000, 60_000];

export interface Look {
  readonly id: string;
  /** Names the alert, the call and which look: none is made twice. */
  readonly key: string;
}

/** The alerts to be read again now, each once, those of calls that nobody has confirmed. */
export function dueLooks(alerts: readonly Alert[], made: ReadonlySet<string>, now: number): readonly Look[] {
  return alerts.filter(waiting).flatMap((alert) => {
    for (const { id: page, state, at } of alert.pages) {
      if (state !== 'open' || at === null) continue;
      // Only the latest that is due: who comes later does not catch up with all of them.
      const number = LOOKS.findLastIndex((after) => now >= at + after);
      const key = `${alert.id} ${page} ${number}`;
      if (number >= 0 && !made.has(key)) return [{ id: alert.id, key }];
    }
    return [];
  });
}

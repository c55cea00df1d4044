import type { Alert, Priority } from '../alerts/model';

/** One tone; seconds from the beginning of the burst, hertz. */
export interface Pulse {
  readonly at: number;
  readonly seconds: number;
  readonly hertz: number;
}

/** After the manner of IEC 60601-1-8, where pulses of high priority are the shorter ones. Not a certified alarm signal. */
const HIGH_SECONDS = 0.15;
const CALM_SECONDS = 0.2;

/** A rising chord from middle C, in hertz: fundamentals below 1 kHz carry through doors. */
const [C, E, G, HIGH_C] = [261.63, 329.63, 392, 523.25] as const;

/**
 * The burst of a priority, as a monitor's is built: ten pulses in two groups of five for high, three for
 * medium, two for low. Told apart by number and haste, not by loudness.
 */
export function burstOf(priority: Priority): readonly Pulse[] {
  switch (priority) {
    case 'high': {
      const group = [C, E, G, G, HIGH_C].map((hertz, index) => ({
        // The pause before the fourth is longer: three and two.
        at: index * 0.25 + (index > 2 ? 0.15 : 0),
        seconds: HIGH_SECONDS,
        hertz,
      }));
      return [...group, ...group.map((pulse) => ({ ...pulse, at: pulse.at + 2 }))];
    }
    case 'medium':
      return [C, E, G].map((hertz, index) => ({ at: index * 0.4, seconds: CALM_SECONDS, hertz }));
    case 'low':
      return [E, C].map((hertz, index) => ({ at: index * 0.4, seconds: CALM_SECONDS, hertz }));
  }
}

/** From one burst to the next while somebody is waited for (ms); low is heard once. */
export const REPEAT_MILLIS: Readonly<Record<Priority, number | null>> = {
  high: 10_000,
  medium: 25_000,
  low: null,
};

export type Wanted = Readonly<Record<Priority, boolean>>;

export const SILENCE: Wanted = { high: false, medium: false, low: false };

/** Off unless a person switched it on for this display. */
export function wantedOf(text: string | null): Wanted {
  const on = (text ?? '').split(' ');
  return { high: on.includes('high'), medium: on.includes('medium'), low: on.includes('low') };
}

export function textOf(wanted: Wanted): string {
  return PRIORITIES.filter((priority) => wanted[priority]).join(' ');
}

const PRIORITIES: readonly Priority[] = ['high', 'medium', 'low'];

/** What was heard of which alert, and when the last burst of a priority began (ms). */
export interface Heard {
  readonly alerts: ReadonlySet<string>;
  readonly at: Readonly<Partial<Record<Priority, number>>>;
}

export const NOTHING_HEARD: Heard = { alerts: new Set(), at: {} };

/**
 * What to sound now: the gravest that waits, wanted and not paused, when it is new or its time to repeat
 * has come. One that is paused silences no other.
 *
 * @param waiting alerts that wait for a person
 */
export function soundFor(
  waiting: readonly Alert[],
  wanted: Wanted,
  heard: Heard,
  now: number,
): Priority | null {
  for (const priority of PRIORITIES) {
    if (!wanted[priority]) continue;
    const its = waiting.filter((alert) => alert.priority === priority && alert.signal.kind === 'enabled');
    if (its.length === 0) continue;
    if (its.some(({ id }) => !heard.alerts.has(`${id} ${priority}`))) return priority;
    const repeat = REPEAT_MILLIS[priority];
    const last = heard.at[priority];
    if (repeat !== null && (last === undefined || now - last >= repeat)) return priority;
    // While the graver one pauses between its bursts nothing less is heard in between.
    if (repeat !== null) return null;
  }
  return null;
}

/** After the burst: everything of its priority was announced by it. */
export function afterSound(waiting: readonly Alert[], priority: Priority, heard: Heard, now: number): Heard {
  const ids = new Set(waiting.map((alert) => `${alert.id} ${alert.priority}`));
  const kept = [...heard.alerts].filter((id) => ids.has(id));
  const news = waiting.filter((alert) => alert.priority === priority).map(({ id }) => `${id} ${priority}`);
  return { alerts: new Set([...kept, ...news]), at: { ...heard.at, [priority]: now } };
}

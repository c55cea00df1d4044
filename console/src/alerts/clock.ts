import type { Alert, CallTarget } from './model';
import { isAskedAgain } from './order';

/** What happens to an alert next if nobody does anything. Times are ms since 1970. */
export type Clock =
  /** For the record only, or over. */
  | { readonly kind: 'rest' }
  /** The server does not say whether it calls anybody. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'calling';
      readonly round: number;
      readonly step: number;
      readonly steps: number;
      readonly nextTo: CallTarget | string | null;
      readonly nextPerson: string | null;
      /** Seconds until the next step; below 0 it is overdue by so much. */
      readonly seconds: number;
      /** Of the wait for the next step, 0 to 1; null where its beginning is not known. */
      readonly waited: number | null;
    }
  /** Everybody of the plan was called, and nobody is called again. */
  | { readonly kind: 'exhausted'; readonly steps: number }
  | {
      readonly kind: 'silent';
      readonly how: 'paused' | 'off';
      readonly seconds: number | null;
      readonly by: string | null;
      readonly reason: string | null;
    }
  /** Somebody has it; they are asked again after so many seconds while it goes on. */
  | { readonly kind: 'accepted'; readonly remindInSeconds: number | null };

export function clockOf(alert: Alert, now: number): Clock {
  if (!alert.open || alert.retrospective) return { kind: 'rest' };
  if (alert.version === null) return alert.acknowledgement === null ? { kind: 'unknown' } : { kind: 'rest' };
  // Silence is told before responsibility: it is what keeps the next person from being called.
  if (alert.signal.kind !== 'enabled') {
    const { kind, until, by, reason } = alert.signal;
    return { kind: 'silent', how: kind, seconds: until === null ? null : secondsTo(until, now), by, reason };
  }
  if (alert.acknowledgement !== null && !isAskedAgain(alert)) {
    return { kind: 'accepted', remindInSeconds: alert.remindAt === null ? null : secondsTo(alert.remindAt, now) };
  }
  const { call } = alert;
  if (call === null) return { kind: 'rest' };
  if (call.nextAt === null) return { kind: 'exhausted', steps: call.steps };
  const begun = lastCallAt(alert);
  return {
    kind: 'calling',
    round: call.round,
    step: call.step,
    steps: call.steps,
    nextTo: call.nextTo,
    nextPerson: call.nextPerson,
    seconds: secondsTo(call.nextAt, now),
    waited:
      begun === null || call.nextAt <= begun
        ? null
        : Math.min(1, Math.max(0, (now - begun) / (call.nextAt - begun))),
  };
}

/** When somebody was called last, else when the round began. */
function lastCallAt({ call, pages }: Alert): number | null {
  const since = call?.since ?? null;
  return pages.reduce<number | null>(
    (latest, { at }) => (at !== null && (latest === null || at > latest) ? at : latest),
    since,
  );
}

/** Rounded up: a clock that says 0 has run out. */
function secondsTo(instant: number, now: number): number {
  return Math.ceil((instant - now) / 1_000);
}

/** A step that is so late (s) is no longer on its way: the escalation itself is in trouble. */
export const OVERDUE_AFTER = 10;

/** As on a kitchen clock: 0:14, 9:59, 2:05:00. */
export function countdown(seconds: number): string {
  const rest = Math.max(0, seconds);
  const parts = [Math.floor(rest / 60) % 60, rest % 60];
  const hours = Math.floor(rest / 3_600);
  const [minutes, remaining] = parts.map((part) => String(part).padStart(2, '0'));
  return hours > 0 ? `${hours}:${minutes}:${remaining}` : `${parts[0]}:${remaining}`;
}

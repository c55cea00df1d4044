import { shortTime } from '../live/clockTime';
import { alertWords } from '../words/alerts';
import { type Clock, countdown, OVERDUE_AFTER } from './clock';
import type { AlertPage } from './model';

export function targetWord(target: string): string {
  return alertWords().targets[target] ?? target;
}

export function reasonWord(code: string): string {
  return alertWords().reasons[code] ?? code;
}

export function dispositionWord(code: string): string {
  return alertWords().dispositions[code] ?? code;
}

/** What the clock says; null where there is nothing to say. */
export function clockWords(clock: Clock): string | null {
  const words = alertWords().clock;
  switch (clock.kind) {
    case 'rest':
    case 'unknown':
      return null;
    case 'calling': {
      const whom = clock.nextPerson ?? (clock.nextTo === null ? words.theNext : capital(targetWord(clock.nextTo)));
      if (clock.seconds > 0) return words.in(whom, countdown(clock.seconds));
      return -clock.seconds <= OVERDUE_AFTER ? words.now(whom) : words.overdue(whom, countdown(-clock.seconds));
    }
    case 'exhausted':
      return words.exhausted;
    case 'silent': {
      const what = clock.how === 'paused' ? words.paused : words.off;
      const still = clock.seconds === null ? '' : words.still(countdown(clock.seconds));
      const who = clock.by === null ? '' : words.by(clock.by);
      return `${what}${still}${who}${clock.reason === null ? '' : `: ${reasonWord(clock.reason)}`}`;
    }
    case 'accepted':
      if (clock.remindInSeconds === null) return null;
      return clock.remindInSeconds > 0 ? words.remind(countdown(clock.remindInSeconds)) : words.remindNow;
  }
}

export function pageWords(
  { state, channel, receivedAt }: AlertPage,
  now: number,
): { readonly text: string; readonly grade: 'good' | 'plain' | 'warning' } {
  const words = alertWords();
  const { pages } = words;
  const by = channel === null ? '' : pages.by(channel);
  switch (state) {
    case 'received':
      return {
        text: `${pages.received}${by}${receivedAt === null ? '' : words.at(shortTime(receivedAt, now))}`,
        grade: 'good',
      };
    case 'answered':
      return { text: pages.answered, grade: 'good' };
    case 'withdrawn':
      return { text: pages.withdrawn, grade: 'plain' };
    case 'unreachable':
      return { text: pages.unreachable, grade: 'warning' };
    case 'open':
      return { text: `${pages.open}${by}`, grade: 'warning' };
    default:
      return { text: state, grade: 'plain' };
  }
}

/** As `CONDITION_ENDED` or `condition-ended`. */
export function transitionWord(code: string): string {
  const key = code.toLowerCase().replaceAll('_', '-');
  return alertWords().transitions[key] ?? capital(key.replaceAll('-', ' '));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

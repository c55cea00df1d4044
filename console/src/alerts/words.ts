import { shortTime } from '../live/clockTime';
import { type Clock, countdown, OVERDUE_AFTER } from './clock';
import type { DeedKind } from './deeds';
import type { InboxView } from './inbox';
import type { AlertPage, Priority } from './model';

/** Everything that the alert cards and the inbox say. */

export const PRIORITY_WORDS: Readonly<Record<Priority, string>> = { high: 'High', medium: 'Medium', low: 'Low' };

const TARGETS: Readonly<Record<string, string>> = {
  primary: 'primary nurse',
  buddy: 'buddy',
  'charge-nurse': 'charge nurse',
  everyone: 'everyone',
};

export function targetWord(target: string): string {
  return TARGETS[target] ?? target;
}

export const VIEW_WORDS: Readonly<Record<InboxView, string>> = {
  mine: 'Mine',
  unit: 'Unit',
  all: 'All',
  ended: 'Ended',
};

export const EMPTY_WORDS: Readonly<Record<InboxView, string>> = {
  mine: 'Nothing waits for you. You are told here, and by the channels that you chose, when you are called.',
  unit: 'No open alerts in this unit.',
  all: 'No open alerts.',
  ended: 'No alert has ended in the last 24 hours.',
};

export const DEED_WORDS: Readonly<Record<DeedKind, string>> = {
  accept: 'Accept',
  'take-over': 'Take over',
  reject: 'Cannot come…',
  'hand-over': 'Hand over…',
  pause: 'Pause…',
  resume: 'Call again',
  'switch-off': 'Silence by order…',
  resolve: 'Close',
  dispose: 'Was it useful?…',
};

/** While it is under way. */
export const DOING_WORDS: Readonly<Record<DeedKind, string>> = {
  accept: 'Accepting…',
  'take-over': 'Taking over…',
  reject: 'Telling…',
  'hand-over': 'Handing over…',
  pause: 'Pausing…',
  resume: 'Resuming…',
  'switch-off': 'Silencing…',
  resolve: 'Closing…',
  dispose: 'Noting…',
};

const REASONS: Readonly<Record<string, string>> = {
  busy: 'I am with another patient',
  'not-mine': 'Not my patient',
  'off-duty': 'I am off duty',
  procedure: 'Procedure or care under way',
  'patient-moving': 'Patient is being moved',
  'sensor-change': 'Sensor is being changed',
  known: 'Known, and being treated',
  'end-of-life-care': 'End-of-life care',
  other: 'Something else',
};

export function reasonWord(code: string): string {
  return REASONS[code] ?? code;
}

const DISPOSITIONS: Readonly<Record<string, { readonly word: string; readonly about: string }>> = {
  actionable: { word: 'Actionable', about: 'Somebody had to do something for the patient.' },
  'not-actionable': { word: 'Not actionable', about: 'It was true, but there was nothing to do.' },
  artefact: { word: 'Artefact', about: 'The value was wrong: a probe, a movement.' },
};

export function dispositionWord(code: string): string {
  return DISPOSITIONS[code]?.word ?? code;
}

export function dispositionAbout(code: string): string {
  return DISPOSITIONS[code]?.about ?? '';
}

export const DIALOG_WORDS: Readonly<
  Record<'reject' | 'hand-over' | 'pause' | 'switch-off' | 'dispose', { readonly title: string; readonly text: string; readonly action: string }>
> = {
  reject: {
    title: 'You cannot come?',
    text: 'The next person is called at once. The alert stays open.',
    action: 'Call the next',
  },
  'hand-over': {
    title: 'Hand over',
    text: 'They are called now. Until they accept, the alert waits for somebody, and the others are called as planned.',
    action: 'Hand over',
  },
  pause: {
    title: 'Pause the calls',
    text: 'Nobody is called for this alert until then. Other alerts of the patient go on calling, and this one calls again when it becomes graver.',
    action: 'Pause',
  },
  'switch-off': {
    title: 'Silence by order',
    text: 'Nobody is called for this alert until then. It goes on being shown, and calls again when it becomes graver.',
    action: 'Silence',
  },
  dispose: {
    title: 'Was this alert useful?',
    text: 'Your answer changes nothing for the patient. It shows which limits call too often.',
    action: 'Note it',
  },
};

/** What the clock says; null where there is nothing to say. */
export function clockWords(clock: Clock): string | null {
  switch (clock.kind) {
    case 'rest':
    case 'unknown':
      return null;
    case 'calling': {
      const whom = clock.nextTo === null ? 'The next' : capital(targetWord(clock.nextTo));
      if (clock.seconds > 0) return `${whom} called in ${countdown(clock.seconds)}`;
      if (-clock.seconds <= OVERDUE_AFTER) return `${whom} called now`;
      return `${whom} not called yet: overdue by ${countdown(-clock.seconds)}`;
    }
    case 'exhausted':
      return 'All were called. Nobody has accepted.';
    case 'silent': {
      const who = clock.by === null ? '' : ` by ${clock.by}`;
      const why = clock.reason === null ? '' : `: ${reasonWord(clock.reason).toLowerCase()}`;
      const what = clock.how === 'paused' ? 'Calls paused' : 'Silenced by order';
      const still = clock.seconds === null ? '' : ` for ${countdown(clock.seconds)}`;
      return `${what}${still}${who}${why}`;
    }
    case 'accepted':
      if (clock.remindInSeconds === null) return null;
      return clock.remindInSeconds > 0
        ? `Asked again in ${countdown(clock.remindInSeconds)} if it goes on`
        : 'Asked again now';
  }
}

/** How far the round is, for who does not see the dots. */
export function stepsWords(step: number, steps: number): string {
  return `${step} of ${steps} steps taken`;
}

export function pageWords(page: AlertPage, now: number): { readonly text: string; readonly grade: 'good' | 'plain' | 'warning' } {
  const by = page.channel === null ? '' : ` by ${page.channel}`;
  switch (page.state) {
    case 'received':
      return { text: `received${by}${page.receivedAt === null ? '' : ` at ${shortTime(page.receivedAt, now)}`}`, grade: 'good' };
    case 'answered':
      return { text: 'answered', grade: 'good' };
    case 'withdrawn':
      return { text: 'called back', grade: 'plain' };
    case 'unreachable':
      return { text: 'could not be reached', grade: 'warning' };
    case 'open':
      return { text: `no receipt yet${by}`, grade: 'warning' };
    default:
      return { text: page.state, grade: 'plain' };
  }
}

const TRANSITIONS: Readonly<Record<string, string>> = {
  raised: 'Raised',
  updated: 'Changed',
  reactivated: 'Active again',
  acknowledged: 'Accepted',
  accepted: 'Accepted',
  rejected: 'Cannot come',
  'handed-over': 'Handed over',
  called: 'Called',
  reminded: 'Asked again',
  paused: 'Calls paused',
  resumed: 'Calls go on',
  'switched-off': 'Silenced by order',
  'condition-ended': 'Condition ended',
  disposed: 'Judged',
  resolved: 'Closed',
};

/** As `CONDITION_ENDED` or `condition-ended`. */
export function transitionWord(code: string): string {
  const key = code.toLowerCase().replaceAll('_', '-');
  return TRANSITIONS[key] ?? capital(key.replaceAll('-', ' '));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

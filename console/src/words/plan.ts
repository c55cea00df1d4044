import { inBoth } from './words';

/** Who is called when, beside who is on call. */
export const planWords = inBoth(
  {
    title: 'Who is called when',
    lead: 'Until somebody accepts. Who cannot come, or cannot be reached, passes it on at once.',
    atOnce: 'at once',
    after: (time: string) => `after ${time}`,
    repeat: (who: string, time: string) => `Then ${who} again every ${time}.`,
    noRepeat: 'Then nobody again.',
    remind: (time: string) => `Who accepted is asked again after ${time}.`,
    pause: (time: string) => `Paused for at most ${time}.`,
  },
  {
    title: 'Wer wann gerufen wird',
    lead: 'Bis jemand übernimmt. Wer nicht kommen kann oder nicht erreichbar ist, gibt sofort weiter.',
    atOnce: 'sofort',
    after: (time) => `nach ${time}`,
    repeat: (who, time) => `Danach ${who} wieder alle ${time}.`,
    noRepeat: 'Danach niemand mehr.',
    remind: (time) => `Wer übernommen hat, wird nach ${time} noch einmal gefragt.`,
    pause: (time) => `Pausiert höchstens ${time}.`,
  },
);

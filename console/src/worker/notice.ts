/** A page as it came by push; docs/channels.md describes it. There is no name and no value in it. */
export interface Notice {
  readonly deliveryId: string;
  readonly pageId: string;
  readonly priority: string;
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
  /** Good for this one delivery only. */
  readonly token: string;
  readonly language: string;
}

/** Null for what cannot be read. */
export function noticeOf(value: unknown): Notice | null {
  const raw = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  // Not asText of wire/json: the worker is one file that stands alone.
  const text = (name: string) => {
    const found = raw[name];
    return typeof found === 'string' && found !== '' ? found : null;
  };
  const deliveryId = text('deliveryId');
  const pageId = text('pageId');
  const token = text('token');
  const title = text('title');
  if (deliveryId === null || pageId === null || token === null || title === null) return null;
  return {
    deliveryId,
    pageId,
    token,
    title,
    priority: text('priority') ?? 'high',
    body: text('body') ?? '',
    link: text('link'),
    language: text('language') ?? 'en',
  };
}

/** Beyond what the DOM library knows: buttons, and a second buzz for a second push of one page. */
export interface Shown extends NotificationOptions {
  readonly actions?: readonly { readonly action: Deed; readonly title: string }[];
  readonly renotify?: boolean;
  readonly vibrate?: readonly number[];
}

export type Deed = 'accept' | 'reject';

/** What the worker itself says; it cannot know what the page chose, only what the push says. */
const WORDS = {
  en: {
    accept: 'Accept',
    reject: 'Cannot come',
    unreadable: 'A page for you',
    open: 'Open Vitalwire to see it.',
    notTold: { accept: 'NOT accepted', reject: 'NOT passed on' },
    notToldMore: 'The server could not be told. Open Vitalwire and answer there.',
    ended: 'This device is not called any more',
    endedMore: 'The browser ended its push. Open Vitalwire and switch it on again.',
  },
  de: {
    accept: 'Übernehmen',
    reject: 'Kann nicht kommen',
    unreadable: 'Ein Ruf für Sie',
    open: 'Öffnen Sie Vitalwire, um ihn zu sehen.',
    notTold: { accept: 'NICHT übernommen', reject: 'NICHT weitergegeben' },
    notToldMore: 'Der Server war nicht zu erreichen. Öffnen Sie Vitalwire und antworten Sie dort.',
    ended: 'Dieses Gerät wird nicht mehr gerufen',
    endedMore: 'Der Browser hat den Push beendet. Öffnen Sie Vitalwire und schalten Sie ihn wieder ein.',
  },
};

function wordsFor(language: string): (typeof WORDS)['en'] {
  return language.toLowerCase().startsWith('de') ? WORDS.de : WORDS.en;
}

export function shownFor(notice: Notice): Shown {
  const w = wordsFor(notice.language);
  const urgent = notice.priority === 'high';
  return {
    body: notice.body,
    lang: notice.language,
    // A page's later push takes the place of the earlier one, and is heard all the same.
    tag: notice.pageId,
    renotify: true,
    // Until somebody answers it; what is not high may go by itself.
    requireInteraction: urgent,
    vibrate: urgent ? [300, 100, 300, 100, 300] : [200],
    icon: '/icons/vitalwire-192.png',
    badge: '/icons/badge-96.png',
    data: notice,
    actions: [
      { action: 'accept', title: w.accept },
      { action: 'reject', title: w.reject },
    ],
  };
}

/** Something came that cannot be read: nobody must believe that nothing came. */
export function unreadable(language: string): { readonly title: string; readonly shown: Shown } {
  const w = wordsFor(language);
  return {
    title: w.unreadable,
    shown: { body: w.open, requireInteraction: true, icon: '/icons/vitalwire-192.png', badge: '/icons/badge-96.png' },
  };
}

/** A button was pressed and the server does not know: silence would look like an acceptance. */
export function notTold(notice: Notice, deed: Deed): { readonly title: string; readonly shown: Shown } {
  const w = wordsFor(notice.language);
  return {
    title: `${w.notTold[deed]}: ${notice.title}`,
    shown: { ...shownFor(notice), body: w.notToldMore, requireInteraction: true },
  };
}

export function ended(language: string): { readonly title: string; readonly shown: Shown } {
  const w = wordsFor(language);
  return {
    title: w.ended,
    shown: { body: w.endedMore, requireInteraction: true, icon: '/icons/vitalwire-192.png', badge: '/icons/badge-96.png' },
  };
}

export function deedOf(action: string): Deed | null {
  return action === 'accept' || action === 'reject' ? action : null;
}

/** Where a notification leads: within the console, whatever a push says. */
export function placeFor(link: string | null, origin: string): string {
  const inbox = `${origin}/?page=alerts`;
  if (link === null) return inbox;
  try {
    const url = new URL(link, origin);
    return url.origin === origin ? url.href : inbox;
  } catch {
    return inbox;
  }
}

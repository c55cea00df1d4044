import {
  type Deed,
  deedOf,
  ended,
  type Notice,
  noticeOf,
  notTold,
  placeFor,
  type Shown,
  shownFor,
  unreadable,
} from './notice';
import { handlingOf } from './shell';

/** The service worker: the page without a server, and pages by push without a page. */
interface Scope extends EventTarget {
  readonly location: Location;
  readonly navigator: Navigator;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: object): Promise<readonly Client[]>;
    openWindow(url: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
}

interface Client {
  readonly url: string;
  focus(): Promise<Client>;
  navigate(url: string): Promise<unknown>;
}

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface Pushed extends Lasting {
  readonly data: { json(): unknown } | null;
}

interface Clicked extends Lasting {
  readonly action: string;
  readonly notification: Notification;
}

/** Paths of this build's files, put in by vite.config.ts; empty while developing. */
declare const SHELL: readonly string[];
declare const SHELL_NAME: string;

const scope = self as unknown as Scope;
const { origin } = scope.location;

on<Lasting>('install', (event) => {
  event.waitUntil(keepShell());
});

on<Lasting>('activate', (event) => {
  event.waitUntil(forgetOthers().then(() => scope.clients.claim()));
});

on<Fetching>('fetch', (event) => {
  const { method, url, mode } = event.request;
  switch (handlingOf({ method, url, navigates: mode === 'navigate' }, origin, SHELL)) {
    case 'page':
      event.respondWith(page(event.request));
      break;
    case 'kept':
      event.respondWith(kept(event.request));
      break;
    case 'network':
      break;
  }
});

on<Pushed>('push', (event) => {
  event.waitUntil(pushed(event.data));
});

on<Clicked>('notificationclick', (event) => {
  event.notification.close();
  const notice = noticeOf(event.notification.data);
  const deed = deedOf(event.action);
  event.waitUntil(notice === null || deed === null ? open(notice) : answer(notice, deed));
});

on<Lasting>('pushsubscriptionchange', (event) => {
  const { title, shown } = ended(scope.navigator.language);
  event.waitUntil(show(title, shown));
});

function on<E extends Event>(type: string, listener: (event: E) => void): void {
  scope.addEventListener(type, listener as (event: Event) => void);
}

async function keepShell(): Promise<void> {
  const cache = await caches.open(SHELL_NAME);
  await cache.addAll(['/', ...SHELL]);
  await scope.skipWaiting();
}

async function forgetOthers(): Promise<void> {
  for (const name of await caches.keys()) if (name !== SHELL_NAME) await caches.delete(name);
}

/** Always the newest page there is; the kept one only to say that there is none. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (failure) {
    const before = await caches.match('/');
    if (before === undefined) throw failure;
    return before;
  }
}

async function kept(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}

async function pushed(data: Pushed['data']): Promise<void> {
  let notice: Notice | null = null;
  try {
    notice = noticeOf(data?.json());
  } catch {
    // Not even JSON: it is shown all the same.
  }
  if (notice === null) {
    const { title, shown } = unreadable(scope.navigator.language);
    return show(title, shown);
  }
  await show(notice.title, shownFor(notice));
  // Only after it is shown: a receipt says that the person can see it.
  await tell(notice, 'receipt').catch(() => undefined);
}

async function answer(notice: Notice, deed: Deed): Promise<void> {
  try {
    await tell(notice, deed);
  } catch {
    const { title, shown } = notTold(notice, deed);
    await show(title, shown);
  }
}

async function tell(notice: Notice, what: Deed | 'receipt'): Promise<void> {
  const response = await fetch(`/api/v1/deliveries/${encodeURIComponent(notice.deliveryId)}/${what}`, {
    method: 'POST',
    headers: { Authorization: `Delivery ${notice.token}` },
    credentials: 'omit',
    cache: 'no-store',
  });
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
}

function show(title: string, shown: Shown): Promise<void> {
  return scope.registration.showNotification(title, shown as NotificationOptions);
}

async function open(notice: Notice | null): Promise<void> {
  const place = placeFor(notice?.link ?? null, origin);
  const [client] = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (client === undefined) await scope.clients.openWindow(place);
  else {
    await client.navigate(place).catch(() => undefined);
    await client.focus();
  }
}

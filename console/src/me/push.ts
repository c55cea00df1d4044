import type { Api } from '../wire/api';
import { asObject, asText } from '../wire/json';

/** What this browser can do about being called while no page of the console is open. */
export type PushState =
  /** No service worker or no push, as in a private window or without HTTPS. */
  | 'unsupported'
  /** The person or the house said no in the browser's own settings. */
  | 'blocked'
  | 'off'
  | 'on';

export async function pushState(): Promise<PushState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) {
    return 'unsupported';
  }
  if (Notification.permission === 'denied') return 'blocked';
  const registration = await navigator.serviceWorker.getRegistration();
  if (registration === undefined) return 'unsupported';
  return (await registration.pushManager.getSubscription()) === null ? 'off' : 'on';
}

/** Asks the person, then the browser's push service, then tells ours. To be called by a click. */
export async function switchOn(api: Api, label: string): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted') return pushState();
  const key = asText(asObject(await api.get('/api/v1/people/me/push-key'))['publicKey']) ?? '';
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({
    // A page that nobody sees would be a receipt for nothing.
    userVisibleOnly: true,
    applicationServerKey: bytesOf(key),
  });
  const { endpoint, keys } = subscription.toJSON();
  try {
    await api.post('/api/v1/people/me/push-subscriptions', {
      endpoint,
      p256dh: keys?.['p256dh'],
      auth: keys?.['auth'],
      label,
    });
  } catch (failure) {
    // It must not look switched on where nobody would call.
    await subscription.unsubscribe();
    throw failure;
  }
  return 'on';
}

export async function switchOff(api: Api): Promise<PushState> {
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.getSubscription();
  if (subscription !== null) {
    await api.remove(
      `/api/v1/people/me/push-subscriptions?endpoint=${encodeURIComponent(subscription.endpoint)}`,
    );
    await subscription.unsubscribe();
  }
  return 'off';
}

/** Of base64url. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0),
  );
}

/** What to call this browser in the list, e.g. Chrome on Android. */
export function browserName(agent: string): string {
  const browser = [
    ['Edg/', 'Edge'],
    ['Firefox/', 'Firefox'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ].find(([mark = '']) => agent.includes(mark))?.[1];
  const system = [
    ['Android', 'Android'],
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Windows', 'Windows'],
    ['Mac OS', 'Mac'],
    ['Linux', 'Linux'],
  ].find(([mark = '']) => agent.includes(mark))?.[1];
  return [browser ?? 'Browser', system].filter(Boolean).join(' · ');
}

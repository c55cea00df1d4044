/** Not while developing: what was kept would hide what was just written. */
export function registerWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // Without it the console works as before; only the installed page and push need it.
  navigator.serviceWorker.register('/worker.js', { updateViaCache: 'none' }).catch(() => undefined);
}

/**
 * Somebody followed the link of a letter: that is its receipt. The token is behind the #, where servers do
 * not see it, and is taken off the address at once.
 */
export function confirmLetter(): void {
  const letter = letterOf(window.location.hash);
  if (letter === null) return;
  window.history.replaceState(window.history.state, '', `${window.location.pathname}${window.location.search}`);
  // Without it the next channel is tried, as for a letter that nobody opened.
  fetch(`/api/v1/deliveries/${encodeURIComponent(letter.delivery)}/receipt`, {
    method: 'POST',
    headers: { Authorization: `Delivery ${letter.token}` },
    credentials: 'omit',
    cache: 'no-store',
  }).catch(() => undefined);
}

export function letterOf(hash: string): { readonly delivery: string; readonly token: string } | null {
  const members = new URLSearchParams(hash.replace(/^#/, ''));
  const delivery = members.get('delivery');
  const token = members.get('token');
  return delivery === null || token === null ? null : { delivery, token };
}

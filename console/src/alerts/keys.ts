import type { KeyboardEvent } from 'react';

/** What a key does in the list of alerts. */
export type ListKey = 'next' | 'previous' | 'accept';

const KEYS: Readonly<Record<string, ListKey>> = { j: 'next', k: 'previous', a: 'accept' };

export interface Pressed {
  readonly key: string;
  /** With Ctrl, Alt or the like: the browser's, not ours. */
  readonly modified: boolean;
  /** Into a field, or while a dialog asks. */
  readonly typing: boolean;
}

export function listKey({ key, modified, typing }: Pressed): ListKey | null {
  return modified || typing ? null : (KEYS[key] ?? null);
}

/** The card to go to; from nowhere the first or the last. */
export function cardFrom(current: number, count: number, key: 'next' | 'previous'): number {
  if (count === 0) return -1;
  if (current < 0) return key === 'next' ? 0 : count - 1;
  return Math.min(count - 1, Math.max(0, current + (key === 'next' ? 1 : -1)));
}

/**
 * j and k go from card to card, a accepts the one that has the focus, and no other: what is accepted by a
 * key must be what somebody looks at. Only while the focus is in the page's content.
 */
export function inboxKeys(event: KeyboardEvent<HTMLElement>): void {
  const target = event.target as HTMLElement;
  const key = listKey({
    key: event.key,
    modified: event.ctrlKey || event.altKey || event.metaKey,
    typing: target.closest('input:not([type="radio"], [type="checkbox"]), select, textarea, dialog') !== null,
  });
  if (key === null) return;
  const cards = [...event.currentTarget.querySelectorAll<HTMLElement>('.inbox-list article.alert')];
  const current = cards.findIndex((card) => card.contains(target));
  if (key === 'accept') {
    // A held key is one press.
    if (!event.repeat) cards[current]?.querySelector<HTMLButtonElement>('.button-acknowledge:enabled')?.click();
    return;
  }
  const next = cards[cardFrom(current, cards.length, key)];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

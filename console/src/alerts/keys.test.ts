import { expect, it } from 'vitest';
import { cardFrom, listKey } from './keys';

const plain = { modified: false, typing: false };

it('leaves keys that are typed, or meant for the browser, alone', () => {
  expect(listKey({ key: 'a', ...plain })).toBe('accept');
  expect(listKey({ key: 'j', ...plain })).toBe('next');
  expect(listKey({ key: 'a', ...plain, typing: true })).toBeNull();
  expect(listKey({ key: 'a', ...plain, modified: true })).toBeNull();
  expect(listKey({ key: 'A', ...plain })).toBeNull();
});

it('goes from card to card and stays at the ends', () => {
  expect(cardFrom(-1, 3, 'next')).toBe(0);
  expect(cardFrom(-1, 3, 'previous')).toBe(2);
  expect(cardFrom(0, 3, 'next')).toBe(1);
  expect(cardFrom(2, 3, 'next')).toBe(2);
  expect(cardFrom(0, 3, 'previous')).toBe(0);
  expect(cardFrom(-1, 0, 'next')).toBe(-1);
});

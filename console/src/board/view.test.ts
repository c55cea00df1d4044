import { expect, it } from 'vitest';
import { searchOf, viewOf } from './view';

it('survives the way through the address', () => {
  for (const view of [
    { order: 'risk', unit: null },
    { order: 'bed', unit: 'Medical 4A & B' },
  ] as const) {
    expect(viewOf(searchOf(view))).toEqual(view);
  }
  expect(searchOf({ order: 'risk', unit: null })).toBe('');
});

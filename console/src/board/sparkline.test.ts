import { expect, it } from 'vitest';
import { pathOf, place, rangeOf, runs } from './sparkline';

const at = (time: number, value = 1) => ({ time, value });

it('breaks the line where values are missing', () => {
  expect(runs([at(0), at(30_000), at(300_000), at(330_000)])).toEqual([
    [at(0), at(30_000)],
    [at(300_000), at(330_000)],
  ]);
});

it('keeps a lone value as a run of its own', () => {
  expect(runs([at(0), at(300_000)])).toHaveLength(2);
  expect(runs([])).toEqual([]);
});

it('does not blow noise up to the full height', () => {
  expect(rangeOf([at(0, 70), at(1, 72)], 30, null)).toEqual({ low: 56, high: 86 });
});

it('leaves no room above what a sign can be', () => {
  expect(rangeOf([at(0, 98), at(1, 100)], 12, 100)).toEqual({ low: 88, high: 100 });
});

it('puts now at the right edge and high values on top', () => {
  const scale = { from: 0, to: 100, low: 0, high: 10, width: 120, height: 30 };
  expect(place(at(100, 10), scale)).toEqual({ x: 120, y: 0 });
  expect(place(at(0, 0), scale)).toEqual({ x: 0, y: 30 });
  expect(pathOf([{ x: 0, y: 30 }, { x: 120, y: 0 }])).toBe('M0 30L120 0');
});

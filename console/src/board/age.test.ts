import { describe, expect, it } from 'vitest';
import { ageSeconds, ageText, freshnessOf, minutesText } from './age';

describe('age', () => {
  it('counts whole seconds', () => {
    expect(ageSeconds(10_000, 12_999)).toBe(2);
  });

  it('is never negative for a device whose clock is ahead', () => {
    expect(ageSeconds(12_000, 10_000)).toBe(0);
  });

  it.each([
    [0, '0 s'],
    [59, '59 s'],
    [60, '1 min 00 s'],
    [245, '4 min 05 s'],
    [599, '9 min 59 s'],
    [600, '10 min'],
    [3_599, '59 min'],
    [3_600, '1 h 00 min'],
    [8_040, '2 h 14 min'],
    [259_200, '3 d'],
  ])('%d s reads %s', (seconds, text) => {
    expect(ageText(seconds)).toBe(text);
  });
});

describe('freshness', () => {
  it.each([
    ['heart-rate', 59, 'fresh'],
    ['heart-rate', 60, 'late'],
    ['spo2', 299, 'late'],
    ['spo2', 300, 'stale'],
    ['systolic-pressure', 1_799, 'fresh'],
    ['systolic-pressure', 3_600, 'stale'],
    ['invasive-systolic-pressure', 300, 'stale'],
    ['oxygen-flow', 7_199, 'fresh'],
    ['temperature', 7_199, 'fresh'],
    ['temperature', 14_399, 'late'],
    ['consciousness', 14_400, 'stale'],
  ] as const)('%s after %d s is %s', (sign, seconds, freshness) => {
    expect(freshnessOf(sign, seconds)).toBe(freshness);
  });

  it('judges a sign nobody foresaw as strictly as a continuous one', () => {
    expect(freshnessOf('new-sign', 301)).toBe('stale');
  });
});

it('is told in whole minutes beside a value that ticks, never younger than a minute less', () => {
  expect(minutesText(82)).toBe('1 min');
  expect(minutesText(3_599)).toBe('59 min');
  expect(minutesText(8_040)).toBe('2 h 14 min');
});

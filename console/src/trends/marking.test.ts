import { describe, expect, it } from 'vitest';
import { keyAction } from './keys';
import { fullTime } from '../live/clockTime';
import { language } from '../words/words';
import { byDevice, markOf, stretchFault, timeOf } from './marking';
import type { StoredRow } from './model';

const T = Date.parse('2026-11-23T11:00:00.123Z');
const row = (deviceId: string, time = '2026-11-23T11:00:00.123456Z'): StoredRow => ({
  time,
  deviceId,
  sign: 'spo2',
  value: 41,
  unit: '%',
  flags: [],
});

describe('a mark', () => {
  it('names an instant to the last digit that the server has', () => {
    const [device] = byDevice([row('m1')]);
    expect(device && markOf(device, { from: T, to: null }, 'spo2', 'wrong finger')).toEqual({
      deviceId: 'm1',
      sign: 'spo2',
      from: '2026-11-23T11:00:00.123456Z',
      to: null,
      reason: 'wrong finger',
    });
  });

  it('names a stretch as it was chosen', () => {
    const [device] = byDevice([row('m1'), row('m1', '2026-11-23T11:00:05Z')]);
    expect(device && markOf(device, { from: T, to: T + 60_000 }, null, 'x')).toMatchObject({
      sign: null,
      from: '2026-11-23T11:00:00.123Z',
      to: '2026-11-23T11:01:00.123Z',
    });
  });

  it('is of one device: the one with most values is offered first', () => {
    const groups = byDevice([row('b'), row('a'), row('b')]);
    expect(groups.map(({ deviceId, rows }) => [deviceId, rows.length])).toEqual([['b', 2], ['a', 1]]);
    expect(byDevice([])).toEqual([]);
  });

  it('has a beginning, an end and a limit', () => {
    expect(stretchFault(T, T)).not.toBeNull();
    expect(stretchFault(NaN, T)).not.toBeNull();
    expect(stretchFault(T, T + 25 * 3_600_000)).not.toBeNull();
    expect(stretchFault(T, T + 3_600_000)).toBeNull();
  });

  it('begins where the value is, in the ward’s zone and 24 h', () => {
    expect(timeOf(fullTime(T))).toBe(Date.parse('2026-11-23T11:00:00Z'));
    expect(timeOf('3-nov-2026 9:05')).toBe(Date.parse('2026-11-03T09:05:00Z'));
    language.set('de');
    expect(timeOf(fullTime(T))).toBe(Date.parse('2026-11-23T11:00:00Z'));
    language.set('en');
    for (const none of ['', '31-Feb-2026 10:00', '23-Nov-2026 25:00', '23-Nov-2026 10:61', '23.13.2026 10:00', '23-Xyz-2026 10:00']) {
      expect(timeOf(none)).toBeNaN();
    }
  });
});

it('keys move, zoom and step, and leave the others alone', () => {
  expect(keyAction('ArrowLeft', false)).toEqual({ kind: 'pan', fraction: -0.2 });
  expect(keyAction('ArrowRight', true)).toEqual({ kind: 'step', forward: true });
  expect(keyAction('+', true)).toEqual({ kind: 'zoom', factor: 0.5 });
  expect(keyAction('Tab', false)).toBeNull();
});

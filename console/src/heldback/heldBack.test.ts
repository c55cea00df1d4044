import { describe, expect, it } from 'vitest';
import { UnreadableAnswer } from '../wire/json';
import { heldBackOf, reasonWords, runsOf } from './heldBack';

const value = (minute: number, more: object = {}) => ({
  sign: 'spo2',
  value: 71,
  unit: '%',
  measuredAt: new Date(Date.parse('2026-11-23T10:00:00Z') + minute * 60_000).toISOString(),
  reason: 'pulse-disagrees',
  text: 'pulse rate 120 /min, ECG 74 /min',
  deviceId: 'monitor-1',
  ...more,
});

describe('values held back', () => {
  it('are read with the newest first, and one that cannot be read does not hide the others', () => {
    const answer = heldBackOf({ values: [value(0), { sign: 'spo2' }, value(2)], truncated: true });
    expect(answer.values.map(({ at }) => new Date(at).getUTCMinutes())).toEqual([2, 0]);
    expect(answer.truncated).toBe(true);
  });

  it('are not none when the answer cannot be read', () => {
    expect(() => heldBackOf({})).toThrow(UnreadableAnswer);
    expect(() => heldBackOf({ values: [{}] })).toThrow();
  });

  it('that follow each other for one reason are one line with their range', () => {
    const { values } = heldBackOf({
      values: [value(0, { value: 43 }), value(1), value(1, { sign: 'pulse-rate', value: 120, unit: '/min' }), value(2, { value: 51 })],
    });
    const runs = runsOf(values);
    expect(runs).toHaveLength(2);
    expect(runs[0]).toMatchObject({ sign: 'spo2', count: 3, low: 43, high: 71 });
    expect(runs[0]?.last.value).toBe(51);
    expect((runs[0]?.to ?? 0) - (runs[0]?.from ?? 0)).toBe(120_000);
  });

  it('of another reason, device or time stand for themselves', () => {
    const { values } = heldBackOf({
      values: [value(0), value(1, { reason: 'too-fast' }), value(2, { deviceId: 'monitor-2' }), value(20)],
    });
    expect(runsOf(values)).toHaveLength(4);
  });

  it('tell a reason of a later release as held back', () => {
    expect(reasonWords('low-perfusion')).toBe('Weak pulse at the sensor');
    expect(reasonWords('moonlight')).toBe('Held back');
  });
});

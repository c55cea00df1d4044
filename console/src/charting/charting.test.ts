import { describe, expect, it } from 'vitest';
import { policiesOf, previewOf } from './decode';
import { BY_THE_MINUTE, choiceOfRule, ruleOfChoice, withRule } from './model';

const line = {
  decision: 'WRITTEN', reason: 'AGGREGATE', explanation: 'The median of 5 minutes.', item: 'heart-rate', deviceId: 'm', from: '2026-11-22T08:00:00Z', minutes: 5,
  effectiveAt: '2026-11-22T08:00:00Z', writtenAt: '2026-11-22T08:05:30Z', resourceId: 'vw-1', values: [{ sign: 'HEART_RATE', display: 'Heart rate', value: 72, text: '72', unit: '/min', samples: 290 }],
};

describe('a charting policy', () => {
  it('is read with what the server leaves out', () => {
    const { targets, items } = policiesOf({
      targets: [{ id: 'default', policy: { everyMinutes: 5, items: { 'perfusion-index': { written: false, everyMinutes: null } }, aroundAlerts: {} } }, {}],
      items: ['heart-rate'],
    });
    expect(targets).toHaveLength(1);
    expect(targets[0]?.policy.items['perfusion-index']).toEqual({ written: false, everyMinutes: null });
    expect(targets[0]?.policy.aroundAlerts).toEqual({ priorities: ['HIGH', 'MEDIUM'], beforeMinutes: 15, afterMinutes: 60 });
    expect(items).toEqual(['heart-rate']);
  });

  it('has a rule for an item until that is taken away', () => {
    const off = withRule(BY_THE_MINUTE, 'spo2', ruleOfChoice('off'));
    expect(choiceOfRule(off.items['spo2'])).toBe('off');
    const every = withRule(off, 'spo2', ruleOfChoice('15'));
    expect(every.items).toEqual({ spo2: { written: true, everyMinutes: 15 } });
    expect(choiceOfRule(every.items['spo2'])).toBe('15');
    expect(withRule(every, 'spo2', ruleOfChoice('')).items).toEqual({});
  });
});

describe('a preview', () => {
  it('tells what is written and what is not', () => {
    const preview = previewOf({ policy: {}, alerts: [{ openedAt: '2026-11-22T08:12:00Z', priority: 'HIGH' }], written: 1, withheld: 1, truncated: false, lines: [line, { ...line, decision: 'WITHHELD', reason: 'IN_AGGREGATE', writtenAt: null, minutes: 1 }, { decision: 'WRITTEN' }] });
    expect(preview.lines.map(({ written, writtenAt }) => [written, writtenAt])).toEqual([[true, Date.parse('2026-11-22T08:05:30Z')], [false, null]]);
    expect(preview.alerts).toHaveLength(1);
    expect(preview.policy).toEqual({ everyMinutes: 1, items: {}, aroundAlerts: null });
  });

  it('that is not told is no empty one', () => {
    expect(() => previewOf({ lines: [] })).toThrow();
    expect(() => policiesOf(null)).toThrow();
  });
});

import { describe, expect, it } from 'vitest';
import { UnreadableAnswer } from '../wire/json';
import { hoursText, rangeStatisticsOf, scoreStatisticsOf } from './model';
import { limitFault, numberOf, rangePath, scorePath, searchOfUnit, unitViewOf } from './view';

const NOON = Date.parse('2026-11-23T12:00:00Z');

describe('time within limits', () => {
  const row = (patientId: string, hours: number, belowHours: number, aboveHours = 0) => ({
    patientId,
    hours,
    inRangeHours: hours - belowHours - aboveHours,
    belowHours,
    aboveHours,
  });

  it('puts first who was least within, and last who was not measured', () => {
    const { patients, inRangeFraction } = rangeStatisticsOf({
      hours: 34,
      inRangeFraction: 0.9,
      perPatient: [row('none', 0, 0), row('well', 20, 0), row('short', 4, 2), row('long', 10, 1, 3)],
    });
    expect(patients.map(({ patientId }) => patientId)).toEqual(['short', 'long', 'well', 'none']);
    expect(inRangeFraction).toBe(0.9);
  });

  it('does not take a missing count for none', () => {
    expect(() => rangeStatisticsOf({ perPatient: [] })).toThrow(UnreadableAnswer);
    expect(() => rangeStatisticsOf({ hours: 3 })).toThrow(UnreadableAnswer);
    expect(() => scoreStatisticsOf({ perPatient: [] })).toThrow(UnreadableAnswer);
  });
});

it('puts the longest high score first', () => {
  const { patients } = scoreStatisticsOf({
    hours: 40,
    hoursAtLeast: 5,
    atLeast: 5,
    perPatient: [
      { patientId: 'a', hours: 20, hoursAtLeast: 0, highest: 3 },
      { patientId: 'b', hours: 20, hoursAtLeast: 5, highest: 7 },
      { patientId: 'c', hours: 20, hoursAtLeast: 0, highest: 4 },
    ],
  });
  expect(patients.map(({ patientId }) => patientId)).toEqual(['b', 'c', 'a']);
});

it('says hours as people do', () => {
  expect([0, 0.003, 0.75, 7.2, 24, 51.6, 48].map(hoursText)).toEqual(['0 min', 'under 1 min', '45 min', '7 h 12 min', '24 h', '2 d 4 h', '2 d']);
});

describe('what is counted', () => {
  it('survives the way through the address', () => {
    const view = unitViewOf('?page=unit&unit=Medical%204A&sign=heart-rate&low=50&hours=168&atLeast=7');
    expect(view).toEqual({ unit: 'Medical 4A', sign: 'heart-rate', low: 50, high: null, hours: 168, atLeast: 7 });
    expect(unitViewOf(searchOfUnit(view))).toEqual(view);
  });

  it('begins with sensible limits, whatever the address says', () => {
    expect(unitViewOf('?page=unit')).toEqual({ unit: null, sign: 'spo2', low: 92, high: null, hours: 24, atLeast: 5 });
    expect(unitViewOf('?sign=mood&hours=-3&atLeast=99')).toMatchObject({ sign: 'spo2', hours: 24, atLeast: 20 });
  });

  it('is asked of the server as it is shown', () => {
    const view = unitViewOf('?unit=ICU%2F2&low=90');
    expect(rangePath('ICU/2', view, NOON)).toBe(
      '/api/v1/units/ICU%2F2/statistics?from=2026-11-22T12%3A00%3A00.000Z&to=2026-11-23T12%3A00%3A00.000Z&sign=spo2&low=90',
    );
    expect(scorePath('A', view, NOON)).toContain('/units/A/score-statistics?');
    expect(scorePath('A', view, NOON)).toContain('score=news2&from-total=5');
  });

  it('needs limits that can be met', () => {
    expect(limitFault(null, null)).not.toBeNull();
    expect(limitFault(100, 90)).not.toBeNull();
    expect(limitFault(90, 90)).toBeNull();
    expect([numberOf(''), numberOf(' '), numberOf('1e'), numberOf('36.1')]).toEqual([null, null, null, 36.1]);
  });
});

import { describe, expect, it } from 'vitest';
import { scorePageOf } from './decode';
import type { ScorePoint, Worth } from './model';
import { gapsOf, pointAt, stepFrom, stretchesOf, topOf } from './shape';
import { readScores, scoresPath } from './useScores';
import { pointsWords, remarks, summaryWords, valueWords, worthWords } from './words';

const MINUTE = 60_000;
const NOON = Date.parse('2026-11-23T12:00:00Z');

function point(minutes: number, worth: Worth, risk: ScorePoint['risk'] = 'low'): ScorePoint {
  return { time: NOON + minutes * MINUTE, worth, risk, scale: 1, retrospective: false, components: [] };
}
const total = (minutes: number, value: number) => point(minutes, { kind: 'total', total: value });
const range = (minutes: number, lower: number, upper: number) => point(minutes, { kind: 'range', lower, upper });

const raw = (over: object) => ({
  measuredAt: '2026-11-23T12:00:00Z', total: 4, lowerBound: 4, upperBound: 4, complete: true, risk: 'low', scale: 2,
  refusal: null, retrospective: false, components: [], ...over,
});
const page = (points: readonly object[], next: string | null = null) => ({
  patientId: 'P', score: 'news2', from: '2026-11-23T10:00:00Z', to: '2026-11-23T12:30:00Z', points, next,
});

describe('a score over time', () => {
  it('has a total only where the server says that it is complete', () => {
    const { points } = scorePageOf(page([
      raw({}),
      raw({ complete: false, total: 4, lowerBound: 4, upperBound: 9 }),
      raw({ complete: false, total: null, lowerBound: 0, upperBound: 0, refusal: { code: 'age-unknown', text: 'The age is not known.' } }),
      raw({ complete: false, total: null, lowerBound: null }),
    ]));
    expect(points.map(({ worth }) => worth)).toEqual([
      { kind: 'total', total: 4 },
      { kind: 'range', lower: 4, upper: 9 },
      { kind: 'refused', reason: 'The age is not known.' },
    ]);
    expect(points.map(worthWords)).toEqual([
      'NEWS2 4, Low',
      'Incomplete: between 4 and 9, at least Low',
      'Not scored: The age is not known.',
    ]);
  });

  it('gives a missing parameter neither value nor points', () => {
    const [first] = scorePageOf(page([
      raw({
        complete: false, total: null, lowerBound: 1, upperBound: 4,
        components: [
          { name: 'spo2', value: 94, unit: '%', points: 1, maxPoints: 3, ageSeconds: 7, missing: false },
          { name: 'temperature', value: 37, unit: 'Cel', points: 0, maxPoints: 3, ageSeconds: 9, missing: true },
        ],
      }),
    ])).points;
    const [spo2, temperature] = first?.components ?? [];
    expect(spo2 && [valueWords(spo2), pointsWords(spo2)]).toEqual(['94 %', '1']);
    expect(temperature && [valueWords(temperature), pointsWords(temperature)]).toEqual(['no value', 'missing, up to 3']);
    expect(first && remarks(first)).toEqual(['Missing: Temperature', 'SpO₂ scale 2']);
  });

  it('stands until the next one, but not through a silence', () => {
    const points = [total(0, 2), total(1, 3), range(2, 3, 6), total(30, 1), total(31, 1)];
    const stretches = stretchesOf(points, NOON + 31 * MINUTE + 30_000);
    expect(stretches.map(({ from, to, joined }) => [(from - NOON) / MINUTE, (to - NOON) / MINUTE, joined])).toEqual([
      [0, 1, false],
      [1, 2, true],
      [2, 3, true],
      [30, 31, false],
      [31, 31.5, true],
    ]);
    expect(gapsOf(stretches, { from: NOON, to: NOON + 31.5 * MINUTE })).toEqual([
      { from: NOON + 3 * MINUTE, to: NOON + 30 * MINUTE },
    ]);
  });

  it('does not go on until now when the last one is old', () => {
    const [, last] = stretchesOf([total(0, 2), total(1, 2)], NOON + 60 * MINUTE);
    expect(last?.to).toBe(NOON + 2 * MINUTE);
    const [alone] = stretchesOf([total(0, 2)], NOON + 60 * MINUTE);
    expect(alone?.to).toBe(NOON + MINUTE);
  });

  it('is pointed at within its stretch or beside it', () => {
    const stretches = stretchesOf([total(0, 2), total(1, 3)], NOON + 2 * MINUTE);
    expect(pointAt(stretches, NOON + 90_000, 0)?.time).toBe(NOON + MINUTE);
    expect(pointAt(stretches, NOON + 3 * MINUTE, 2 * MINUTE)?.time).toBe(NOON + MINUTE);
    expect(pointAt(stretches, NOON + 9 * MINUTE, 2 * MINUTE)).toBeNull();
  });

  it('is gone through one by one, and no farther than the edges', () => {
    const points = [total(0, 2), range(1, 2, 5), total(2, 3)];
    const edges = { from: NOON, to: NOON + MINUTE };
    expect(stepFrom(points, null, false, edges)?.time).toBe(NOON + MINUTE);
    expect(stepFrom(points, NOON, true, edges)?.time).toBe(NOON + MINUTE);
    expect(stepFrom(points, NOON + MINUTE, true, edges)).toBeNull();
  });

  it('shows where high begins, and the upper bound', () => {
    expect(topOf([total(0, 1)])).toBeGreaterThan(7);
    expect(topOf([range(0, 4, 16)])).toBe(17);
    expect(summaryWords([total(0, 1), total(1, 6), range(2, 3, 5)])).toBe('Totals from 1 to 6. 1 of 3 incomplete.');
  });
});

describe('reading scores', () => {
  it('goes on page by page', async () => {
    const asked: string[] = [];
    const history = await readScores(
      async (path) => {
        asked.push(path);
        return asked.length === 1 ? page([raw({})], 'p2') : page([raw({ measuredAt: '2026-11-23T12:10:00Z' })]);
      },
      'P/1',
      { from: NOON, to: NOON + MINUTE },
    );
    expect(history.points).toHaveLength(2);
    expect(history.to).toBe(Date.parse('2026-11-23T12:30:00Z'));
    expect(asked[1]).toContain('after=p2');
    expect(asked[0]).toBe(scoresPath('P/1', { from: NOON, to: NOON + MINUTE }, null));
    expect(asked[0]).toContain('/patients/P%2F1/scores?score=news2&');
  });

  it('does not claim to know what lies behind the last page it reads', async () => {
    const history = await readScores(async () => page([raw({})], 'more'), 'P', { from: NOON, to: NOON + MINUTE });
    expect(history.to).toBe(NOON);
  });
});

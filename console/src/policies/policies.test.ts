import { describe, expect, it } from 'vitest';
import { problemOf } from '../wire/problem';
import { overviewOf } from './decode';
import { changesOf, documentOf, instantOf, limitsOf, localOf, secondsOf, settled, withStep } from './draft';
import { conditionsOf, evaluationOf, rateWords } from './evaluation';
import { trialOf } from './trial';
import { inOrder, newestVersion, policyPath, standingWords, startingPoint } from './scope';

const document = {
  id: 'ward',
  version: 3,
  limits: [
    { condition: 'low-spo2', title: 'SpO2 low', direction: 'below', signs: ['spo2'], steps: [{ beyond: 90, delay: 'PT1M30S', priority: 'medium' }] },
  ],
};
const entry = (scope: string, over: object = {}) => ({
  scope, id: 'ward', version: 1, author: 'a', reason: 'r', effectiveFrom: '2026-11-23T10:00:00Z', expiresAt: null, owner: null,
  state: 'IN_FORCE', shadow: false, policy: { id: scope }, ...over,
});
const overview = (...policies: object[]) =>
  overviewOf({ policies, versions: { 'unit:A': 5 }, shipped: [{ id: 'ward-adult', description: 'd', inForceByDefault: true, policy: { id: 'ward-adult' } }] });

describe('what is in force', () => {
  it('is not told in part: an entry that cannot be read fails', () => {
    expect(() => overview({ scope: 'organisation' })).toThrow();
    expect(() => overviewOf({ shipped: [] })).toThrow();
  });

  it('never calls a candidate in force', () => {
    const [trial] = overview(entry('organisation', { shadow: true })).entries;
    expect(trial && standingWords(trial)).toBe('On trial');
    expect(startingPoint(overview(entry('organisation', { shadow: true })), 'organisation', null)).toEqual({ id: 'ward-adult' });
  });

  it('begins with the narrowest that counts', () => {
    const of = overview(entry('organisation'), entry('unit:A'), entry('unit:B', { state: 'PENDING' }));
    expect(startingPoint(of, 'patient:P1', 'A')).toEqual({ id: 'unit:A' });
    expect(startingPoint(of, 'patient:P1', 'B')).toEqual({ id: 'organisation' });
  });

  it('lists the widest first, and knows the newest decision', () => {
    const of = overview(entry('patient:P1'), entry('unit:A', { version: 4, state: 'PENDING' }), entry('unit:A'), entry('organisation'));
    expect(inOrder(of.entries).map(({ scope, standing }) => `${scope} ${standing}`)).toEqual([
      'organisation IN_FORCE', 'unit:A IN_FORCE', 'unit:A PENDING', 'patient:P1 IN_FORCE',
    ]);
    // The fifth was a withdrawal, which is no entry.
    expect([newestVersion(of, 'unit:A'), newestVersion(of, 'unit:B')]).toEqual([5, 0]);
    expect(policyPath('unit:ICU/2')).toBe('/api/v1/policies/unit%3AICU%2F2');
  });
});

describe('a trial', () => {
  it('says what began, all of it first', () => {
    const calls = (candidate: number, inForce: number) => ({ candidate: { started: candidate, perPatientDay: 1 }, inForce: { started: inForce, perPatientDay: 1 } });
    const trial = trialOf({ patients: 3, patientDays: 1.5, truncated: true, ...calls(4, 9), conditions: [{ condition: 'low-spo2', ...calls(4, 2) }] });
    expect(trial.rows).toEqual([{ of: 'All', candidate: 4, inForce: 9 }, { of: 'low-spo2', candidate: 4, inForce: 2 }]);
    expect(trial.truncated).toBe(true);
    expect(() => trialOf({ patients: 3, conditions: [] })).toThrow();
  });
});

describe('a draft', () => {
  it('says when a lone measurement counts', () => {
    const words = (over: object) => limitsOf({ limits: [{ ...document.limits[0], ...over }] })[0]?.loneWords;
    expect(words({})).toBeNull();
    expect(words({ spotSigns: ['spo2'] })).toBe('a lone spot measurement at once');
    expect(words({ spotSigns: ['spo2'], spotDelay: 'PT5M' })).toBe('a lone spot measurement after 5 min, unless another refutes it');
  });

  it('has delays in seconds', () => {
    expect(limitsOf(document)[0]?.ladders.steps).toEqual([{ beyond: '90', delay: '90', priority: 'medium' }]);
    expect([secondsOf('PT2H'), secondsOf('PT0.5S'), secondsOf('PT'), secondsOf('P1D')]).toEqual([7_200, 0.5, null, null]);
  });

  it('changes one field and nothing else', () => {
    const next = withStep(withStep(document, 0, 'steps', 0, 'beyond', '88'), 0, 'steps', 0, 'delay', '40');
    expect(changesOf(document, next)).toEqual([
      { where: 'SpO2 low.steps[0].beyond', before: '90', after: '88' },
      { where: 'SpO2 low.steps[0].delay', before: '"PT1M30S"', after: '"PT40S"' },
    ]);
    expect(document.limits[0]?.steps[0]?.beyond).toBe(90);
  });

  it('sends what was typed, and never the old value in place of it', () => {
    for (const text of ['', '8,5', 'x']) {
      expect(limitsOf(settled(withStep(document, 0, 'steps', 0, 'beyond', text)))[0]?.ladders.steps[0]?.beyond).toBe(text);
      expect(limitsOf(withStep(document, 0, 'steps', 0, 'delay', text))[0]?.ladders.steps[0]?.delay).toBe(text);
    }
    const typed = withStep(document, 0, 'steps', 0, 'beyond', '36.0');
    expect(limitsOf(typed)[0]?.ladders.steps[0]?.beyond).toBe('36.0');
    expect(changesOf(document, settled(typed))[0]?.after).toBe('36');
  });

  it('says what was added and taken away, and not the number of the version', () => {
    expect(changesOf({ a: [1], version: 1 }, { a: [1, 2], version: 2 })).toEqual([{ where: 'a[1]', before: 'none', after: '2' }]);
    expect([documentOf('{"a":1}'), documentOf('[1]'), documentOf('{')]).toEqual([{ a: 1 }, null, null]);
  });

  it('keeps the end of what ends, and no time that is over', () => {
    const end = Date.parse('2026-11-24T10:00:30Z');
    expect(instantOf(localOf(end, end - 1))).toBe('2026-11-24T10:01:00.000Z');
    expect([localOf(end, end), localOf(null, 0), instantOf('')]).toEqual(['', '', null]);
  });

  it('learns of every field at fault', () => {
    const problem = problemOf(422, { code: 'POLICY_INVALID', detail: 'x', problems: [{ field: 'limits[0].steps[0].beyond', message: 'must be a number' }, { field: 'y' }] });
    expect(problem.fields).toEqual([{ field: 'limits[0].steps[0].beyond', message: 'must be a number' }]);
    expect(problemOf(500, {}).fields).toEqual([]);
  });
});

describe('last week', () => {
  const figures = (alerts: number | null, byCondition: object) => ({ name: 'x', alertsPerPatientDay: alerts, callsPerPatientDay: 1, byCondition });
  const done = (over: object) =>
    evaluationOf({
      state: 'DONE',
      done: 1,
      report: { patients: 3, patientDays: 21, asked: [figures(2, { a: 1, b: 5 }), figures(1, {}), figures(0, {})], inForce: [figures(4, { a: 9, c: 2 }), figures(3, {}), figures(null, {})], ...over },
    });

  it('sets both beside one another, and every condition of either', () => {
    const evaluation = done({});
    if (evaluation.state !== 'DONE') throw new Error(evaluation.state);
    expect(evaluation.report.rows.map(({ of, asked, inForce }) => [of, rateWords(asked.alertsPerDay), rateWords(inForce.alertsPerDay)])).toEqual([
      ['All alerts', '2.00', '4.00'],
      ['Medium and high', '1.00', '3.00'],
      ['High only', '0.00', 'not known'],
    ]);
    expect(conditionsOf(evaluation.report)).toEqual([
      { condition: 'b', asked: 5, inForce: 0 },
      { condition: 'a', asked: 1, inForce: 9 },
      { condition: 'c', asked: 0, inForce: 2 },
    ]);
  });

  it('is not told by halves', () => {
    expect(() => done({ inForce: [] })).toThrow();
    expect(() => evaluationOf({ state: 'SOON' })).toThrow();
    expect(evaluationOf({ state: 'RUNNING', done: 0.4 })).toEqual({ state: 'RUNNING', done: 0.4 });
  });
});

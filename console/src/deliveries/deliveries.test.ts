import { afterEach, describe, expect, it } from 'vitest';
import { language } from '../words/words';
import { failedPageOf, retriedOf, targetsOf } from './decode';
import { explained } from './explained';
import { standingOf, type Target } from './model';

afterEach(() => language.set('en'));

const told = { meaning: 'The target refused the line.', advice: 'See the outcome.', retryHelps: true };
const raw = {
  id: 'record', configured: true, doing: 'delivering', kinds: ['OBSERVATION'], notOffered: ['TASK'], trouble: null, triesAgainAt: null,
  backlog: 3, oldestDueAt: '2026-11-24T10:00:00Z', lagSeconds: 2, failed: 0, failures: [],
};
const target = (changes: object = {}): Target => {
  const [only] = targetsOf({ targets: [{ ...raw, ...changes }] });
  if (only === undefined) throw new Error('no target');
  return only;
};

describe('deliveries', () => {
  it('are read as they are told, an odd target left out', () => {
    expect(targetsOf({ targets: [raw, { backlog: 4 }] })).toHaveLength(1);
    expect(target().notOffered).toEqual(['TASK']);
    expect(target({ failures: [{ error: '422:invalid', explanation: told, lines: 7 }] }).failures[0]).toEqual({ error: '422:invalid', explanation: told, lines: 7 });
  });

  it('that are not told are no empty list', () => {
    expect(() => targetsOf({})).toThrow();
    expect(() => failedPageOf({ next: null })).toThrow();
  });

  it('stand as bad as the worst of what holds them up', () => {
    expect(standingOf(target())).toBe('good');
    expect(standingOf(target({ trouble: 'ConnectException', doing: 'waiting' }))).toBe('warning');
    expect(standingOf(target({ lagSeconds: 3_600 }))).toBe('warning');
    expect(standingOf(target({ failed: 1 }))).toBe('error');
    expect(standingOf(target({ doing: 'something new' }))).toBe('error');
    expect(standingOf(target({ doing: 'standby' }))).toBe('good');
  });

  it('that failed tell what the target said', () => {
    const page = failedPageOf({
      failed: [{ kind: 'OBSERVATION', resourceId: 'vw-1', item: 'heart-rate', revision: 1, attempts: 2, failedAt: '2026-11-24T10:00:00Z', error: '422:invalid', explanation: told, outcome: { status: 422, issues: [{ code: 'invalid', expression: 'Observation.value', diagnostics: null }] } }],
      next: 'vw-1',
    });
    expect(page.next).toBe('vw-1');
    expect(page.failed[0]?.issues).toEqual([{ code: 'invalid', expression: 'Observation.value', diagnostics: null }]);
    expect(failedPageOf({ failed: [{ resourceId: 'vw-2', outcome: null }] }).failed[0]?.issues).toEqual([]);
    expect(retriedOf({ lines: 12 })).toBe(12);
  });

  it('are explained in the language of the page, else in the server’s words', () => {
    expect(explained('422:business-rule', told).meaning).toContain('rules refuse');
    expect(explained('410:deleted', told)).toEqual({ ...explained('404', told) });
    expect(explained('418:teapot', told)).toBe(told);
    language.set('de');
    expect(explained('device-refused:403', told).meaning).toContain('lehnt');
    expect(explained('409', told).retryHelps).toBe(true);
  });
});

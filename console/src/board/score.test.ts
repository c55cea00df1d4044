import { describe, expect, it } from 'vitest';
import { scoreOf } from './decode';
import { complete, incomplete } from './patient.fixture';
import { scoreView } from './score';

describe('score', () => {
  it('shows a complete total', () => {
    expect(scoreView(complete(0, 'low'))).toEqual({ kind: 'total', total: 0, risk: 'low' });
  });

  it('shows what an incomplete one is at least, and what is missing', () => {
    expect(scoreView(incomplete(4, 'low', ['temperature', 'consciousness']))).toEqual({
      kind: 'incomplete',
      present: 5,
      atLeast: 4,
      riskAtLeast: 'low',
      missing: 'temp, ACVPU',
    });
  });

  it('never takes a total from a score that says it is incomplete', () => {
    const score = scoreOf({ total: 4, complete: false, lowerBound: 4, risk: 'low', missing: ['spo2'] });
    expect(score?.total).toBeNull();
    expect(scoreView(score).kind).toBe('incomplete');
  });

  it('is absent when the server has none', () => {
    expect(scoreView(scoreOf(null))).toEqual({ kind: 'none' });
  });
});

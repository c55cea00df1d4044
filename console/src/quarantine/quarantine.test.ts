import { describe, expect, it } from 'vitest';
import { searchTo } from '../nav/address';
import { manyReplayedOf, rejectionsOf, replayOf } from './decode';
import { filterOf, filterWords, membersOf, queryOf } from './filter';

describe('rejections', () => {
  it('are read with and without a replay', () => {
    const [tried, old] = rejectionsOf([
      {
        id: 'r1',
        deviceId: 'monitor-1',
        code: 'UNKNOWN_UNIT',
        number: 1003,
        reason: 'temperature does not come in [degR]',
        receivedAt: '2026-11-23T08:00:00Z',
        topic: 'vitalwire/v1/monitor-1/readings',
        codec: 'vitalwire-json',
        bytes: 143,
        replayedAt: '2026-11-23T09:00:00Z',
        replayOutcome: 'PARTLY',
      },
      { id: 'r2' },
      { code: 'no id' },
    ]);
    expect(tried).toMatchObject({ number: 1003, replayOutcome: 'partly' });
    expect(old).toMatchObject({ replayedAt: null, replayOutcome: null, bytes: null });
    expect(() => rejectionsOf({})).toThrow();
  });
});

describe('replay', () => {
  it('has an outcome, or its answer cannot be read', () => {
    expect(
      replayOf({ id: 'r1', outcome: 'REJECTED', readings: 0, faults: [{ code: 'X', reason: 'y' }] }),
    ).toEqual({
      id: 'r1',
      outcome: 'rejected',
      readings: 0,
      faults: [{ code: 'X', number: null, reason: 'y' }],
    });
    expect(() => replayOf({ id: 'r1' })).toThrow();
    expect(manyReplayedOf({ replayed: 3, accepted: 2, rejected: 1 })).toEqual({
      replayed: 3,
      accepted: 2,
      partly: 0,
      rejected: 1,
    });
    expect(() => manyReplayedOf(null)).toThrow();
  });
});

describe('filter', () => {
  it('shows what is still refused unless asked for all', () => {
    expect(filterOf('?page=quarantine')).toEqual({ device: null, code: null, open: true });
    expect(queryOf(filterOf(''), 500)).toBe('limit=500&open=true');
  });

  it('survives the way through the address', () => {
    const filter = { device: 'pump-7', code: 'UNDECODABLE', open: false };
    expect(filterOf(searchTo('quarantine', membersOf(filter)))).toEqual(filter);
    expect(queryOf(filter, 10)).toBe('limit=10&device=pump-7&code=UNDECODABLE');
  });

  it('is told in words before many are replayed', () => {
    expect(filterWords({ device: null, code: null, open: true })).toBe('');
    expect(filterWords({ device: 'pump-7', code: 'UNDECODABLE', open: true })).toBe(
      ' of pump-7 with code UNDECODABLE',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { backoffMillis } from './backoff';
import { clinicalDate, clockTime, fullTime, shortTime } from './clockTime';
import { livenessAt, worst } from './liveness';
import { ServerClock } from './serverClock';

describe('liveness', () => {
  it('is lost ten seconds after the last word, not before', () => {
    expect(livenessAt(0, 1_000, 10_999)).toEqual({ kind: 'live' });
    expect(livenessAt(0, 1_000, 11_000)).toEqual({ kind: 'lost', since: 1_000 });
  });

  it('is lost when the first connection never speaks', () => {
    expect(livenessAt(5_000, null, 6_000)).toEqual({ kind: 'connecting' });
    expect(livenessAt(5_000, null, 15_000)).toEqual({ kind: 'lost', since: 5_000 });
  });

  it('of several streams is the worst, since the earliest', () => {
    const live = { kind: 'live' } as const;
    expect(worst([live, { kind: 'lost', since: 7 }, { kind: 'lost', since: 5 }])).toEqual({
      kind: 'lost',
      since: 5,
    });
    expect(worst([live, { kind: 'connecting' }]).kind).toBe('connecting');
    expect(worst([live, live]).kind).toBe('live');
  });
});

describe('server clock', () => {
  it('is the local one until the server has spoken', () => {
    expect(new ServerClock().at(5)).toBe(5);
  });

  it('is not set back by a delayed message', () => {
    const clock = new ServerClock();
    clock.observe(100_000, 90_000);
    clock.observe(101_000, 96_000);
    expect(clock.at(96_000)).toBe(106_000);
  });

  it('starts anew when the display’s clock was set', () => {
    const clock = new ServerClock();
    clock.observe(100_000, 90_000);
    clock.observe(101_000, 3_690_000);
    expect(clock.at(3_690_000)).toBe(101_000);
  });
});

describe('backoff', () => {
  it('grows to four seconds and never stops trying', () => {
    expect(backoffMillis(0, () => 1)).toBe(500);
    expect(backoffMillis(0, () => 0)).toBe(250);
    expect(backoffMillis(50, () => 1)).toBe(4_000);
  });
});

describe('clock time', () => {
  const now = Date.parse('2026-11-23T04:07:09Z');

  it('is written as wards write it', () => {
    expect(clockTime(now)).toBe('04:07:09');
    expect(shortTime(now, now)).toBe('04:07');
    expect(shortTime(now, now + 86_400_000)).toBe('23 Nov 04:07');
    expect(fullTime(now)).toBe('23-Nov-2026 04:07:09');
  });

  it('writes dates that nobody can misread', () => {
    expect(clinicalDate('1951-03-07')).toBe('07-Mar-1951');
    expect(clinicalDate('about 1951')).toBe('about 1951');
    expect(clinicalDate('1951-13-07')).toBe('1951-13-07');
  });
});

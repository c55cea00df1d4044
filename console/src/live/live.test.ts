import { describe, expect, it } from 'vitest';
import { backoffMillis } from './backoff';
import { clinicalDate, clockTime, fullTime, shortTime } from './clockTime';
import { Currency, millisBetween, titleOf, worst } from './liveness';
import { ServerClock } from './serverClock';

describe('liveness', () => {
  const at = (millis: number) => ({ wall: 1_000_000 + millis, steady: millis });

  it('is lost ten seconds after the last word, not before', () => {
    const currency = new Currency(at(0), false);
    currency.connected();
    currency.heard(at(1_000));
    expect(currency.at(at(10_999))).toEqual({ kind: 'live' });
    expect(currency.at(at(11_000))).toEqual({ kind: 'lost', since: 1_001_000 });
  });

  it('is lost when the first connection never speaks', () => {
    const currency = new Currency(at(5_000), false);
    expect(currency.at(at(6_000))).toEqual({ kind: 'connecting' });
    expect(currency.at(at(15_000))).toEqual({ kind: 'lost', since: 1_005_000 });
  });

  it('is lost when heartbeats come but what was missed cannot be read', () => {
    const currency = new Currency(at(0), true);
    currency.connected();
    for (let second = 1; second < 30; second++) currency.heard(at(second * 1_000));
    expect(currency.at(at(30_000))).toEqual({ kind: 'lost', since: 1_000_000 });
    currency.read(currency.connection(), at(30_000));
    expect(currency.at(at(30_000))).toEqual({ kind: 'live' });
  });

  it('does not take a read from before the connection for one of it', () => {
    const currency = new Currency(at(0), true);
    const before = currency.connection();
    currency.connected();
    currency.read(before, at(500));
    expect(currency.at(at(600))).toEqual({ kind: 'connecting' });
  });

  it('is lost although the display’s clock was set back, and although it slept', () => {
    expect(millisBetween({ wall: 9_000_000, steady: 0 }, { wall: 5_000_000, steady: 10_000 })).toBe(10_000);
    expect(millisBetween({ wall: 0, steady: 0 }, { wall: 3_600_000, steady: 5 })).toBe(3_600_000);
  });

  it('that is lost stands first in the title of the tab', () => {
    expect(titleOf('(2) Ward board', true, 'NOT LIVE')).toBe('⚠ NOT LIVE – (2) Ward board');
    expect(titleOf('(2) Ward board', false, 'NOT LIVE')).toBe('(2) Ward board');
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

import { describe, expect, it } from 'vitest';
import { calendarOf, teamOf, teamsOf } from './decode';
import { idOf, namesOf, peopleOf } from './model';
import { lengthText, plansOf } from './plan';

const TEAM = {
  id: 'ward-a-nurses',
  version: 3,
  changedBy: 'charge',
  changedAt: '2026-11-23T10:00:00Z',
  team: {
    careUnit: 'ward-a',
    name: 'Nurses',
    everyone: ['nina', 'otto'],
    schedules: {
      primary: {
        zone: 'Europe/Berlin',
        layers: [
          {
            name: 'night',
            begins: '2026-11-02T19:00:00',
            turn: { unit: 'days', length: 2 },
            people: ['pia', 'otto'],
            hours: { from: '19:00:00', to: '07:00:00' },
          },
        ],
        exchanges: [],
      },
    },
  },
};

describe('on call', () => {
  it('reads a team with its turns, to the minute as forms take them', () => {
    const [team] = teamsOf({ teams: [TEAM] });
    expect(team?.document.schedules.primary?.layers[0]).toEqual({
      name: 'night',
      begins: '2026-11-02T19:00',
      turn: { unit: 'days', length: 2 },
      people: ['pia', 'otto'],
      hours: { from: '19:00', to: '07:00' },
    });
    expect(team?.document.schedules.buddy).toBeUndefined();
    expect(peopleOf(team!.document)).toEqual(['nina', 'otto', 'pia']);
  });

  it('does not take what it cannot read for a unit without a team', () => {
    expect(() => teamsOf({})).toThrow();
    expect(() => teamOf({ ...TEAM, version: null })).toThrow();
  });

  it('keeps stretches in which nobody is on duty', () => {
    const calendar = calendarOf({
      roles: { buddy: [{ person: null, from: '2026-11-02T06:00:00Z', until: '2026-11-02T18:00:00Z', exchanged: false }] },
    });
    expect(calendar.buddy).toEqual([
      { person: null, from: Date.UTC(2026, 10, 2, 6), until: Date.UTC(2026, 10, 2, 18), exchanged: false },
    ]);
    expect(calendar.primary).toBeUndefined();
  });

  it('takes names as people type them', () => {
    expect(namesOf(' nina, otto ,,pia,')).toEqual(['nina', 'otto', 'pia']);
    expect(idOf('Medical 4A', 'Nurses')).toBe('medical-4a-nurses');
  });
});

describe('plan', () => {
  it('is read as the server sends it', () => {
    const plan = { steps: [{ to: 'primary', afterSeconds: 0 }, { to: 'buddy', afterSeconds: 20 }, {}], repeatEverySeconds: 120, longestPauseSeconds: 600 };
    expect(plansOf({ high: plan, medium: plan, low: { steps: [] } }).high).toEqual({
      steps: [{ to: 'primary', after: 0 }, { to: 'buddy', after: 20 }],
      repeatEvery: 120,
      remindAfter: null,
      longestPause: 600,
    });
    expect(() => plansOf({ high: plan })).toThrow();
  });

  it('says a length as wards do', () => {
    expect([0, 20, 60, 120, 300, 3_600, 14_400, 90].map(lengthText)).toEqual(['0 s', '20 s', '60 s', '2 min', '5 min', '1 h', '4 h', '90 s']);
  });
});

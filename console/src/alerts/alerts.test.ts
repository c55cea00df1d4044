import { describe, expect, it } from 'vitest';
import { announcement } from './announce';
import { alertOf, alertsOf, trailOf } from './decode';
import { withAlert, withList } from './merge';
import { alert } from './alert.fixture';
import type { Alert } from './model';
import { highest, ordered, waiting } from './order';

const acknowledgement = { by: 'sister', at: 1 };
const ids = (alerts: Iterable<Alert>) => [...alerts].map(({ id }) => id);

describe('order', () => {
  it('is unacknowledged, then retrospective, then acknowledged; by priority; newest first', () => {
    const list = [
      alert('acknowledged-high', { acknowledgement, priority: 'high' }),
      alert('retrospective-high', { retrospective: true, priority: 'high' }),
      alert('low', { priority: 'low', startedAt: 9 }),
      alert('medium-old', { startedAt: 1 }),
      alert('medium-new', { startedAt: 2 }),
      alert('high', { priority: 'high' }),
    ];
    expect(ids(ordered(list))).toEqual([
      'high',
      'medium-new',
      'medium-old',
      'low',
      'retrospective-high',
      'acknowledged-high',
    ]);
  });

  it('asks nobody to answer a retrospective alert', () => {
    expect(waiting(alert('a'))).toBe(true);
    expect(waiting(alert('a', { retrospective: true }))).toBe(false);
    expect(waiting(alert('a', { acknowledgement }))).toBe(false);
  });

  it('knows the highest priority', () => {
    expect(highest([alert('a', { priority: 'low' }), alert('b', { priority: 'high' })])).toBe('high');
    expect(highest([])).toBeNull();
  });
});

describe('merge', () => {
  it('takes a resolved alert off the list', () => {
    const current = withAlert(new Map(), alert('a'));
    expect(withAlert(current, alert('a', { open: false, updatedAt: 1 })).size).toBe(0);
  });

  it('does not let an older state undo an acknowledgement', () => {
    const current = withAlert(new Map(), alert('a', { acknowledgement, updatedAt: 2 }));
    expect(withAlert(current, alert('a', { updatedAt: 1 })).get('a')?.acknowledgement).toEqual(
      acknowledgement,
    );
  });

  it('goes by the version where there is one: two changes may share a millisecond', () => {
    const current = withAlert(new Map(), alert('a', { version: 3, updatedAt: 2, title: 'new' }));
    expect(withAlert(current, alert('a', { version: 2, updatedAt: 2, title: 'old' })).get('a')?.title).toBe('new');
    expect(withAlert(current, alert('a', { version: 4, updatedAt: 2, title: 'newer' })).get('a')?.title).toBe('newer');
  });

  it('drops what a new list does not hold, but keeps what the stream told meanwhile', () => {
    const current = new Map([
      ['resolved-unseen', alert('resolved-unseen')],
      ['just-raised', alert('just-raised')],
    ]);
    const next = withList(current, [alert('listed'), alert('just-resolved')], new Set(['just-raised', 'just-resolved']));
    expect(ids(next.values())).toEqual(['listed', 'just-raised']);
  });
});

describe('announcement', () => {
  it('says priority, bed and title', () => {
    expect(announcement([alert('a', { priority: 'high' })])).toBe(
      'New high priority alert, bed A1: SpO₂ low.',
    );
    expect(announcement([alert('a', { bed: null })])).toContain('p1');
  });

  it('counts many and passes over retrospective ones', () => {
    expect(announcement([alert('a'), alert('b')])).toBe('2 new alerts.');
    expect(announcement([alert('a', { retrospective: true })])).toBeNull();
  });
});

describe('trail', () => {
  it('tells whom a call went to, and that nobody was on call', () => {
    const at = '2026-11-23T04:00:00Z';
    expect(
      trailOf([
        { transition: 'CALLED', at, target: 'buddy', staffed: false, priority: 'high' },
        { transition: 'HANDED_OVER', at, by: 'nina', person: 'pia' },
        { at },
      ]),
    ).toMatchObject([
      { to: 'buddy', unstaffed: true, by: null },
      { to: 'pia', unstaffed: false, by: 'nina', priority: null },
    ]);
  });
});

describe('decode', () => {
  const wire = {
    id: 'e1',
    patientId: 'p1',
    condition: 'low-spo2',
    title: 'SpO₂ low',
    priority: 'low',
    state: 'open',
    conditionActive: false,
    startedAt: '2026-11-23T04:00:00Z',
    acknowledgement: { by: 'sister', at: '2026-11-23T04:01:00Z' },
  };

  it('reads an alert as the service sends it', () => {
    expect(alertOf(wire)).toMatchObject({
      id: 'e1',
      priority: 'low',
      open: true,
      conditionActive: false,
      acknowledgement: { by: 'sister', at: Date.parse('2026-11-23T04:01:00Z') },
    });
  });

  it('bears a server that knows nothing of escalation', () => {
    expect(alertOf(wire)).toMatchObject({
      version: null,
      call: null,
      signal: { kind: 'enabled' },
      rejections: [],
      pages: [],
      bundle: null,
      careUnit: null,
    });
  });

  it('reads who is called next, who cannot come, and whether they were reached', () => {
    expect(
      alertOf({
        ...wire,
        version: 4,
        careUnit: 'ward-a',
        rejections: [{ by: 'nina', at: '2026-11-23T04:00:10Z', reason: 'busy' }],
        signal: { state: 'paused', until: '2026-11-23T04:05:00Z', by: 'otto', reason: 'procedure' },
        call: { round: 1, step: 2, steps: 4, since: '2026-11-23T04:00:00Z', nextAt: '2026-11-23T04:01:00Z', nextTo: 'charge-nurse' },
        pages: [{ id: 'p', person: 'nina', target: 'primary', state: 'received', channel: 'console', at: '2026-11-23T04:00:00Z', receivedAt: '2026-11-23T04:00:01Z' }, { id: 'q', person: null, target: 'buddy' }, { person: 'no id' }],
        bundle: 'p',
      }),
    ).toMatchObject({
      version: 4,
      rejections: [{ by: 'nina', reason: 'busy' }],
      signal: { kind: 'paused', by: 'otto', until: Date.parse('2026-11-23T04:05:00Z') },
      call: { step: 2, steps: 4, nextTo: 'charge-nurse', nextAt: Date.parse('2026-11-23T04:01:00Z') },
      pages: [{ person: 'nina', state: 'received' }, { person: null, target: 'buddy' }],
      bundle: 'p',
    });
  });

  it('never takes a signal that it cannot read for a silent one', () => {
    expect(alertOf({ ...wire, signal: { state: 'whatever' } })?.signal.kind).toBe('enabled');
    expect(alertOf({ ...wire, signal: 'off' })?.signal.kind).toBe('enabled');
  });

  it('shows a priority nobody foresaw as high, and skips what is no alert', () => {
    expect(alertOf({ ...wire, priority: 'critical' })?.priority).toBe('high');
    expect(alertsOf([wire, {}, null])).toHaveLength(1);
  });
});

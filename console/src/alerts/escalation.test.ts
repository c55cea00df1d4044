import { describe, expect, it } from 'vitest';
import { alert } from './alert.fixture';
import { clockOf, countdown } from './clock';
import { type Deed, deedsOf, type Person, requestOf, stillMeant } from './deeds';
import { bundled, concerns, seenIn, tally, unitsOf } from './inbox';
import type { AlertPage, Call } from './model';
import { clockWords, pageWords, transitionWord } from './words';

const NOW = 1_000_000;
const acknowledgement = { by: 'nina', at: NOW - 60_000 };
const call = (fields: Partial<Call> = {}): Call => ({
  round: 1,
  step: 1,
  steps: 4,
  since: NOW - 6_000,
  nextAt: NOW + 14_000,
  nextTo: 'buddy',
  nextPerson: null,
  ...fields,
});
const page = (person: string, fields: Partial<AlertPage> = {}): AlertPage => ({
  id: `page-${person}`,
  person,
  target: 'primary',
  state: 'open',
  channel: 'console',
  at: NOW,
  receivedAt: null,
  ...fields,
});
const wordsAt = (fields: Parameters<typeof alert>[1], now = NOW) => clockWords(clockOf(alert('a', fields), now));

describe('escalation clock', () => {
  it('counts to the next step and says whom it calls', () => {
    expect(wordsAt({ call: call() })).toBe('Buddy called in 0:14');
    expect(wordsAt({ call: call() }, NOW + 13_900)).toBe('Buddy called in 0:01');
    expect(wordsAt({ call: call({ nextTo: 'everyone' }) })).toContain('Everyone');
  });

  it('names who is called by name: the alert was handed to them', () => {
    expect(wordsAt({ call: call({ nextTo: null, nextPerson: 'pia' }) })).toBe('pia called in 0:14');
    expect(wordsAt({ call: call({ nextTo: null }) })).toBe('The next called in 0:14');
  });

  it('says that a step is due, and soon that it is overdue: then the escalation itself is in trouble', () => {
    expect(wordsAt({ call: call() }, NOW + 14_000)).toBe('Buddy called now');
    expect(wordsAt({ call: call() }, NOW + 24_000)).toBe('Buddy called now');
    expect(wordsAt({ call: call() }, NOW + 40_000)).toBe('Buddy not called yet: overdue by 0:26');
  });

  it('says when nobody is left to be called', () => {
    expect(wordsAt({ call: call({ step: 4, nextAt: null, nextTo: null }) })).toBe('Nobody else is called. Nobody has accepted.');
  });

  it('tells silence before responsibility: it keeps the next person from being called', () => {
    const signal = { kind: 'paused', until: NOW + 90_000, by: 'otto', reason: 'procedure' } as const;
    expect(wordsAt({ signal, acknowledgement })).toBe(
      'Calls paused for 1:30 by otto: Procedure or care under way',
    );
    expect(wordsAt({ signal: { ...signal, kind: 'off', until: null, by: null, reason: null } })).toBe('Silenced by order');
  });

  it('tells who accepted when they are asked again, and nothing where they are not', () => {
    expect(wordsAt({ acknowledgement, remindAt: NOW + 600_000 })).toBe('Asked again in 10:00 if it goes on');
    expect(wordsAt({ acknowledgement })).toBeNull();
  });

  it('is silent about what an older server does not say, what is over and what is for the record', () => {
    expect(clockOf(alert('a', { version: null }), NOW).kind).toBe('unknown');
    expect(wordsAt({ version: null })).toBeNull();
    expect(wordsAt({ open: false, call: call() })).toBeNull();
    expect(wordsAt({ retrospective: true, call: call() })).toBeNull();
  });

  it('fills the step from the last call, not from the beginning of the round', () => {
    const waitedOf = (pages: readonly AlertPage[]) => {
      const clock = clockOf(alert('a', { call: call({ step: 2, since: NOW - 60_000, nextAt: NOW + 10_000 }), pages }), NOW);
      return clock.kind === 'calling' ? clock.waited : null;
    };
    expect(waitedOf([page('nina', { at: NOW - 60_000 }), page('otto', { at: NOW - 10_000 })])).toBe(0.5);
    expect(waitedOf([])).toBeCloseTo(6 / 7);
  });

  it('counts as a kitchen clock does', () => {
    expect([0, 9, 61, 599, 3_600, 7_505].map(countdown)).toEqual(['0:00', '0:09', '1:01', '9:59', '1:00:00', '2:05:05']);
    expect(countdown(-5)).toBe('0:00');
  });
});

describe('deeds', () => {
  const nurse: Person = { subject: 'nina', mayAct: true, mayOrder: false };
  const charge: Person = { subject: 'carla', mayAct: true, mayOrder: true };

  it('offer acceptance first while nobody has it', () => {
    expect(deedsOf(alert('a'), nurse)).toEqual(['accept', 'reject', 'hand-over', 'pause', 'dispose']);
  });

  it('offer nothing to who may only look, and nothing new to an older server', () => {
    expect(deedsOf(alert('a'), { ...nurse, mayAct: false })).toEqual([]);
    expect(deedsOf(alert('a', { version: null }), charge)).toEqual(['accept']);
    expect(deedsOf(alert('a', { version: null, acknowledgement }), charge)).toEqual([]);
  });

  it('let who has it give it back, and nobody else', () => {
    expect(deedsOf(alert('a', { acknowledgement }), nurse)).toEqual(['reject', 'hand-over', 'pause', 'dispose']);
    expect(deedsOf(alert('a', { acknowledgement }), { ...charge, mayOrder: false })).toEqual(['hand-over', 'pause', 'dispose']);
  });

  it('let who was asked again accept once more', () => {
    const asked = alert('a', { acknowledgement, call: call({ round: 2 }) });
    expect(deedsOf(asked, nurse)[0]).toBe('accept');
    expect(clockOf(asked, NOW).kind).toBe('calling');
    expect(tally([asked]).waiting).toBe(1);
  });

  it('let nobody reject twice in one round', () => {
    const rejections = [{ by: 'nina', at: NOW, reason: 'busy' }];
    expect(deedsOf(alert('a', { rejections }), nurse)).not.toContain('reject');
    expect(deedsOf(alert('a', { rejections }), charge)).toContain('reject');
    expect(deedsOf(alert('a', { rejections, call: call({ round: 2, since: NOW + 1 }) }), nurse)).toContain('reject');
  });

  it('never offer to silence a high alert by order, and that only to charge nurses', () => {
    expect(deedsOf(alert('a', { priority: 'high' }), charge)).not.toContain('switch-off');
    expect(deedsOf(alert('a', { priority: 'low' }), charge)).toContain('switch-off');
    expect(deedsOf(alert('a', { priority: 'low' }), nurse)).not.toContain('switch-off');
  });

  it('close only what has ended, and judge what is closed', () => {
    expect(deedsOf(alert('a'), nurse)).not.toContain('resolve');
    expect(deedsOf(alert('a', { conditionActive: false }), nurse)).toContain('resolve');
    expect(deedsOf(alert('a', { open: false }), nurse)).toEqual(['dispose']);
    const disposition = { code: 'artefact', by: 'nina', at: NOW };
    expect(deedsOf(alert('a', { open: false, disposition }), nurse)).toEqual([]);
  });

  it('are sent as the server reads them', () => {
    expect(requestOf('e 1', { kind: 'accept' })).toEqual({ path: '/api/v1/alerts/e%201/acknowledge', body: undefined });
    expect(requestOf('e', { kind: 'pause', minutes: 5, reason: 'procedure' })).toEqual({
      path: '/api/v1/alerts/e/pause',
      body: { minutes: 5, reason: 'procedure' },
    });
    expect(requestOf('e', { kind: 'switch-off', until: 0, reason: 'known' }).body).toEqual({
      until: '1970-01-01T00:00:00.000Z',
      reason: 'known',
    });
  });

  it('are still meant after a step of the escalation, and not for a graver or another’s alert', () => {
    const accept: Deed = { kind: 'accept' };
    const seen = alert('a', { version: 1, call: call() });
    expect(stillMeant(accept, seen, alert('a', { version: 2, call: call({ step: 2 }) }))).toBe(true);
    expect(stillMeant(accept, seen, alert('a', { version: 2, priority: 'high' }))).toBe(false);
    expect(stillMeant(accept, seen, alert('a', { version: 2, acknowledgement }))).toBe(false);
    expect(stillMeant(accept, seen, alert('a', { version: 2, open: false }))).toBe(false);
    const ended = alert('a', { conditionActive: false });
    expect(stillMeant({ kind: 'resolve' }, ended, alert('a', { conditionActive: true }))).toBe(false);
  });
});

describe('inbox', () => {
  it('shows me what I am called for and what I have', () => {
    expect(concerns(alert('a', { pages: [page('nina')] }), 'nina')).toBe(true);
    expect(concerns(alert('a', { pages: [page('nina', { state: 'received' })] }), 'nina')).toBe(true);
    expect(concerns(alert('a', { pages: [page('nina', { state: 'withdrawn' })] }), 'nina')).toBe(false);
    expect(concerns(alert('a', { acknowledgement }), 'nina')).toBe(true);
    expect(concerns(alert('a', { acknowledgement, pages: [page('otto', { state: 'received' })] }), 'otto')).toBe(false);
    expect(concerns(alert('a', { pages: [page('nina')] }), null)).toBe(false);
  });

  it('hides nothing whose unit nobody knows', () => {
    const inA = seenIn('unit', 'ward-a', null);
    expect([alert('a'), alert('b', { careUnit: null }), alert('c', { careUnit: 'ward-b' })].filter(inA).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('keeps what one page told of together, where the first of them stands', () => {
    const groups = bundled([
      alert('low', { bundle: 'p', priority: 'low', startedAt: 1 }),
      alert('high', { bundle: 'p', priority: 'high' }),
      alert('alone', { startedAt: 9 }),
      alert('other-patient', { bundle: 'p', patientId: 'p2', priority: 'low' }),
    ]);
    expect(groups.map(({ alerts }) => alerts.map(({ id }) => id))).toEqual([['high', 'low'], ['alone'], ['other-patient']]);
  });

  it('takes out of its bundle what somebody accepted', () => {
    expect(bundled([alert('a', { bundle: 'p' }), alert('b', { bundle: 'p', acknowledgement })])).toHaveLength(2);
  });

  it('counts what waits, and lists the units', () => {
    expect(tally([alert('a'), alert('b', { acknowledgement, priority: 'high' })])).toEqual({ waiting: 1, highest: 'medium', total: 2 });
    expect(unitsOf([alert('a', { careUnit: 'B' }), alert('b', { careUnit: 'A' }), alert('c', { careUnit: null })])).toEqual(['A', 'B']);
  });
});

describe('words', () => {
  it('say whether a call reached somebody', () => {
    expect(pageWords(page('nina'), NOW)).toEqual({ text: 'no receipt yet by console', grade: 'warning' });
    expect(pageWords(page('nina', { state: 'unreachable' }), NOW).grade).toBe('warning');
    expect(pageWords(page('nina', { state: 'received', receivedAt: NOW }), NOW).text).toMatch(/^received by console at \d\d:\d\d$/);
  });

  it('name what happened, also what nobody foresaw', () => {
    expect(transitionWord('CONDITION_ENDED')).toBe('Condition ended');
    expect(transitionWord('moved-elsewhere')).toBe('Moved elsewhere');
  });
});

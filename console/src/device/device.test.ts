import { describe, expect, it } from 'vitest';
import { gapText, ledgerText } from './continuity';
import { associationsOf, bootsOf, entryOf, eventsOf } from './decode';
import { eventWords } from './eventWords';
import type { Boot } from './model';
import { signName } from './signName';

/** As GET /api/v1/devices/{id} answers. */
const ENTRY = {
  id: 'pump-7',
  model: 'infusion-pump',
  type: 'infusion-pump',
  state: 'SUSPENDED',
  topic: 'vitalwire/v1/pump-7/readings',
  registeredAt: '2026-11-01T10:00:00Z',
  udi: '(01)09506000134352(21)SN7',
  serial: 'SN7',
  lot: null,
  firmware: '2.1',
  certificateExpiresAt: '2027-11-01T10:00:00Z',
  certificates: [
    { serial: '01', issuedAt: '2025-11-01T10:00:00Z', revokedAt: '2026-01-01T00:00:00Z', reason: 'lost' },
    { serial: '02', issuedAt: '2026-11-01T10:00:00Z', notAfter: '2027-11-01T10:00:00Z', revokedAt: null },
  ],
};

const BOOT: Boot = {
  boot: 'b7',
  expected: 10_000,
  received: 9_998,
  duplicates: 0,
  missing: 2,
  run: 1,
  refused: 0,
  settledGaps: 0,
  gaps: [
    { from: 4_711, to: 4_711, count: 1, noticedAt: null },
    { from: 5_002, to: 5_002, count: 1, noticedAt: null },
  ],
  startedAt: null,
  lastAt: null,
};

describe('registry entry', () => {
  it('has its newest certificate first', () => {
    const entry = entryOf(ENTRY);
    expect(entry).toMatchObject({ id: 'pump-7', state: 'SUSPENDED', lot: null });
    expect(entry.certificates.map(({ serial }) => serial)).toEqual(['02', '01']);
    expect(entry.certificates[1]).toMatchObject({ reason: 'lost', notAfter: null });
  });

  it('needs an id and nothing else', () => {
    expect(entryOf({ id: 'x' })).toMatchObject({ state: 'UNKNOWN', certificates: [], udi: null });
    expect(() => entryOf({})).toThrow();
    expect(() => entryOf(null)).toThrow();
  });
});

describe('events', () => {
  it('are read in whichever case they are written', () => {
    const [event] = eventsOf([
      {
        id: 'e1',
        deviceId: null,
        kind: 'DEVICES_LOST_TOGETHER',
        phase: 'STARTED',
        severity: 'PROBLEM',
        at: '2026-11-23T08:00:00Z',
        detail: 'Switch 4A',
        occurrence: 'o',
        devices: ['a', 'b', 'c'],
      },
    ]);
    expect(event).toMatchObject({ phase: 'started', severity: 'problem', devices: 3 });
    if (event !== undefined) {
      expect(eventWords(event)).toBe('Many devices lost together (3 devices): began');
    }
  });

  it('of a kind that this console does not know are told all the same', () => {
    const [event] = eventsOf([{ kind: 'lens-dirty', phase: 'ended' }]);
    if (event === undefined) throw new Error('left out');
    expect(eventWords(event)).toBe('lens dirty: over');
    expect(event).toMatchObject({ severity: 'information', at: null });
  });
});

describe('continuity', () => {
  it('is told as a ledger', () => {
    expect(ledgerText(BOOT)).toBe('Expected 10,000, received 9,998, missing 2 at 4,711 and 5,002');
    expect(ledgerText({ ...BOOT, missing: 0, received: 10_000, gaps: [] })).toBe(
      'Expected 10,000, received 10,000, none missing',
    );
  });

  it('names the first gaps and counts the rest', () => {
    const gaps = [1, 3, 5, 7, 9].map((from) => ({ from, to: from, count: 1, noticedAt: null }));
    expect(ledgerText({ ...BOOT, missing: 5, gaps })).toContain('at 1, 3, 5 and 2 more places');
    expect(gapText({ from: 10, to: 1_200, count: 1_191, noticedAt: null })).toBe('10–1,200');
  });

  it('tells what was refused, and what nobody can place any more', () => {
    expect(ledgerText({ ...BOOT, refused: 8, missing: 5, settledGaps: 3 })).toBe(
      'Expected 10,000, received 9,998, refused 8, missing 5 at 4,711, 5,002 and 3 at places no longer known',
    );
    expect(ledgerText({ ...BOOT, missing: 3, gaps: [], settledGaps: 3 })).toContain(
      'missing 3 at places that are no longer known',
    );
  });

  it('claims no number that was not told', () => {
    expect(ledgerText({ ...BOOT, expected: null, received: null, missing: null })).toBe(
      'Nothing counted',
    );
  });

  it('is read with the newest boot first, a gap of one message without an end', () => {
    const boots = bootsOf({
      deviceId: 'x',
      boots: [
        { boot: 'a', lastAt: '2026-11-22T00:00:00Z', gaps: [{ from: 4 }] },
        { boot: 'b', lastAt: '2026-11-23T00:00:00Z' },
      ],
    });
    expect(boots.map(({ boot }) => boot)).toEqual(['b', 'a']);
    expect(boots[1]?.gaps).toEqual([{ from: 4, to: 4, count: 1, noticedAt: null }]);
    expect(() => bootsOf({})).toThrow();
  });
});

describe('associations', () => {
  it('have the newest first and are open without an end', () => {
    const periods = associationsOf([
      { id: '1', patientId: 'P1', from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' },
      { id: '2', patientId: 'P2', from: '2026-11-21T00:00:00Z', to: null, method: 'scan' },
      { id: '3' },
    ]);
    expect(periods.map(({ id }) => id)).toEqual(['2', '1']);
    expect(periods[0]).toMatchObject({ to: null, method: 'scan' });
  });
});

it('signs are called as people call them', () => {
  expect(signName('ecg-lead-ii')).toBe('ECG II');
  expect(signName('ecg-lead-v5')).toBe('ECG V5');
  expect(signName('ecg-lead-avr')).toBe('ECG aVR');
  expect(signName('arterial-pressure-wave')).toBe('Arterial pressure');
  expect(signName('spo2')).toBe('SpO₂');
});

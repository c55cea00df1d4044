import { describe, expect, it } from 'vitest';
import { traceOf } from './decode';
import { payloadOf, sized } from './payload';

describe('explanation', () => {
  it('is read as the service answers it', () => {
    const trace = traceOf({
      codec: 'ble-gatt',
      model: 'ble-oximeter',
      device: null,
      accepted: true,
      steps: [
        { step: 'Flags', outcome: 'TAKEN', detail: '0x00' },
        { step: 'Energy', outcome: 'SKIPPED', detail: null },
        { step: 'Odd', outcome: 'GUESSED' },
      ],
      readings: [
        {
          measuredAt: '2026-11-23T08:00:00Z',
          lane: 'LIVE',
          clockQuality: 'SYNCHRONISED',
          sequence: 12,
          boot: 'b7',
          patientId: null,
          values: [
            { sign: 'spo2', value: 97, unit: '%', flags: [] },
            { sign: 'consciousness', value: 'A', unit: '', flags: ['IMPLAUSIBLE'] },
            { sign: 'no-value' },
          ],
        },
      ],
      faults: [{ code: 'NO_VALUE', number: 1012, reason: 'pulse rate is NaN' }],
    });
    expect(trace.steps.map(({ outcome }) => outcome)).toEqual(['taken', 'skipped']);
    expect(trace.readings[0]).toMatchObject({ sequence: '12', boot: 'b7', patientId: null });
    expect(trace.readings[0]?.values).toHaveLength(2);
    expect(trace.faults[0]).toEqual({ code: 'NO_VALUE', number: 1012, reason: 'pulse rate is NaN' });
  });

  it('is not made up where the answer does not say whether it was accepted', () => {
    expect(() => traceOf({ steps: [] })).toThrow();
    expect(() => traceOf(null)).toThrow();
    expect(traceOf({ accepted: false })).toMatchObject({ steps: [], readings: [], faults: [] });
  });
});

describe('payload', () => {
  const bytesOf = (kind: 'text' | 'hex', text: string) => {
    const payload = payloadOf(kind, text);
    return payload.kind === 'bytes' ? [...payload.bytes] : payload.reason;
  };

  it('of text is UTF-8 as it stands', () => {
    expect(bytesOf('text', ' é\n')).toEqual([0x20, 0xc3, 0xa9, 0x0a]);
  });

  it('of hex is read with whatever separators it was copied with', () => {
    for (const text of ['16480a', '16 48 0A', '0x16, 0x48, 0x0a', '16:48:0a', '16-48\n0a']) {
      expect(bytesOf('hex', text)).toEqual([0x16, 0x48, 0x0a]);
    }
  });

  it('that cannot be meant is not sent', () => {
    expect(bytesOf('hex', '16 4')).toBe('The last byte has one hex digit only.');
    expect(bytesOf('hex', '16 gg')).toBe('“g” is no hex digit.');
    expect(bytesOf('text', '')).toBe('The payload is empty.');
    expect(sized(new Uint8Array(262_145)).kind).toBe('unreadable');
    expect(sized(new Uint8Array(262_144)).kind).toBe('bytes');
  });
});

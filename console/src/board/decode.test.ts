import { expect, it } from 'vitest';
import { boardOf } from './decode';

const AS_OF = Date.parse('2026-11-23T04:00:00Z');

function only(row: object) {
  const message = boardOf({ asOf: '2026-11-23T04:00:00Z', patients: [row] }, 0);
  const [patient] = message.patients;
  if (patient === undefined) throw new Error('no patient');
  return patient;
}

it('reads a row as the service sends it', () => {
  const patient = only({
    patientId: 'p1',
    displayName: 'Test Patient',
    birthDate: '1951-03-07',
    bed: 'A1',
    careUnit: '4A',
    synthetic: true,
    connected: false,
    vitals: {
      'heart-rate': {
        value: 72,
        unit: '/min',
        time: '2026-11-23T03:59:57Z',
        ageSeconds: 3,
        flags: ['OUT_OF_DEVICE_RANGE'],
      },
      consciousness: { value: 'A', unit: '', ageSeconds: 60 },
    },
    score: null,
    trend: { spo2: [{ time: '2026-11-23T03:50:00Z', value: 97 }] },
  });
  expect(patient.connected).toBe(false);
  expect(patient.vitals['heart-rate']).toEqual({
    value: 72,
    unit: '/min',
    measuredAt: AS_OF - 3_000,
    flags: ['out-of-device-range'],
  });
  expect(patient.vitals['consciousness']?.measuredAt).toBe(AS_OF - 60_000);
  expect(patient.trend['spo2']).toEqual([{ time: AS_OF - 600_000, value: 97 }]);
});

it('drops a value without a time rather than show it as new', () => {
  expect(only({ patientId: 'p1', vitals: { spo2: { value: 97, unit: '%' } } }).vitals).toEqual({});
});

it('drops null and non-finite values and survives members of the wrong kind', () => {
  const patient = only({
    patientId: 'p1',
    vitals: { spo2: { value: null, ageSeconds: 1 }, 'heart-rate': 72, temperature: null },
    trend: [],
    score: 'none',
    connected: 'yes',
  });
  expect(patient.vitals).toEqual({});
  expect(patient.score).toBeNull();
  expect(patient.connected).toBeNull();
});

it('skips rows without a patient', () => {
  expect(boardOf({ patients: [{}, null, { patientId: 'p1' }] }, 0).patients).toHaveLength(1);
  expect(boardOf(null, 42)).toEqual({ asOf: 42, patients: [], left: [] });
});

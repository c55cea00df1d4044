import { describe, expect, it } from 'vitest';
import { heldMessagesOf, patientsOf } from './decode';
import { chosen } from './model';

const patients = patientsOf([
  { patientId: 'P10', displayName: 'Berta Beispiel', careUnit: 'B', bed: '2', synthetic: false },
  { patientId: 'P2', displayName: null, careUnit: 'A', bed: '10' },
  { patientId: 'P3', displayName: 'Anna Muster', careUnit: 'A', bed: '9', dischargedAt: null, mergedInto: null },
  { patientId: 'P4', displayName: 'Gone', careUnit: 'A', bed: null, dischargedAt: '2026-11-24T08:00:00Z' },
  { patientId: 'P5', displayName: 'Merged', careUnit: 'A', mergedInto: 'P3' },
  { displayName: 'Nobody' },
]);
const ids = (choice: { unit?: string; all?: boolean; text?: string }) =>
  chosen(patients, { unit: choice.unit ?? null, all: choice.all ?? false, text: choice.text ?? '' }).map(({ patientId }) => patientId);

describe('the census', () => {
  it('shows who is here, by unit and bed as people count them', () => {
    expect(ids({})).toEqual(['P3', 'P2', 'P10']);
    expect(ids({ unit: 'A' })).toEqual(['P3', 'P2']);
  });

  it('shows who has left or is one with another when that is asked for', () => {
    expect(ids({ all: true })).toEqual(['P3', 'P2', 'P4', 'P5', 'P10']);
  });

  it('is searched by name, id and bed', () => {
    expect(ids({ text: ' muster ' })).toEqual(['P3']);
    expect(ids({ text: 'p10' })).toEqual(['P10']);
    expect(ids({ text: '10' })).toEqual(['P2', 'P10']);
  });

  it('that is not told is no empty one', () => {
    expect(() => patientsOf(null)).toThrow();
  });
});

describe('messages that wait', () => {
  it('tell what is wrong and never what they say', () => {
    const [message] = heldMessagesOf([
      { id: 7, receivedAt: '2026-11-24T08:00:00Z', sender: 'KIS', controlId: 'M1', trigger: 'A40', reason: 'no survivor', place: 'MRG-1', payload: 'MSH|' },
      { sender: 'no id' },
    ]);
    expect(message).toEqual({ id: 7, receivedAt: Date.parse('2026-11-24T08:00:00Z'), sender: 'KIS', controlId: 'M1', trigger: 'A40', reason: 'no survivor', place: 'MRG-1' });
  });
});

import { describe, expect, it } from 'vitest';
import { appended, type Patients, withChanges, withSnapshot } from './merge';
import type { Patient, TrendPoint } from './model';
import { patient, vital } from './patient.fixture';

const board = (...patients: Patient[]): Patients =>
  new Map(patients.map((row) => [row.patientId, row]));

describe('board', () => {
  it('keeps the trend when a changed row comes without one', () => {
    const trend = { spo2: [{ time: 1_000, value: 97 }] };
    const current = board(patient('a', { trend, asOf: 1_000 }));
    const next = withChanges(current, {
      asOf: 40_000,
      left: [],
      patients: [patient('a', { asOf: 40_000, vitals: { spo2: vital(95, 39_000) } })],
    });
    expect(next.get('a')?.trend['spo2']).toEqual([
      { time: 1_000, value: 97 },
      { time: 39_000, value: 95 },
    ]);
  });

  it('does not draw a flagged value into the trend', () => {
    const next = withChanges(board(), {
      asOf: 1,
      left: [],
      patients: [patient('a', { vitals: { spo2: vital(41, 1, ['artefact']) } })],
    });
    expect(next.get('a')?.trend['spo2']).toBeUndefined();
  });

  it('takes off who is on no device any more', () => {
    const current = board(patient('gone', { asOf: 1 }), patient('stays', { asOf: 1 }));
    const next = withChanges(current, { asOf: 2, patients: [], left: ['gone'] });
    expect([...next.keys()]).toEqual(['stays']);
  });

  it('ignores a change older than what it has', () => {
    const current = board(patient('a', { bed: 'new', asOf: 5 }));
    const next = withChanges(current, { asOf: 4, left: [], patients: [patient('a', { bed: 'old', asOf: 4 })] });
    expect(next.get('a')?.bed).toBe('new');
  });

  it('forgets who is not in a later snapshot', () => {
    const current = board(patient('gone', { asOf: 1 }), patient('stays', { asOf: 1 }));
    const next = withSnapshot(current, { asOf: 2, left: [], patients: [patient('stays', { asOf: 2 })] });
    expect([...next.keys()]).toEqual(['stays']);
  });

  it('keeps what the stream told after the snapshot was taken', () => {
    const current = board(patient('a', { bed: 'live', asOf: 3 }), patient('new', { asOf: 3 }));
    const next = withSnapshot(current, { asOf: 2, left: [], patients: [patient('a', { bed: 'old', asOf: 2 })] });
    expect(next.get('a')?.bed).toBe('live');
    expect(next.has('new')).toBe(true);
  });
});

describe('trend', () => {
  it('stays thin when a value comes every second for half an hour', () => {
    let points: readonly TrendPoint[] = [];
    for (let second = 0; second <= 1_800; second++) {
      points = appended(points, { time: second * 1_000, value: second });
    }
    expect(points.length).toBeLessThanOrEqual(64);
    expect(points.at(-1)?.time).toBe(1_800_000);
    const steps = points.slice(1).map(({ time }, index) => time - (points[index]?.time ?? 0));
    expect(Math.max(...steps)).toBeLessThan(60_000);
  });

  it('keeps a gap as a gap', () => {
    const points = appended([{ time: 0, value: 1 }], { time: 600_000, value: 2 });
    expect(points).toHaveLength(2);
  });

  it('forgets what is older than it shows', () => {
    expect(appended([{ time: 0, value: 1 }], { time: 3_600_000, value: 2 })).toHaveLength(1);
  });
});

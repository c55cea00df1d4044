import { describe, expect, it } from 'vitest';
import { UnreadableAnswer } from '../wire/json';
import { storageOf } from './model';
import { storageProblems } from './problems';
import { bytesText, daysText, periodText, rowsText } from './words';

const NOW = '2026-11-23T12:00:00Z';
const before = (millis: number) => new Date(Date.parse(NOW) - millis).toISOString();
const well = {
  at: NOW,
  timescale: null,
  database: '18.6',
  rowsPerSecond: 41.7,
  lagMessages: 3,
  lagSeconds: 0.3,
  oldest: before(86_400_000),
  newest: before(900),
  databaseBytes: 61_300_000_000,
  tables: [{ name: 'vital_sample', rows: 1, bytes: 8_192, partitions: 3, oldestPartition: before(86_400_000), compressedPartitions: null }],
  disk: { totalBytes: 100, freeBytes: 60, bytesPerDay: 1, daysLeft: 60 },
  rollUps: { due: 0, oldestDue: null },
  retention: [{ table: 'vital_sample', keep: 'P365D', lastRun: before(3_600_000), lastDropped: 0 }],
};
const problems = (changes: object) => storageProblems(storageOf({ ...well, ...changes })).map(({ grade, text }) => `${grade}: ${text}`);

describe('storage', () => {
  it('that is well has no problems', () => {
    expect(problems({})).toEqual([]);
  });

  it('keeps zero and unknown apart', () => {
    const { lagMessages, lagSeconds, disk } = storageOf({ ...well, lagMessages: 0, lagSeconds: null, disk: {} });
    expect([lagMessages, lagSeconds, disk.daysLeft]).toEqual([0, null, null]);
    expect(problems({ lagSeconds: null, lagMessages: null, disk: {}, newest: null })).toEqual([]);
  });

  it('is not made up when the answer says nothing', () => {
    expect(() => storageOf({})).toThrow(UnreadableAnswer);
  });

  it('warns of a disk that fills, and worst things come first', () => {
    expect(problems({ disk: { totalBytes: 100, freeBytes: 3, bytesPerDay: 0.2, daysLeft: 14.7 } })).toEqual([
      'error: Less than 5 % of the disk is free.',
      'warning: The disk is full in 14 days if it goes on like this.',
    ]);
    expect(problems({ disk: { daysLeft: 0.4 } })[0]).toContain('error: The disk is full in less than a day');
  });

  it('warns of what is behind', () => {
    expect(problems({ lagSeconds: 75 })[0]).toMatch(/^error: What is stored is 1 min 15 s behind/);
    expect(problems({ lagSeconds: 12 })[0]).toMatch(/^warning/);
    expect(problems({ lagSeconds: null, lagMessages: 5 })[0]).toMatch(/^error: Readings wait, and none was stored/);
    expect(problems({ lagSeconds: null, lagMessages: 0 })).toEqual([]);
    expect(problems({ newest: before(3_600_000) })[0]).toContain('Nothing newer than 1 h 00 min');
    expect(problems({ rollUps: { due: 5, oldestDue: before(16 * 60_000) } })[0]).toContain('due for 16 min');
    expect(problems({ retention: [{ table: 'score', keep: 'P1Y', lastRun: before(30 * 3_600_000), lastDropped: 0 }] })[0]).toContain('score');
  });
});

describe('words', () => {
  it('tell sizes and counts', () => {
    expect([0, 999, 8_192, 61_300_000_000, 999_960, 107_000_000_000].map(bytesText)).toEqual(['0 bytes', '999 bytes', '8.2 kB', '61.3 GB', '1.0 MB', '107 GB']);
    expect([88_000, 5_200_000, 312_000_000, 2_100_000_000].map(rowsText)).toEqual(['88,000', '5.2 million', '312 million', '2.1 billion']);
  });

  it('tell periods', () => {
    expect(['P365D', 'P1Y6M', 'PT12H', 'P7D', 'soon'].map(periodText)).toEqual(['365 days', '1 year 6 months', '12 hours', '7 days', 'soon']);
    expect([0.2, 1.9, 14.7, 99_999].map(daysText)).toEqual(['less than a day', '1 day', '14 days', 'more than 10 years']);
  });
});

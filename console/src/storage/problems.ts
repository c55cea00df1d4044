import { ageText } from '../board/age';
import type { Grade } from '../layout/Mark';
import type { Storage } from './model';
import { daysText } from './words';

export interface StorageProblem {
  readonly grade: Extract<Grade, 'warning' | 'error'>;
  readonly text: string;
}

/** A disk is ordered within a month, and mounted within a week. */
const DAYS_WARNING = 30;
const DAYS_ERROR = 7;
/** Seconds from measured to stored. */
const LAG_WARNING = 10;
const LAG_ERROR = 60;
const ROLL_UP_WARNING = 15 * 60_000;
/** It runs each hour or each day. */
const RETENTION_WARNING = 26 * 3_600_000;
const SILENCE_WARNING = 5 * 60_000;

/** The server knows no lag where readings wait and nothing is stored: the worst of all lags. */
export function stalled({ lagMessages, lagSeconds }: Storage): boolean {
  return lagSeconds === null && lagMessages !== null && lagMessages > 0;
}

/** What somebody must do something about, worst first. */
export function storageProblems(storage: Storage): readonly StorageProblem[] {
  const problems: StorageProblem[] = [];
  const add = (grade: StorageProblem['grade'], text: string) => problems.push({ grade, text });
  const { disk, lagSeconds, at } = storage;

  if (disk.daysLeft !== null && disk.daysLeft < DAYS_WARNING) {
    add(
      disk.daysLeft < DAYS_ERROR ? 'error' : 'warning',
      `The disk is full in ${daysText(disk.daysLeft)} if it goes on like this.`,
    );
  }
  if (disk.totalBytes !== null && disk.freeBytes !== null && disk.freeBytes < disk.totalBytes * 0.05) {
    add('error', 'Less than 5 % of the disk is free.');
  }
  if (lagSeconds !== null && lagSeconds >= LAG_WARNING) {
    add(
      lagSeconds >= LAG_ERROR ? 'error' : 'warning',
      `What is stored is ${ageText(Math.floor(lagSeconds))} behind what has arrived: boards and charts are, too.`,
    );
  }
  if (stalled(storage)) {
    add('error', 'Readings wait, and none was stored in the last minute: boards and charts stand still.');
  }
  if (storage.newest !== null && at - storage.newest > SILENCE_WARNING) {
    add('warning', `Nothing newer than ${ageText(Math.floor((at - storage.newest) / 1_000))} is stored.`);
  }
  if (storage.oldestDue !== null && at - storage.oldestDue > ROLL_UP_WARNING) {
    add(
      'warning',
      `Roll-ups have been due for ${ageText(Math.floor((at - storage.oldestDue) / 1_000))}: long charts are slower, not wrong.`,
    );
  }
  for (const { table, lastRun } of storage.retention) {
    if (lastRun !== null && at - lastRun > RETENTION_WARNING) {
      add('warning', `Retention of ${table} has not run for ${ageText(Math.floor((at - lastRun) / 1_000))}.`);
    }
  }
  return problems.sort((a, b) => Number(b.grade === 'error') - Number(a.grade === 'error'));
}

import type { Grade } from '../layout/Mark';
import type { ReplayOutcome } from './model';

export const OUTCOME_WORDS: Readonly<Record<ReplayOutcome, string>> = {
  accepted: 'Accepted',
  partly: 'In part',
  rejected: 'Refused again',
};

export const OUTCOME_GRADES: Readonly<Record<ReplayOutcome, Grade>> = {
  accepted: 'good',
  partly: 'warning',
  rejected: 'error',
};

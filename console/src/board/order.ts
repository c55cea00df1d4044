import type { Patient, Risk } from './model';
import { scoreView } from './score';

export type Order = 'risk' | 'bed';

const RANKS: Readonly<Record<Risk, number>> = { high: 5, medium: 4, 'low-medium': 3, low: 0 };
/** Not knowing is not the same as low: above a complete low score, below a known higher one. */
const UNKNOWN_RANK = 1;
const INCOMPLETE_LOW_RANK = 2;

export function ordered(patients: readonly Patient[], order: Order): readonly Patient[] {
  return [...patients].sort(order === 'bed' ? byBed : byRisk);
}

function byRisk(left: Patient, right: Patient): number {
  return (
    rankOf(right) - rankOf(left) || pointsOf(right) - pointsOf(left) || byBed(left, right)
  );
}

function rankOf(patient: Patient): number {
  const view = scoreView(patient.score);
  switch (view.kind) {
    case 'total':
      return RANKS[view.risk];
    case 'incomplete':
      if (view.riskAtLeast === null) return UNKNOWN_RANK;
      return view.riskAtLeast === 'low' ? INCOMPLETE_LOW_RANK : RANKS[view.riskAtLeast];
    case 'none':
      return UNKNOWN_RANK;
  }
}

function pointsOf(patient: Patient): number {
  const view = scoreView(patient.score);
  switch (view.kind) {
    case 'total':
      return view.total;
    case 'incomplete':
      return view.atLeast ?? 0;
    case 'none':
      return 0;
  }
}

const NATURAL = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Bed 2 before bed 10; patients without a bed last. */
function byBed(left: Patient, right: Patient): number {
  if (left.bed !== null && right.bed !== null && left.bed !== right.bed) {
    return NATURAL.compare(left.bed, right.bed);
  }
  if ((left.bed === null) !== (right.bed === null)) return left.bed === null ? 1 : -1;
  return NATURAL.compare(left.patientId, right.patientId);
}

export function unitsOf(patients: Iterable<Patient>): readonly string[] {
  const units = new Set<string>();
  for (const { careUnit } of patients) if (careUnit !== null) units.add(careUnit);
  return [...units].sort(NATURAL.compare);
}

import type { Patient } from '../board/model';
import type { Entry, Overview, Standing } from './model';

/** Whom a policy is for, in words. */
export function scopeWords(scope: string, names: ReadonlyMap<string, Patient>): string {
  if (scope === 'organisation') return 'Organisation';
  if (scope.startsWith('unit:')) return `Unit ${scope.slice(5)}`;
  const id = scope.replace(/^patient:/, '');
  const patient = names.get(id);
  return patient === undefined ? `Patient ${id}` : `${patient.displayName ?? 'Name not known'}, bed ${patient.bed ?? '–'}, ID ${id}`;
}

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  IN_FORCE: 'In force',
  PENDING: 'To come',
  SUPERSEDED: 'Replaced',
  EXPIRED: 'Expired',
  WITHDRAWN: 'Withdrawal',
  UNKNOWN: 'Not known',
};

/** A candidate is never called "in force": it calls nobody. */
export function standingWords({ standing, shadow }: Entry): string {
  return shadow && standing === 'IN_FORCE' ? 'On trial' : STANDING_WORDS[standing];
}

const RANKS: Readonly<Record<string, number>> = { organisation: 0, unit: 1, patient: 2 };

/** The widest scope first, and what is in force before what is to come. */
export function inOrder(entries: readonly Entry[]): readonly Entry[] {
  const rank = ({ scope }: Entry) => RANKS[scope.split(':')[0] ?? ''] ?? 3;
  const state = ({ standing, shadow }: Entry) => (standing === 'IN_FORCE' ? 0 : standing === 'PENDING' ? 2 : 4) + (shadow ? 1 : 0);
  return [...entries].sort((a, b) => rank(a) - rank(b) || a.scope.localeCompare(b.scope) || state(a) - state(b));
}

/** What counts for a scope now, to begin with: its own, else that of the unit, the organisation, or ours. */
export function startingPoint(overview: Overview, scope: string, unit: string | null) {
  const inForce = (of: string) =>
    overview.entries.find((entry) => entry.scope === of && entry.standing === 'IN_FORCE' && !entry.shadow)?.policy;
  return (
    inForce(scope) ??
    (unit === null ? undefined : inForce(`unit:${unit}`)) ??
    inForce('organisation') ??
    overview.shipped.find(({ inForceByDefault }) => inForceByDefault)?.policy ??
    {}
  );
}

/** The newest decision about a scope, also a withdrawal; 0 before the first. */
export function newestVersion(overview: Overview, scope: string): number {
  return overview.versions.get(scope) ?? 0;
}

/** As the server tags a scope: what was decided about it meanwhile must not be overwritten unseen. */
export function tagOf(version: number): string {
  return `"${version}"`;
}

export function policyPath(scope: string): string {
  return `/api/v1/policies/${encodeURIComponent(scope)}`;
}

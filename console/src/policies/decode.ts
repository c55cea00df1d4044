import { asInstant, asList, asNumber, asObject, asText, UnreadableAnswer } from '../wire/json';
import type { Entry, Overview, Standing } from './model';

/** Reads the answer of GET /api/v1/policies. */
export function overviewOf(value: unknown): Overview {
  const answer = asObject(value);
  return {
    entries: asList(answer['policies']).map(entryOf),
    versions: new Map(
      Object.entries(asObject(answer['versions'])).flatMap(([scope, version]) => {
        const number = asNumber(version);
        return number === null ? [] : [[scope, number] as const];
      }),
    ),
    shipped: asList(answer['shipped']).map((each) => {
      const raw = asObject(each);
      return {
        id: asText(raw['id']) ?? '',
        description: asText(raw['description']) ?? '',
        inForceByDefault: raw['inForceByDefault'] === true,
        policy: asObject(raw['policy']),
      };
    }),
  };
}

/** Reads the answer of GET /api/v1/policies/history. */
export function historyOf(value: unknown): readonly Entry[] {
  return asList(asObject(value)['decisions']).map(entryOf);
}

/** An entry that cannot be read must not be missing from what is in force without a word. */
export function entryOf(value: unknown): Entry {
  const raw = asObject(value);
  const scope = asText(raw['scope']);
  const id = asText(raw['id']);
  if (scope === null || id === null) throw new UnreadableAnswer();
  return {
    scope,
    id,
    version: asNumber(raw['version']),
    author: asText(raw['author']) ?? 'not known',
    reason: asText(raw['reason']) ?? '',
    effectiveFrom: asInstant(raw['effectiveFrom']),
    expiresAt: asInstant(raw['expiresAt']),
    owner: asText(raw['owner']),
    standing: standingOf(raw['state']),
    shadow: raw['shadow'] === true,
    policy: typeof raw['policy'] === 'object' && raw['policy'] !== null ? asObject(raw['policy']) : null,
  };
}

function standingOf(value: unknown): Standing {
  switch (value) {
    case 'IN_FORCE':
    case 'PENDING':
    case 'SUPERSEDED':
    case 'EXPIRED':
    case 'WITHDRAWN':
      return value;
    default:
      return 'UNKNOWN';
  }
}

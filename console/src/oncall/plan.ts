import { asList, asNumber, asObject, asText } from '../wire/json';

/** When whom, of one priority; seconds from the beginning of the round. */
export interface Plan {
  readonly steps: readonly { readonly to: string; readonly after: number }[];
  /** Null where the last step does not come again. */
  readonly repeatEvery: number | null;
  /** Null where who accepted is not asked again. */
  readonly remindAfter: number | null;
  readonly longestPause: number | null;
}

export interface Plans {
  readonly high: Plan;
  readonly medium: Plan;
  readonly low: Plan;
}

/** Reads the answer of GET /api/v1/on-call/plan. */
export function plansOf(value: unknown): Plans {
  const raw = asObject(value);
  return { high: planOf(raw['high']), medium: planOf(raw['medium']), low: planOf(raw['low']) };
}

function planOf(value: unknown): Plan {
  const raw = asObject(value);
  return {
    steps: asList(raw['steps']).flatMap((each) => {
      const step = asObject(each);
      const to = asText(step['to']);
      return to === null ? [] : [{ to, after: asNumber(step['afterSeconds']) ?? 0 }];
    }),
    repeatEvery: asNumber(raw['repeatEverySeconds']),
    remindAfter: asNumber(raw['remindAfterSeconds']),
    longestPause: asNumber(raw['longestPauseSeconds']),
  };
}

/** A length as a plan says it: 20 s, 2 min, 4 h. */
export function lengthText(seconds: number): string {
  if (seconds >= 3_600 && seconds % 3_600 === 0) return `${seconds / 3_600} h`;
  if (seconds >= 120 && seconds % 60 === 0) return `${seconds / 60} min`;
  return `${seconds} s`;
}

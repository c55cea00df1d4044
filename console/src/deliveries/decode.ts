import { asArray, asInstant, asList, asNumber, asObject, asText, asTexts } from '../wire/json';
import { DOINGS, type Explanation, type FailedPage, type Target } from './model';

/** Reads GET /api/v1/deliveries. */
export function targetsOf(value: unknown): readonly Target[] {
  return asList(asObject(value)['targets']).flatMap((each) => {
    const raw = asObject(each);
    const id = asText(raw['id']);
    if (id === null) return [];
    return [
      {
        id,
        configured: raw['configured'] === true,
        doing: DOINGS.find((doing) => doing === raw['doing']) ?? 'stopped',
        kinds: asTexts(raw['kinds']),
        notOffered: asTexts(raw['notOffered']),
        trouble: asText(raw['trouble']),
        triesAgainAt: asInstant(raw['triesAgainAt']),
        backlog: asNumber(raw['backlog']) ?? 0,
        lagSeconds: asNumber(raw['lagSeconds']) ?? 0,
        failed: asNumber(raw['failed']) ?? 0,
        failures: asArray(raw['failures']).map((failure) => {
          const of = asObject(failure);
          return {
            error: asText(of['error']) ?? 'unknown',
            explanation: explanationOf(of['explanation']),
            lines: asNumber(of['lines']) ?? 0,
          };
        }),
      },
    ];
  });
}

/** Reads GET /api/v1/deliveries/{target}/failed. */
export function failedPageOf(value: unknown): FailedPage {
  const page = asObject(value);
  return {
    failed: asList(page['failed']).flatMap((each) => {
      const raw = asObject(each);
      const resourceId = asText(raw['resourceId']);
      if (resourceId === null) return [];
      return [
        {
          resourceId,
          kind: asText(raw['kind']) ?? 'OBSERVATION',
          item: asText(raw['item']) ?? '',
          attempts: asNumber(raw['attempts']) ?? 0,
          failedAt: asInstant(raw['failedAt']),
          error: asText(raw['error']) ?? 'unknown',
          explanation: explanationOf(raw['explanation']),
          issues: asArray(asObject(raw['outcome'])['issues']).map((issue) => {
            const of = asObject(issue);
            return {
              code: asText(of['code']) ?? '',
              expression: asText(of['expression']),
              diagnostics: asText(of['diagnostics']),
            };
          }),
        },
      ];
    }),
    next: asText(page['next']),
  };
}

/** How many deliveries are given another chance. */
export function retriedOf(value: unknown): number {
  return asNumber(asObject(value)['lines']) ?? 0;
}

function explanationOf(value: unknown): Explanation {
  const raw = asObject(value);
  return {
    meaning: asText(raw['meaning']) ?? '',
    advice: asText(raw['advice']) ?? '',
    retryHelps: raw['retryHelps'] === true,
  };
}

import { asArray, asInstant, asList, asNumber, asObject, asText, asTexts, UnreadableAnswer } from '../wire/json';
import { type Policies, type Policy, type Preview, USUAL_AROUND } from './model';

/** Reads GET /api/v1/charting. */
export function policiesOf(value: unknown): Policies {
  const raw = asObject(value);
  return {
    targets: asList(raw['targets']).flatMap((each) => {
      const target = asObject(each);
      const id = asText(target['id']);
      return id === null ? [] : [{ id, policy: policyOf(target['policy']) }];
    }),
    items: asTexts(raw['items']),
  };
}

/** Reads the answer of POST /api/v1/charting/preview. */
export function previewOf(value: unknown): Preview {
  const raw = asObject(value);
  const written = asNumber(raw['written']);
  const withheld = asNumber(raw['withheld']);
  if (written === null || withheld === null) throw new UnreadableAnswer();
  return {
    policy: policyOf(raw['policy']),
    written,
    withheld,
    truncated: raw['truncated'] === true,
    alerts: asArray(raw['alerts']).flatMap((each) => {
      const alert = asObject(each);
      const openedAt = asInstant(alert['openedAt']);
      return openedAt === null ? [] : [{ openedAt, priority: asText(alert['priority']) ?? '' }];
    }),
    lines: asList(raw['lines']).flatMap((each) => {
      const line = asObject(each);
      const resourceId = asText(line['resourceId']);
      const from = asInstant(line['from']);
      if (resourceId === null || from === null) return [];
      return [
        {
          resourceId,
          from,
          written: line['decision'] === 'WRITTEN',
          reason: asText(line['reason']) ?? '',
          explanation: asText(line['explanation']) ?? '',
          item: asText(line['item']) ?? '',
          minutes: asNumber(line['minutes']) ?? 1,
          writtenAt: asInstant(line['writtenAt']),
          values: asArray(line['values']).map((of) => {
            const measured = asObject(of);
            return {
              display: asText(measured['display']) ?? '',
              text: asText(measured['text']) ?? '',
              unit: asText(measured['unit']) ?? '',
            };
          }),
        },
      ];
    }),
  };
}

function policyOf(value: unknown): Policy {
  const raw = asObject(value);
  const around = raw['aroundAlerts'];
  return {
    everyMinutes: asNumber(raw['everyMinutes']) ?? 1,
    items: Object.fromEntries(
      Object.entries(asObject(raw['items'])).map(([code, rule]) => {
        const of = asObject(rule);
        return [code, { written: of['written'] !== false, everyMinutes: asNumber(of['everyMinutes']) }];
      }),
    ),
    aroundAlerts: around === null || around === undefined ? null : aroundOf(asObject(around)),
  };
}

function aroundOf(raw: Readonly<Record<string, unknown>>) {
  return {
    priorities: Array.isArray(raw['priorities']) ? asTexts(raw['priorities']) : USUAL_AROUND.priorities,
    beforeMinutes: asNumber(raw['beforeMinutes']) ?? USUAL_AROUND.beforeMinutes,
    afterMinutes: asNumber(raw['afterMinutes']) ?? USUAL_AROUND.afterMinutes,
  };
}

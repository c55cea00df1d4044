import { asInstant, asList, asObject, asText } from '../wire/json';
import type { Stay } from './model';

/** Reads the answer of GET /api/v1/associations?patient=, the newest first. */
export function staysOf(value: unknown): readonly Stay[] {
  return asList(value)
    .flatMap((raw, index) => {
      const row = asObject(raw);
      const deviceId = asText(row['deviceId']);
      const from = asInstant(row['from']);
      if (deviceId === null || from === null) return [];
      return [
        {
          id: asText(row['id']) ?? `${deviceId} ${index}`,
          deviceId,
          from,
          to: asInstant(row['to']),
          method: asText(row['method'])?.toLowerCase() ?? null,
        },
      ];
    })
    .sort((one, other) => other.from - one.from);
}

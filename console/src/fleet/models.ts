import { asArray, asList, asNumber, asObject, asText } from '../wire/json';

/** A device model as the registry describes it. */
export interface DeviceModel {
  readonly id: string;
  readonly display: string;
  readonly type: string;
  readonly codec: string;
  readonly synthetic: boolean;
  /** How long it may say nothing (ms). */
  readonly silenceLimit: number | null;
  readonly signals: readonly Signal[];
  /** What its devices tell about themselves: wire name to words. */
  readonly statusItems: ReadonlyMap<string, string>;
}

export interface Signal {
  readonly sign: string;
  readonly unit: string | null;
  readonly rateHz: number | null;
}

/** Reads GET /api/v1/device-models. */
export function modelsOf(value: unknown): readonly DeviceModel[] {
  return asList(value)
    .flatMap(modelOf)
    .sort(
      (left, right) =>
        left.type.localeCompare(right.type) || left.display.localeCompare(right.display),
    );
}

function modelOf(value: unknown): readonly DeviceModel[] {
  const model = asObject(value);
  const id = asText(model['id']);
  if (id === null) return [];
  return [
    {
      id,
      display: asText(model['display']) ?? id,
      type: asText(model['type']) ?? 'other',
      codec: asText(model['codec']) ?? '',
      synthetic: model['synthetic'] === true,
      silenceLimit: durationOf(model['silenceLimit']),
      signals: asArray(model['signals']).flatMap((raw) => {
        const signal = asObject(raw);
        const sign = asText(signal['sign']);
        return sign === null
          ? []
          : [{ sign, unit: asText(signal['unit']), rateHz: asNumber(signal['rateHz']) }];
      }),
      statusItems: new Map(
        asArray(model['statusItems']).flatMap((raw) => {
          const item = asObject(raw);
          const name = asText(item['name']);
          return name === null ? [] : [[name, asText(item['display']) ?? name] as const];
        }),
      ),
    },
  ];
}

/** Milliseconds of an ISO-8601 duration such as PT1M30S or P1D, or of a number of seconds. */
export function durationOf(value: unknown): number | null {
  const seconds = asNumber(value);
  if (seconds !== null) return seconds * 1_000;
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(
    asText(value) ?? '',
  );
  if (parts === null) return null;
  const [, days = '0', hours = '0', minutes = '0', rest = '0'] = parts;
  return (
    Number(days) * 86_400_000 +
    Number(hours) * 3_600_000 +
    Number(minutes) * 60_000 +
    Number(rest) * 1_000
  );
}

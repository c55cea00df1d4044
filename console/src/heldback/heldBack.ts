import { heldBackWords } from '../words/heldback';
import { asArray, asInstant, asList, asNumber, asObject, asText } from '../wire/json';

/** A value that no score and no limit rests on. */
export interface HeldBackValue {
  readonly sign: string;
  /** A letter of a coded sign. */
  readonly value: number | string;
  readonly unit: string;
  readonly at: number;
  readonly reason: string;
  /** The reason with the numbers behind it. */
  readonly text: string;
  readonly deviceId: string;
}

export interface HeldBackAnswer {
  /** The newest first. */
  readonly values: readonly HeldBackValue[];
  /** There is more, which is older. */
  readonly truncated: boolean;
}

export function heldBackOf(answer: unknown): HeldBackAnswer {
  const raw = asObject(answer);
  const values = asList(raw['values']).flatMap((entry) => {
    const each = asObject(entry);
    const sign = asText(each['sign']);
    const value = asNumber(each['value']) ?? asText(each['value']);
    const at = asInstant(each['measuredAt']);
    if (sign === null || value === null || at === null) return [];
    return [
      {
        sign,
        value,
        at,
        unit: asText(each['unit']) ?? '',
        reason: asText(each['reason']) ?? 'other',
        text: asText(each['text']) ?? '',
        deviceId: asText(each['deviceId']) ?? '',
      },
    ];
  });
  if (asArray(raw['values']).length > 0 && values.length === 0) throw new Error('no value can be read');
  return { values: values.sort((a, b) => b.at - a.at), truncated: raw['truncated'] === true };
}

/** Values of one sign of one device that were held back one after the other for one reason. */
export interface Run {
  readonly sign: string;
  readonly unit: string;
  readonly deviceId: string;
  readonly reason: string;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Null for coded signs. */
  readonly low: number | null;
  readonly high: number | null;
  /** Of the newest. */
  readonly last: HeldBackValue;
}

/** Further apart it is another occurrence. */
const APART_MILLIS = 5 * 60_000;

/** A device in doubt says so every second: a line for each would bury the others. The newest first. */
export function runsOf(newestFirst: readonly HeldBackValue[]): readonly Run[] {
  const runs: Run[] = [];
  const open = new Map<string, number>();
  for (const value of newestFirst) {
    const key = `${value.deviceId} ${value.sign} ${value.reason}`;
    const number = typeof value.value === 'number' ? value.value : null;
    const index = open.get(key);
    const run = index === undefined ? undefined : runs[index];
    if (index !== undefined && run !== undefined && run.from - value.at <= APART_MILLIS) {
      runs[index] = {
        ...run,
        from: value.at,
        count: run.count + 1,
        low: least(run.low, number),
        high: most(run.high, number),
      };
    } else {
      open.set(key, runs.length);
      const { sign, unit, deviceId, reason, at } = value;
      runs.push({ sign, unit, deviceId, reason, from: at, to: at, count: 1, low: number, high: number, last: value });
    }
  }
  return runs;
}

function least(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

function most(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}

export function reasonWords(reason: string): string {
  const w = heldBackWords();
  return w.reasons[reason] ?? w.other;
}

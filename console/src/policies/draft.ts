import { asArray, asNumber, asObject, asText, type JsonObject } from '../wire/json';

export const LADDERS = ['steps', 'stepsOnScale2'] as const;
export type Ladder = (typeof LADDERS)[number];
export type StepField = 'beyond' | 'delay' | 'priority';

export interface StepView {
  readonly beyond: string;
  /** Seconds where the document has a duration, else what it has. */
  readonly delay: string;
  readonly priority: string;
}

export interface LimitView {
  readonly title: string;
  readonly below: boolean;
  readonly signs: readonly string[];
  readonly ladders: Readonly<Record<Ladder, readonly StepView[]>>;
  /** When a measurement that stands alone is believed, in words; null where it never is. */
  readonly loneWords: string | null;
}

/** The limits of a document, as a form has them. */
export function limitsOf(document: JsonObject): readonly LimitView[] {
  return asArray(document['limits']).map((entry) => {
    const raw = asObject(entry);
    const ladder = (name: Ladder) =>
      asArray(raw[name]).map((step) => {
        const of = asObject(step);
        const delay = asText(of['delay']) ?? '';
        return {
          beyond: textOf(of['beyond']),
          delay: secondsOf(delay)?.toString() ?? delay,
          priority: asText(of['priority']) ?? '',
        };
      });
    return {
      title: asText(raw['title']) ?? asText(raw['condition']) ?? 'Limit',
      below: raw['direction'] !== 'above',
      signs: asArray(raw['signs']).map(String),
      ladders: { steps: ladder('steps'), stepsOnScale2: ladder('stepsOnScale2') },
      loneWords: loneWords(asArray(raw['spotSigns']).length, asText(raw['spotDelay'])),
    };
  });
}

function loneWords(signs: number, delay: string | null): string | null {
  if (signs === 0) return null;
  const seconds = secondsOf(delay ?? 'PT0S');
  if (seconds === null) return `a lone spot measurement after ${delay}, unless another refutes it`;
  if (seconds === 0) return 'a lone spot measurement at once';
  const time = seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
  return `a lone spot measurement after ${time}, unless another refutes it`;
}

/** ISO 8601 as policies write it, in seconds; null for anything else. */
export function secondsOf(duration: string): number | null {
  const parts = /^PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(duration);
  if (parts === null) return null;
  return Number(parts[1] ?? 0) * 3_600 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0);
}

/**
 * The document with one field of a limit's step changed. What is no number stays as it was typed: the
 * server refuses it beside its field, and nothing older is sent in its place.
 */
export function withStep(
  document: JsonObject,
  limit: number,
  ladder: Ladder,
  step: number,
  field: StepField,
  text: string,
): JsonObject {
  const value = field === 'beyond' ? typed(text) : field === 'delay' && isNumber(text) ? `PT${Number(text)}S` : text;
  return {
    ...document,
    limits: asArray(document['limits']).map((entry, index) =>
      index !== limit
        ? entry
        : {
            ...asObject(entry),
            [ladder]: asArray(asObject(entry)[ladder]).map((each, at) =>
              at === step ? { ...asObject(each), [field]: value } : each,
            ),
          },
    ),
  };
}

/** Only what would be written the same way again: "8." is on the way to "8.5". */
function typed(text: string): number | string {
  return isNumber(text) && String(Number(text)) === text ? Number(text) : text;
}

/** As it is sent: limits such as "36.0" are numbers. */
export function settled(document: JsonObject): JsonObject {
  return {
    ...document,
    ...(Array.isArray(document['limits'])
      ? {
          limits: document['limits'].map((entry) => {
            const limit = asObject(entry);
            const ladders = LADDERS.filter((name) => Array.isArray(limit[name])).map((name) => [
              name,
              asArray(limit[name]).map((step) => {
                const { beyond } = asObject(step);
                return typeof beyond === 'string' && isNumber(beyond) ? { ...asObject(step), beyond: Number(beyond) } : step;
              }),
            ]);
            return { ...limit, ...Object.fromEntries(ladders) };
          }),
        }
      : {}),
  };
}

function isNumber(text: string): boolean {
  return /^-?\d+(\.\d*)?$/.test(text.trim());
}

function textOf(value: unknown): string {
  return asNumber(value)?.toString() ?? asText(value) ?? '';
}

/** The document that was typed; null while it is no JSON object. */
export function documentOf(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}

export interface Change {
  readonly where: string;
  readonly before: string;
  readonly after: string;
}

/** Every field that differs. The number of the version is the server's. */
export function changesOf(before: JsonObject, after: JsonObject): readonly Change[] {
  const old = leaves(before);
  const fresh = leaves(after);
  const title = (path: string) =>
    path.replace(/^limits\[(\d+)\]/, (all, index: string) => {
      const limit = asObject(asArray(after['limits'])[Number(index)]);
      return asText(limit['title']) ?? all;
    });
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((path) => path !== 'version' && old.get(path) !== fresh.get(path))
    .map((path) => ({ where: title(path), before: old.get(path) ?? 'none', after: fresh.get(path) ?? 'none' }));
}

function leaves(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value) && value.length > 0) {
    value.forEach((each, index) => leaves(each, `${path}[${index}]`, found));
  } else if (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0) {
    for (const [name, each] of Object.entries(value)) leaves(each, path === '' ? name : `${path}.${name}`, found);
  } else {
    found.set(path, JSON.stringify(value));
  }
  return found;
}

/** What is typed as a time is the display's local time. */
export function instantOf(local: string): string | null {
  const millis = Date.parse(local);
  return Number.isNaN(millis) ? null : new Date(millis).toISOString();
}

/** A time to come as a field for it has it, rounded up to its minutes; empty for none, and for the past. */
export function localOf(millis: number | null, now: number): string {
  if (millis === null || millis <= now) return '';
  const time = new Date(Math.ceil(millis / 60_000) * 60_000);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

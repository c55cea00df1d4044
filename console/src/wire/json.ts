/**
 * Reads JSON whose shape is not proven yet. A missing or wrong member becomes the given default:
 * one odd row must not blank the whole board.
 */
export type JsonObject = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : {};
}

export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

export function asNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Milliseconds since 1970 of an ISO-8601 time. */
export function asInstant(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const millis = Date.parse(value);
  return Number.isNaN(millis) ? null : millis;
}

export function asTexts(value: unknown): readonly string[] {
  return asArray(value).filter((item): item is string => typeof item === 'string');
}

/** A list that must be there: its absence is a fault of the server, and not an empty list. */
export function asList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new UnreadableAnswer();
  return value;
}

export class UnreadableAnswer extends Error {
  constructor() {
    super('The server’s answer cannot be read.');
    this.name = 'UnreadableAnswer';
  }
}

import { asArray, asInstant, asNumber, asObject, asText, UnreadableAnswer } from '../wire/json';

export interface StoredTable {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  readonly partitions: number;
  readonly oldestPartition: number | null;
  /** Null where the database does not compress. */
  readonly compressedPartitions: number | null;
}

export interface Retention {
  readonly table: string;
  /** ISO-8601 period, e.g. P365D. */
  readonly keep: string;
  readonly lastRun: number | null;
  readonly lastDropped: number;
}

/** How the store is, as operators see it. */
export interface Storage {
  readonly at: number;
  readonly timescale: string | null;
  readonly database: string | null;
  readonly rowsPerSecond: number | null;
  readonly lagMessages: number | null;
  readonly lagSeconds: number | null;
  readonly oldest: number | null;
  readonly newest: number | null;
  readonly databaseBytes: number | null;
  readonly tables: readonly StoredTable[];
  readonly disk: {
    readonly totalBytes: number | null;
    readonly freeBytes: number | null;
    readonly bytesPerDay: number | null;
    readonly daysLeft: number | null;
  };
  readonly rollUpsDue: number | null;
  readonly oldestDue: number | null;
  readonly retention: readonly Retention[];
}

/** Reads the answer of GET /api/v1/storage. */
export function storageOf(value: unknown): Storage {
  const raw = asObject(value);
  const at = asInstant(raw['at']);
  if (at === null) throw new UnreadableAnswer();
  const disk = asObject(raw['disk']);
  const rollUps = asObject(raw['rollUps']);
  return {
    at,
    timescale: asText(raw['timescale']),
    database: asText(raw['database']),
    rowsPerSecond: asNumber(raw['rowsPerSecond']),
    lagMessages: asNumber(raw['lagMessages']),
    lagSeconds: asNumber(raw['lagSeconds']),
    oldest: asInstant(raw['oldest']),
    newest: asInstant(raw['newest']),
    databaseBytes: asNumber(raw['databaseBytes']),
    tables: asArray(raw['tables']).flatMap((entry) => {
      const table = asObject(entry);
      const name = asText(table['name']);
      if (name === null) return [];
      return [
        {
          name,
          rows: asNumber(table['rows']) ?? 0,
          bytes: asNumber(table['bytes']) ?? 0,
          partitions: asNumber(table['partitions']) ?? 0,
          oldestPartition: asInstant(table['oldestPartition']),
          compressedPartitions: asNumber(table['compressedPartitions']),
        },
      ];
    }),
    disk: {
      totalBytes: asNumber(disk['totalBytes']),
      freeBytes: asNumber(disk['freeBytes']),
      bytesPerDay: asNumber(disk['bytesPerDay']),
      daysLeft: asNumber(disk['daysLeft']),
    },
    rollUpsDue: asNumber(rollUps['due']),
    oldestDue: asInstant(rollUps['oldestDue']),
    retention: asArray(raw['retention']).flatMap((entry) => {
      const of = asObject(entry);
      const table = asText(of['table']);
      if (table === null) return [];
      return [
        {
          table,
          keep: asText(of['keep']) ?? '',
          lastRun: asInstant(of['lastRun']),
          lastDropped: asNumber(of['lastDropped']) ?? 0,
        },
      ];
    }),
  };
}

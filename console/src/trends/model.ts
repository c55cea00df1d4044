/** One point of a series: a measured value, or what sums up a stretch of time from here on. */
export interface Point {
  /** ms since 1970; of a bucket its start. */
  readonly time: number;
  /** Value, or mean of a bucket; null where every value of a bucket was flagged. Letters are `ordinals`. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** How many values it rests on. */
  readonly n: number;
  readonly flags: readonly string[];
  /** Stored by the device while it was offline, and sent later. */
  readonly backfilled: boolean;
}

/** How finely the server answered. */
export type Resolution = 'raw' | '1m' | '1h' | 'buckets';

export interface Sampled {
  readonly sign: string;
  /** UCUM, as on the wire. */
  readonly unit: string;
  /** In the order of time. */
  readonly points: readonly Point[];
}

export interface SeriesAnswer {
  readonly from: number;
  readonly to: number;
  readonly resolution: Resolution;
  /** Of a bucket in ms; null where it is not known, or each point is a value. */
  readonly bucketMillis: number | null;
  readonly series: ReadonlyMap<string, Sampled>;
}

/** The newest value of a sign. */
export interface Newest {
  readonly value: number | string;
  readonly unit: string;
  readonly measuredAt: number;
  readonly flags: readonly string[];
  readonly backfilled: boolean;
  readonly synthetic: boolean;
}

export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** What was measured of what could have been. */
export interface Completeness {
  readonly usualEverySeconds: number | null;
  readonly values: number;
  readonly flagged: number;
  readonly backfilled: number;
  /** 0 to 1. */
  readonly coveredFraction: number | null;
  readonly gaps: readonly Gap[];
  readonly gapsTotal: number;
}

export interface CompletenessAnswer {
  readonly from: number;
  readonly to: number;
  readonly signs: ReadonlyMap<string, Completeness>;
}

/** Values that somebody declared wrong: in no chart any more, in the audit trail for ever. */
export interface ErrorMark {
  readonly id: string;
  readonly deviceId: string;
  /** Null: all signs of the device. */
  readonly sign: string | null;
  readonly from: number;
  readonly to: number | null;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
  readonly retractedBy: string | null;
  readonly retractedAt: number | null;
}

/** One stored value, as the export tells it. */
export interface StoredRow {
  /** As the server wrote it: a finer time than ours must come back to it unharmed. */
  readonly time: string;
  readonly deviceId: string;
  readonly sign: string;
  readonly value: number | string;
  readonly unit: string;
  readonly flags: readonly string[];
}

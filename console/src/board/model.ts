/** One value as the board shows it. Times are milliseconds since 1970, server time. */
export interface Vital {
  readonly value: number | string;
  /** UCUM, as on the wire. */
  readonly unit: string;
  readonly measuredAt: number;
  readonly flags: readonly string[];
}

export type Risk = 'low' | 'low-medium' | 'medium' | 'high';

export interface Score {
  /** Null unless every component is there: a partial sum is not a NEWS2. */
  readonly total: number | null;
  readonly lowerBound: number | null;
  readonly risk: Risk | null;
  readonly riskIsLowerBound: boolean;
  readonly missing: readonly string[];
  readonly measuredAt: number | null;
  /** SpO2 scale, 1 or 2. */
  readonly scale: number | null;
}

export interface TrendPoint {
  readonly time: number;
  readonly value: number;
}

export type Trend = Readonly<Record<string, readonly TrendPoint[]>>;

export interface Patient {
  readonly patientId: string;
  readonly displayName: string | null;
  /** ISO date. */
  readonly birthDate: string | null;
  readonly bed: string | null;
  readonly careUnit: string | null;
  readonly synthetic: boolean;
  /** Null when the gateway has not said. */
  readonly connected: boolean | null;
  readonly vitals: Readonly<Record<string, Vital>>;
  readonly score: Score | null;
  readonly trend: Trend;
  /** Server time of the message this row is from. */
  readonly asOf: number;
}

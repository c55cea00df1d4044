import type { Risk } from '../board/model';

/** One parameter of a score, as it was when the score was made. */
export interface Component {
  readonly name: string;
  /** Null where there was none, or none that was fresh enough. */
  readonly value: number | string | null;
  readonly unit: string;
  readonly points: number | null;
  /** What its absence may hide. */
  readonly maxPoints: number | null;
  /** Of the value, when the score was made. */
  readonly ageSeconds: number | null;
  readonly missing: boolean;
}

/** What a score was worth. A part of one is a range, and has no total. */
export type Worth =
  | { readonly kind: 'total'; readonly total: number }
  | { readonly kind: 'range'; readonly lower: number; readonly upper: number }
  | { readonly kind: 'refused'; readonly reason: string };

export interface ScorePoint {
  /** ms since 1970 */
  readonly time: number;
  readonly worth: Worth;
  /** By the total; of a range by its lower bound. */
  readonly risk: Risk | null;
  /** The SpO2 scale of NEWS2. */
  readonly scale: number | null;
  /** Made of data that came late. */
  readonly retrospective: boolean;
  readonly components: readonly Component[];
}

export interface ScorePage {
  readonly from: number;
  readonly to: number;
  readonly points: readonly ScorePoint[];
  /** Asks for the next page; null on the last one. */
  readonly next: string | null;
}

/** What was read. Outside of it nothing is known. */
export interface ScoreHistory {
  readonly from: number;
  readonly to: number;
  /** In the order of time. */
  readonly points: readonly ScorePoint[];
}

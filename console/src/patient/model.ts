/** A device was on the patient. Times are ms since 1970. */
export interface Stay {
  readonly id: string;
  readonly deviceId: string;
  readonly from: number;
  /** Null while it is. */
  readonly to: number | null;
  /** As in `scan`, `adt`, `api`. */
  readonly method: string | null;
}

export type StepOutcome = 'taken' | 'skipped' | 'refused';

/** One decision on the way from bytes to values. */
export interface Step {
  readonly step: string;
  readonly outcome: StepOutcome;
  readonly detail: string | null;
}

export interface ExplainedValue {
  readonly sign: string;
  readonly value: string;
  readonly unit: string | null;
  readonly flags: readonly string[];
}

export interface ExplainedReading {
  readonly measuredAt: number | null;
  readonly lane: string | null;
  readonly clockQuality: string | null;
  readonly sequence: string | null;
  readonly boot: string | null;
  readonly patientId: string | null;
  readonly values: readonly ExplainedValue[];
}

export interface ExplainedFault {
  readonly code: string;
  readonly number: number | null;
  readonly reason: string;
}

/** What became of a payload, decision by decision. */
export interface Trace {
  readonly codec: string | null;
  readonly model: string | null;
  readonly device: string | null;
  readonly accepted: boolean;
  readonly steps: readonly Step[];
  readonly readings: readonly ExplainedReading[];
  readonly faults: readonly ExplainedFault[];
}

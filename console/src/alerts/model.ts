export type Priority = 'high' | 'medium' | 'low';

export interface Alert {
  readonly id: string;
  readonly patientId: string;
  readonly condition: string;
  readonly title: string;
  readonly detail: string | null;
  readonly priority: Priority;
  readonly open: boolean;
  readonly conditionActive: boolean;
  /** Event time of the condition's start, ms since 1970. */
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly conditionEndedAt: number | null;
  readonly acknowledgement: Acknowledgement | null;
  readonly retrospective: boolean;
  readonly synthetic: boolean;
  readonly bed: string | null;
  readonly displayName: string | null;
}

export interface Acknowledgement {
  readonly by: string;
  readonly at: number | null;
}

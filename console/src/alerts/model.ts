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
  readonly careUnit: string | null;
  /** Rises with each change; null from a server that knows neither it nor what is below. */
  readonly version: number | null;
  readonly rejections: readonly Rejection[];
  readonly signal: Signal;
  /** Null while nobody is being called: accepted, ended, or from a server that does not say. */
  readonly call: Call | null;
  /** When who accepted is asked again whether they still have it, ms since 1970. */
  readonly remindAt: number | null;
  readonly disposition: { readonly code: string; readonly by: string; readonly at: number | null } | null;
  readonly pages: readonly AlertPage[];
  /** The page that lists this alert together with others of the patient; null where none does. */
  readonly bundle: string | null;
}

export interface Acknowledgement {
  readonly by: string;
  readonly at: number | null;
}

export interface Rejection {
  readonly by: string;
  readonly at: number | null;
  readonly reason: string;
}

/** Whether people are called for the alert. It belongs to one alert: never to another of the patient. */
export type Signal =
  | { readonly kind: 'enabled' }
  | {
      readonly kind: 'paused' | 'off';
      /** ms since 1970 */
      readonly until: number | null;
      readonly by: string | null;
      readonly reason: string | null;
    };

/** Who can be called, in the order in which they are. */
export type CallTarget = 'primary' | 'buddy' | 'charge-nurse' | 'everyone';

/** The round of calls that is going on. */
export interface Call {
  readonly round: number;
  /** How many steps of the plan were taken. */
  readonly step: number;
  readonly steps: number;
  /** ms since 1970 */
  readonly since: number | null;
  /** When the next step is taken; null when there is none. */
  readonly nextAt: number | null;
  /** Whom it calls; a target that this console does not know is kept as it came. */
  readonly nextTo: CallTarget | string | null;
  /** Who is called by name instead: the alert was handed to them. */
  readonly nextPerson: string | null;
}

export type PageState = 'open' | 'received' | 'answered' | 'withdrawn' | 'unreachable';

/** One call to one person, and whether it reached them. */
export interface AlertPage {
  readonly id: string;
  /** Null where a step found nobody on call. */
  readonly person: string | null;
  readonly target: CallTarget | string | null;
  readonly state: PageState | string;
  readonly channel: string | null;
  readonly at: number | null;
  readonly receivedAt: number | null;
}

/** One thing that happened to an alert. */
export interface TrailEntry {
  readonly transition: string;
  /** ms since 1970 */
  readonly at: number;
  /** Null when no person did it. */
  readonly by: string | null;
  /** Who was called: a part of the team or a person; null for everything else. */
  readonly to: string | null;
  /** Nobody was on call for it. */
  readonly unstaffed: boolean;
  readonly reason: string | null;
  readonly priority: Priority | null;
}

import type { DeviceState } from '../fleet/model';

/** A certificate that was issued to a device. Times in ms since 1970. */
export interface Certificate {
  readonly serial: string;
  readonly sha256: string | null;
  readonly notBefore: number | null;
  readonly notAfter: number | null;
  readonly issuedAt: number | null;
  readonly issuedBy: string | null;
  readonly revokedAt: number | null;
  readonly revokedBy: string | null;
  readonly reason: string | null;
  /** Signed by another authority than the gateway's. */
  readonly external: boolean;
}

/** A device as the registry knows it. */
export interface RegistryEntry {
  readonly id: string;
  readonly model: string;
  readonly type: string | null;
  readonly state: DeviceState;
  readonly topic: string | null;
  readonly registeredAt: number | null;
  readonly udi: string | null;
  readonly serial: string | null;
  readonly lot: string | null;
  readonly firmware: string | null;
  readonly certificates: readonly Certificate[];
}

export type Severity = 'information' | 'warning' | 'problem';
export type Phase = 'moment' | 'started' | 'ended';

export interface DeviceEvent {
  readonly id: string;
  readonly kind: string;
  readonly phase: Phase;
  readonly severity: Severity;
  readonly at: number | null;
  readonly detail: string | null;
  /** How many devices an incident concerns; 0 for an event of this device alone. */
  readonly devices: number;
}

export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly noticedAt: number | null;
}

/** What was counted in one run of numbers; expected = received + refused + missing. */
export interface Boot {
  /** The device's own name for the run; empty when it has none. */
  readonly boot: string;
  /** Counts runs without a name. */
  readonly run: number | null;
  readonly expected: number | null;
  readonly received: number | null;
  readonly duplicates: number | null;
  readonly missing: number | null;
  /** Came, and is in quarantine. */
  readonly refused: number | null;
  /** How many of the missing ones have no place any more: gaps that were too many to keep. */
  readonly settledGaps: number;
  readonly gaps: readonly Gap[];
  readonly startedAt: number | null;
  readonly lastAt: number | null;
}

export interface Association {
  readonly id: string;
  readonly patientId: string;
  readonly bed: string | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly madeBy: string | null;
  readonly method: string | null;
}

/** Where a device is in its life; "UNKNOWN" for a state that this console does not know. */
export type DeviceState = 'REGISTERED' | 'ACTIVE' | 'SUSPENDED' | 'RETIRED' | 'UNKNOWN';

/** Lost: went without a word. Offline: said good-bye. */
export type Connection = 'ONLINE' | 'OFFLINE' | 'LOST' | 'NEVER' | 'UNKNOWN';

/** A thing that a device tells about itself, such as the oxygen left in a bottle. */
export interface StatusItem {
  readonly name: string;
  readonly value: string;
  readonly unit: string | null;
}

export interface Silence {
  readonly cause: string;
  readonly since: number | null;
}

export interface DeviceClock {
  readonly quality: string;
  /** Positive: the device is ahead. */
  readonly offsetMillis: number | null;
  readonly driftPpm: number | null;
}

/** One device as the fleet shows it. Times in ms since 1970; null is "not known". */
export interface FleetDevice {
  readonly id: string;
  readonly model: string;
  readonly display: string;
  readonly type: string;
  readonly state: DeviceState;
  readonly synthetic: boolean;
  readonly connection: Connection;
  readonly since: number | null;
  readonly lastSeenAt: number | null;
  readonly batteryPercent: number | null;
  readonly firmware: string | null;
  readonly fault: string | null;
  readonly items: readonly StatusItem[];
  readonly certificateExpiresAt: number | null;
  readonly patientId: string | null;
  readonly bed: string | null;
  /** Messages that the device counted and that never came. */
  readonly missing: number | null;
  readonly received: number | null;
  readonly silence: Silence | null;
  readonly clock: DeviceClock | null;
}

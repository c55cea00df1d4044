import type { Connection, DeviceClock, DeviceState, Silence } from './model';

export const STATE_WORDS: Readonly<Record<DeviceState, string>> = {
  REGISTERED: 'Registered',
  ACTIVE: 'Active',
  SUSPENDED: 'Suspended',
  RETIRED: 'Retired',
  UNKNOWN: 'Not known',
};

export const CONNECTION_WORDS: Readonly<Record<Connection, string>> = {
  ONLINE: 'Online',
  OFFLINE: 'Signed off',
  LOST: 'Lost',
  NEVER: 'Never connected',
  UNKNOWN: 'Not known',
};

const SILENCE_WORDS: Readonly<Record<string, string>> = {
  'sensor-off': 'Sensor off, nothing is measured',
  'device-off': 'Device off or out of reach',
  'gateway-lost': 'The gateway was away',
  'pipeline-late': 'Readings reach the store late',
  silent: 'Connected, but sends nothing',
};

export function silenceWords(silence: Silence): string {
  return SILENCE_WORDS[silence.cause] ?? silence.cause.replaceAll('-', ' ');
}

/** How the device's clock stands against the gateway's. */
export function clockWords(clock: DeviceClock | null): string {
  switch (clock?.quality) {
    case 'SYNCHRONISED':
      return 'Right';
    case 'OFFSET':
      return clock.offsetMillis === null ? 'Off' : offsetWords(clock.offsetMillis);
    default:
      return 'Not judged';
  }
}

/** 3.2 s ahead, 4 min behind, 2 d behind. */
export function offsetWords(offsetMillis: number): string {
  const size = Math.abs(offsetMillis) / 1_000;
  const text =
    size < 60
      ? `${size.toFixed(1)} s`
      : size < 3_600
        ? `${Math.round(size / 60)} min`
        : size < 172_800
          ? `${Math.round(size / 3_600)} h`
          : `${Math.round(size / 86_400)} d`;
  return `${text} ${offsetMillis > 0 ? 'ahead' : 'behind'}`;
}

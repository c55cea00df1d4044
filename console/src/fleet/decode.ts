import { asArray, asInstant, asList, asNumber, asObject, asText } from '../wire/json';
import type { Connection, DeviceClock, DeviceState, FleetDevice, Silence, StatusItem } from './model';

/** Reads GET /api/v1/fleet. A row without an id is left out, everything else may be absent. */
export function fleetOf(value: unknown): readonly FleetDevice[] {
  return asList(value).flatMap(deviceOf);
}

function deviceOf(value: unknown): readonly FleetDevice[] {
  const row = asObject(value);
  const id = asText(row['id']);
  if (id === null) return [];
  const model = asText(row['model']) ?? '';
  return [
    {
      id,
      model,
      display: asText(row['display']) ?? model,
      type: asText(row['type']) ?? '',
      state: stateOf(row['state']),
      synthetic: row['synthetic'] === true,
      connection: connectionOf(row['connection']),
      since: asInstant(row['since']),
      lastSeenAt: asInstant(row['lastSeenAt']),
      batteryPercent: asNumber(row['batteryPercent']),
      firmware: asText(row['firmware']),
      fault: asText(row['fault']),
      items: asArray(row['items']).flatMap(itemOf),
      certificateExpiresAt: asInstant(row['certificateExpiresAt']),
      patientId: asText(row['patientId']),
      bed: asText(row['bed']),
      missing: asNumber(row['missing']),
      received: asNumber(row['received']),
      silence: silenceOf(row['silence']),
      clock: clockOf(row['clock']),
    },
  ];
}

export function stateOf(value: unknown): DeviceState {
  switch (value) {
    case 'REGISTERED':
    case 'ACTIVE':
    case 'SUSPENDED':
    case 'RETIRED':
      return value;
    default:
      return 'UNKNOWN';
  }
}

function connectionOf(value: unknown): Connection {
  switch (value) {
    case 'ONLINE':
    case 'OFFLINE':
    case 'LOST':
    case 'NEVER':
      return value;
    default:
      return 'UNKNOWN';
  }
}

function itemOf(value: unknown): readonly StatusItem[] {
  const item = asObject(value);
  const name = asText(item['name']);
  const raw = item['value'];
  const text = typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : asText(raw);
  return name === null || text === null ? [] : [{ name, value: text, unit: asText(item['unit']) }];
}

function silenceOf(value: unknown): Silence | null {
  const silence = asObject(value);
  const cause = asText(silence['cause']);
  return cause === null ? null : { cause, since: asInstant(silence['since']) };
}

function clockOf(value: unknown): DeviceClock | null {
  const clock = asObject(value);
  const quality = asText(clock['quality']);
  return quality === null
    ? null
    : {
        quality,
        offsetMillis: asNumber(clock['offsetMillis']),
        driftPpm: asNumber(clock['driftPpm']),
      };
}

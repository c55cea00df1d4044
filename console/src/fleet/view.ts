import type { DeviceState, FleetDevice } from './model';
import { problemsOf } from './problems';
import { CONNECTION_WORDS, STATE_WORDS } from './words';

export type SortKey =
  | 'attention'
  | 'id'
  | 'model'
  | 'state'
  | 'connection'
  | 'seen'
  | 'battery'
  | 'missing'
  | 'certificate'
  | 'firmware';

/** Everything but retired devices, or one state. */
export type StateFilter = 'IN_USE' | Exclude<DeviceState, 'UNKNOWN'>;

export interface FleetView {
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly state: StateFilter;
  readonly problemsOnly: boolean;
}

const SORTS: readonly SortKey[] = [
  'attention',
  'id',
  'model',
  'state',
  'connection',
  'seen',
  'battery',
  'missing',
  'certificate',
  'firmware',
];
const STATES: readonly StateFilter[] = ['IN_USE', 'REGISTERED', 'ACTIVE', 'SUSPENDED', 'RETIRED'];

export function fleetViewOf(search: string): FleetView {
  const query = new URLSearchParams(search);
  const state = query.get('state')?.toUpperCase();
  return {
    sort: SORTS.find((sort) => sort === query.get('sort')) ?? 'attention',
    descending: query.get('order') === 'descending',
    state: STATES.find((known) => known === state) ?? 'IN_USE',
    problemsOnly: query.get('problems') === 'only',
  };
}

/**
 * For the address. What was typed into the search field is not part of it: nothing keeps a person from
 * typing a patient's name there.
 */
export function membersOf(view: FleetView): Readonly<Record<string, string | null>> {
  return {
    sort: view.sort === 'attention' ? null : view.sort,
    order: view.descending ? 'descending' : null,
    state: view.state === 'IN_USE' ? null : view.state.toLowerCase(),
    problems: view.problemsOnly ? 'only' : null,
  };
}

export function filtered(
  devices: readonly FleetDevice[],
  view: FleetView,
  text: string,
  now: number,
): readonly FleetDevice[] {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return devices.filter((device) => {
    if (view.state === 'IN_USE' ? device.state === 'RETIRED' : device.state !== view.state) {
      return false;
    }
    if (view.problemsOnly && problemsOf(device, now).length === 0) return false;
    const haystack = searchable(device);
    return words.every((word) => haystack.includes(word));
  });
}

/** No patient in it: the fleet is searched by device. */
function searchable(device: FleetDevice): string {
  return [
    device.id,
    device.model,
    device.display,
    device.type,
    device.firmware ?? '',
    device.bed ?? '',
    STATE_WORDS[device.state],
    CONNECTION_WORDS[device.connection],
  ]
    .join(' ')
    .toLowerCase();
}

const BY_NAME = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Unknown values last, whichever way; equal ones by id, so that rows keep their place. */
export function sorted(
  devices: readonly FleetDevice[],
  view: FleetView,
  now: number,
): readonly FleetDevice[] {
  const direction = view.descending ? -1 : 1;
  return devices
    .map((device) => ({ device, key: keyOf(device, view.sort, now) }))
    .sort(
      (left, right) =>
        compared(left.key, right.key, direction) ||
        BY_NAME.compare(left.device.id, right.device.id),
    )
    .map(({ device }) => device);
}

type Key = number | string | null;

function keyOf(device: FleetDevice, sort: SortKey, now: number): Key {
  switch (sort) {
    case 'attention': {
      const problems = problemsOf(device, now);
      const errors = problems.filter(({ grade }) => grade === 'error').length;
      return -(errors * 100 + problems.length);
    }
    case 'id':
      return device.id;
    case 'model':
      return device.display;
    case 'state':
      return device.state;
    case 'connection':
      return ['LOST', 'NEVER', 'OFFLINE', 'ONLINE', 'UNKNOWN'].indexOf(device.connection);
    case 'seen':
      return device.lastSeenAt;
    case 'battery':
      return device.batteryPercent;
    case 'missing':
      return device.missing === null ? null : -device.missing;
    case 'certificate':
      return device.certificateExpiresAt;
    case 'firmware':
      return device.firmware;
  }
}

function compared(left: Key, right: Key, direction: number): number {
  if (left === null || right === null) {
    return left === right ? 0 : left === null ? 1 : -1;
  }
  return direction * (typeof left === 'string' && typeof right === 'string'
    ? BY_NAME.compare(left, right)
    : Number(left) - Number(right));
}

import type { Claims } from '../session/claims';

/** The pages of the console. */
export type Place =
  | 'ward'
  | 'alerts'
  | 'patient'
  | 'unit'
  | 'statistics'
  | 'status'
  | 'on-call'
  | 'policies'
  | 'fleet'
  | 'device'
  | 'census'
  | 'charting'
  | 'deliveries'
  | 'storage'
  | 'quarantine'
  | 'explain'
  | 'enrol'
  | 'me';

const CARERS = ['clinician', 'charge-nurse'];
const EVERYBODY = ['clinician', 'charge-nurse', 'operator', 'auditor'];
const FLEET_READERS = ['operator', 'charge-nurse', 'auditor'];

/** As the services allow it; the server decides in any case. */
const ROLES: Readonly<Record<Place, readonly string[]>> = {
  ward: CARERS,
  alerts: CARERS,
  patient: CARERS,
  unit: CARERS,
  statistics: EVERYBODY,
  status: EVERYBODY,
  'on-call': EVERYBODY,
  policies: ['charge-nurse', 'clinician', 'auditor'],
  fleet: FLEET_READERS,
  device: FLEET_READERS,
  census: ['clinician', 'charge-nurse', 'operator', 'integrator'],
  charting: ['clinician', 'charge-nurse', 'integrator'],
  deliveries: ['operator', 'integrator'],
  storage: ['operator', 'auditor'],
  quarantine: ['operator'],
  explain: ['operator', 'integrator'],
  enrol: ['operator'],
  me: ['clinician', 'charge-nurse', 'operator', 'integrator', 'auditor'],
};

/**
 * What the navigation offers, in its order. One device's page is reached from the fleet, one patient's
 * from the ward board.
 */
const OFFERED: readonly Place[] = [
  'ward',
  'alerts',
  'unit',
  'fleet',
  'policies',
  'on-call',
  'statistics',
  'status',
  'census',
  'charting',
  'deliveries',
  'storage',
  'quarantine',
  'explain',
  'enrol',
];

export function maySee(claims: Claims, place: Place): boolean {
  return hasRole(claims, ROLES[place]);
}

/** May change devices, and not only look at them. */
export function mayOperate(claims: Claims): boolean {
  return hasRole(claims, ['operator']);
}

/** May decide by which rules alerts are made: charge nurses for all, clinicians for their patients. */
export function mayDecideFor(claims: Claims, scope: string): boolean {
  return hasRole(claims, scope.startsWith('patient:') ? CARERS : ['charge-nurse']);
}

/** May try admission messages again that nobody could follow. */
export function mayMendCensus(claims: Claims): boolean {
  return hasRole(claims, ['operator', 'integrator']);
}

/** May say who takes turns; clinicians may take over for a while. */
export function mayEditOnCall(claims: Claims): boolean {
  return hasRole(claims, ['charge-nurse']);
}

export function offeredTo(claims: Claims): readonly Place[] {
  return OFFERED.filter((place) => maySee(claims, place));
}

/** Where somebody lands who came without a destination. */
export function homeOf(claims: Claims): Place {
  return offeredTo(claims)[0] ?? 'ward';
}

function hasRole(claims: Claims, roles: readonly string[]): boolean {
  return claims.roles === null || claims.roles.some((role) => roles.includes(role));
}

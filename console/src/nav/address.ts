import { Observable } from '../live/observable';
import { asObject, asText } from '../wire/json';
import type { Place } from './places';

/**
 * Where in the console somebody is: the query of the page's address, as in `/?page=device&id=pump-7`.
 * One path for all pages, so that any web server that has index.html serves every deep link, and the
 * sign-in, which brings back the query, brings back the page.
 *
 * Nothing of a patient ever goes in here: addresses end up in histories, bookmarks and proxy logs.
 * Whom a page is about stays with the tab's entry in its own history, so that "Back" and reloading work.
 */
export class Address {
  readonly search = new Observable<string>(window.location.search);
  /** The patient whom the page is about; null where it is about none. */
  readonly patientId = new Observable<string | null>(patientOf(window.history.state));
  /** Somebody has gone from page to page since the console was opened. */
  moved = false;

  start(): void {
    window.addEventListener('popstate', this.read);
    this.read();
  }

  stop(): void {
    window.removeEventListener('popstate', this.read);
  }

  /** Another page, to which "Back" returns. */
  readonly go = (search: string, patientId: string | null = null): void => {
    const state = patientId === null ? null : { patientId };
    window.history.pushState(state, '', `${window.location.pathname}${search}`);
    this.moved = true;
    this.patientId.set(patientId);
    this.search.set(search);
    window.scrollTo(0, 0);
  };

  /** The same page, seen otherwise. */
  readonly replace = (search: string): void => {
    window.history.replaceState(window.history.state, '', `${window.location.pathname}${search}`);
    this.search.set(search);
  };

  private readonly read = (): void => {
    this.patientId.set(patientOf(window.history.state));
    this.search.set(window.location.search);
  };
}

function patientOf(state: unknown): string | null {
  return asText(asObject(state)['patientId']);
}

const PLACES: readonly Place[] = [
  'ward',
  'alerts',
  'patient',
  'unit',
  'statistics',
  'status',
  'on-call',
  'policies',
  'fleet',
  'device',
  'census',
  'charting',
  'deliveries',
  'storage',
  'quarantine',
  'explain',
  'enrol',
  'me',
];

/** Null where the address names none: then the role decides. */
export function placeOf(search: string): Place | null {
  const page = new URLSearchParams(search).get('page');
  // What the patient's page was called before; histories and the links of older pages still say so.
  if (page === 'trends') return 'patient';
  return PLACES.find((place) => place === page) ?? null;
}

/** The query of a page; members that are null are left out. */
export function searchTo(
  place: Place,
  members: Readonly<Record<string, string | null>> = {},
): string {
  const query = new URLSearchParams({ page: place });
  for (const [name, value] of Object.entries(members)) {
    if (value !== null && value !== '') query.set(name, value);
  }
  return `?${query.toString()}`;
}

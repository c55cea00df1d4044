import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Address, placeOf, searchTo } from './address';
import { homeOf, mayDecideFor, maySee, mayOperate, offeredTo } from './places';

const as = (...roles: string[]) => ({ roles, subject: 'somebody' });

describe('places', () => {
  it('offers a role what its requests would be answered', () => {
    expect(offeredTo(as('operator'))).toEqual([
      'fleet',
      'on-call',
      'statistics',
      'status',
      'census',
      'deliveries',
      'storage',
      'quarantine',
      'explain',
      'enrol',
    ]);
    expect(offeredTo(as('charge-nurse'))).toEqual([
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
    ]);
    expect(offeredTo(as('clinician'))).toEqual(['ward', 'alerts', 'unit', 'policies', 'on-call', 'statistics', 'status', 'census', 'charting']);
    expect(offeredTo(as('auditor'))).toEqual(['fleet', 'policies', 'on-call', 'statistics', 'status', 'storage']);
    expect(offeredTo(as('integrator'))).toEqual(['census', 'charting', 'deliveries', 'explain']);
  });

  it('opens on the page that the role is about', () => {
    expect(homeOf(as('operator'))).toBe('fleet');
    expect(homeOf(as('clinician', 'operator'))).toBe('ward');
    expect(homeOf(as('stranger'))).toBe('ward');
  });

  it('lets only operators change devices', () => {
    expect(mayOperate(as('operator'))).toBe(true);
    expect(mayOperate(as('charge-nurse', 'auditor'))).toBe(false);
    expect(maySee(as('auditor'), 'device')).toBe(true);
    expect(maySee(as('operator'), 'patient')).toBe(false);
  });

  it('lets clinicians decide for patients, and charge nurses for all', () => {
    expect(mayDecideFor(as('clinician'), 'patient:P1')).toBe(true);
    expect(mayDecideFor(as('clinician'), 'unit:A')).toBe(false);
    expect(mayDecideFor(as('charge-nurse'), 'organisation')).toBe(true);
    expect(mayDecideFor(as('auditor'), 'patient:P1')).toBe(false);
  });

  it('leaves it to the server when the token does not tell', () => {
    expect(offeredTo({ roles: null, subject: null })).toHaveLength(15);
  });
});

describe('address', () => {
  it('finds the patient’s page by its older name', () => {
    expect(placeOf('?page=trends')).toBe('patient');
    expect(placeOf('?page=nothing')).toBeNull();
  });

  it('survives the way through the address', () => {
    expect(searchTo('device', { id: 'pump 7&8', tab: null })).toBe('?page=device&id=pump+7%268');
    expect(placeOf(searchTo('device', { id: 'x' }))).toBe('device');
  });

  it('leaves the page to the role when it names none', () => {
    expect(placeOf('')).toBeNull();
    expect(placeOf('?sort=bed')).toBeNull();
    expect(placeOf('?page=nonsense')).toBeNull();
  });
});

describe('a patient’s page', () => {
  const entries: { state: unknown; url: string }[] = [];
  beforeEach(() => {
    entries.length = 0;
    const record = (state: unknown, _title: string, url: string) => {
      entries.push({ state, url });
      history.state = state;
    };
    const history = { state: null as unknown, pushState: record, replaceState: record };
    vi.stubGlobal('window', {
      history,
      location: { pathname: '/', search: '' },
      scrollTo: () => undefined,
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('knows its patient without the address telling', () => {
    const address = new Address();
    address.go(searchTo('patient'), 'VW-10026');
    expect(address.patientId.get()).toBe('VW-10026');
    expect(entries.map(({ url }) => url)).toEqual(['/?page=patient']);
    address.replace('?page=patient&hours=6');
    expect(entries.at(-1)?.state).toEqual({ patientId: 'VW-10026' });
  });

  it('does not take its patient along to another page', () => {
    const address = new Address();
    address.go(searchTo('patient'), 'VW-10026');
    address.go(searchTo('unit'));
    expect(address.patientId.get()).toBeNull();
    expect(entries.at(-1)?.state).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { placeOf, searchTo } from './address';
import { homeOf, maySee, mayOperate, offeredTo } from './places';

const as = (...roles: string[]) => ({ roles });

describe('places', () => {
  it('offers a role what its requests would be answered', () => {
    expect(offeredTo(as('operator'))).toEqual(['fleet', 'quarantine', 'explain', 'enrol']);
    expect(offeredTo(as('charge-nurse'))).toEqual(['ward', 'fleet']);
    expect(offeredTo(as('clinician'))).toEqual(['ward']);
    expect(offeredTo(as('auditor'))).toEqual(['fleet']);
    expect(offeredTo(as('integrator'))).toEqual(['explain']);
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
  });

  it('leaves it to the server when the token does not tell', () => {
    expect(offeredTo({ roles: null })).toHaveLength(5);
  });
});

describe('address', () => {
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

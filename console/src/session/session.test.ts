import { describe, expect, it } from 'vitest';
import { arrivalOf } from './callback';
import { claimsOf, mayAcknowledge, personOf } from './claims';
import { configOf } from './config';

const jwt = (claims: object) =>
  `x.${btoa(JSON.stringify(claims)).replaceAll('+', '-').replaceAll('/', '_')}.x`;

describe('claims', () => {
  it('lets clinicians and charge nurses acknowledge, auditors not', () => {
    expect(mayAcknowledge(claimsOf(jwt({ roles: ['clinician'] })))).toBe(true);
    expect(mayAcknowledge(claimsOf(jwt({ roles: ['charge-nurse', 'auditor'] })))).toBe(true);
    expect(mayAcknowledge(claimsOf(jwt({ roles: ['auditor'] })))).toBe(false);
  });

  it('leaves it to the server when the token cannot be read', () => {
    expect(mayAcknowledge(claimsOf('opaque'))).toBe(true);
    expect(mayAcknowledge(claimsOf('a.###.c'))).toBe(true);
  });

  it('knows by which name acknowledgements and pages call the person', () => {
    expect(claimsOf(jwt({ sub: 'nina', roles: [] })).subject).toBe('nina');
    expect(claimsOf('opaque').subject).toBeNull();
  });

  it('names the person by the best claim there is', () => {
    expect(personOf({ sub: 's', name: 'Sister Clarke' })).toBe('Sister Clarke');
    expect(personOf({ sub: 's' })).toBe('s');
  });
});

describe('config', () => {
  it('needs an authority and a client', () => {
    expect(configOf({ authority: 'http://x', clientId: 'c' })).toEqual({
      authority: 'http://x',
      clientId: 'c',
      scope: 'openid',
    });
    expect(() => configOf({ authority: 'http://x' })).toThrow();
  });
});

describe('arrival', () => {
  it('tells a visit from an answer of the identity provider', () => {
    expect(arrivalOf('?sort=bed', false, false).kind).toBe('visit');
    expect(arrivalOf('?code=1&state=2', false, false).kind).toBe('signed-in');
    expect(arrivalOf('?error=login_required&state=2', true, false).kind).toBe('relay-frame');
    expect(arrivalOf('?code=1&state=2', false, true).kind).toBe('relay-popup');
  });
});

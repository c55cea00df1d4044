import { asObject, asTexts, asText } from '../wire/json';

export interface Claims {
  /** Null when the token does not tell; the server decides in any case. */
  readonly roles: readonly string[] | null;
  /** As acknowledgements and pages name the person; null when the token does not tell. */
  readonly subject: string | null;
}

const NOTHING: Claims = { roles: null, subject: null };

/** Reads the payload of a JWT without trusting it: only to hide what the server would refuse. */
export function claimsOf(token: string): Claims {
  const payload = token.split('.')[1];
  if (payload === undefined) return NOTHING;
  try {
    const bytes = Uint8Array.from(
      atob(payload.replaceAll('-', '+').replaceAll('_', '/')),
      (character) => character.charCodeAt(0),
    );
    const claims = asObject(JSON.parse(new TextDecoder().decode(bytes)));
    const roles = claims['roles'];
    return { roles: Array.isArray(roles) ? asTexts(roles) : null, subject: asText(claims['sub']) };
  } catch {
    return NOTHING;
  }
}

export function mayAcknowledge(claims: Claims): boolean {
  return (
    claims.roles === null ||
    claims.roles.some((role) => role === 'clinician' || role === 'charge-nurse')
  );
}

/** May order that nobody is called for an alert. */
export function mayOrderSilence(claims: Claims): boolean {
  return claims.roles === null || claims.roles.includes('charge-nurse');
}

/** What to call the person who is signed in. */
export function personOf(profile: unknown): string {
  const claims = asObject(profile);
  return (
    asText(claims['name']) ?? asText(claims['preferred_username']) ?? asText(claims['sub']) ?? ''
  );
}

// A pretend identity provider: signs in whoever comes, with PKCE checked, tokens unsigned.
import { createHash, randomUUID } from 'node:crypto';

export function createIdentity({ tokenSeconds = 600, role = 'clinician' } = {}) {
  const codes = new Map();
  const tokens = new Set();
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const jwt = (claims) => `${encode({ alg: 'none' })}.${encode(claims)}.`;

  return {
    role,
    accepts: (authorization) => tokens.has((authorization ?? '').replace(/^Bearer /, '')),
    revokeAll: () => tokens.clear(),
    configuration: (issuer) => ({
      issuer,
      authorization_endpoint: `${issuer}/oauth2/authorize`,
      token_endpoint: `${issuer}/oauth2/token`,
      end_session_endpoint: `${issuer}/oauth2/logout`,
      jwks_uri: `${issuer}/oauth2/jwks`,
    }),
    authorize(query) {
      const code = randomUUID();
      codes.set(code, Object.fromEntries(query));
      return `${query.get('redirect_uri')}?code=${code}&state=${encodeURIComponent(query.get('state'))}`;
    },
    token(form, issuer) {
      const request = codes.get(form.get('code'));
      codes.delete(form.get('code'));
      const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
      if (request === undefined || challenge !== request.code_challenge) return null;
      const now = Math.floor(Date.now() / 1_000);
      const claims = { iss: issuer, sub: 'sister.clarke', aud: 'vitalwire-console', iat: now, exp: now + tokenSeconds };
      const access = jwt({ ...claims, aud: 'vitalwire', roles: [role], care_units: ['*'], jti: randomUUID() });
      tokens.add(access);
      return {
        access_token: access,
        id_token: jwt({ ...claims, nonce: request.nonce, name: 'Sister M. Clarke' }),
        token_type: 'Bearer',
        expires_in: tokenSeconds,
        scope: 'openid',
      };
    },
  };
}

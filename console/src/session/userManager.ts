import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { ConsoleConfig } from './config';

/**
 * Code flow with PKCE. Tokens live in sessionStorage: they end with the tab and no other tab reads
 * them. One redirect URI, the origin's root, serves the sign-in, the silent renewal and the popup.
 */
export function createUserManager(config: ConsoleConfig, origin: string): UserManager {
  const home = `${origin}/`;
  return new UserManager({
    authority: config.authority,
    client_id: config.clientId,
    scope: config.scope,
    response_type: 'code',
    redirect_uri: home,
    silent_redirect_uri: home,
    popup_redirect_uri: home,
    post_logout_redirect_uri: home,
    userStore: new WebStorageStateStore({ store: window.sessionStorage }),
    stateStore: new WebStorageStateStore({ store: window.sessionStorage }),
    // Renewal is ours (session.ts): it must retry, and tell the user when it cannot.
    automaticSilentRenew: false,
    accessTokenExpiringNotificationTimeInSeconds: 90,
    silentRequestTimeoutInSeconds: 8,
    loadUserInfo: false,
  });
}

import type { User, UserManager } from 'oidc-client-ts';
import { Observable } from '../live/observable';
import { claimsOf, type Claims, personOf } from './claims';

export type SessionState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'signed-out' }
  | SignedIn
  /** The token ran out. Patients are hidden until someone signs in again. */
  | { readonly kind: 'ended'; readonly at: number }
  | { readonly kind: 'unreachable' };

export interface SignedIn {
  readonly kind: 'signed-in';
  readonly person: string;
  readonly claims: Claims;
  /** Set while renewal fails: when the session is going to end, ms since 1970. */
  readonly endsAt: number | null;
}

const RETRY_MILLIS = 15_000;

/** Who is signed in, and the renewal of the token before it expires without leaving the page. */
export class Session {
  readonly state = new Observable<SessionState>({ kind: 'starting' });
  private readonly manager: UserManager;
  private user: User | null = null;
  private renewal: Promise<boolean> | null = null;
  private retry: number | undefined;

  constructor(manager: UserManager) {
    this.manager = manager;
    manager.events.addUserLoaded((user) => this.take(user));
    manager.events.addAccessTokenExpiring(() => void this.renew());
    manager.events.addAccessTokenExpired(() => this.end());
  }

  readonly accessToken = (): string | null => this.user?.access_token ?? null;

  /** A signed-in user of this tab, from before a reload. */
  async resume(): Promise<void> {
    const user = await this.manager.getUser();
    if (user === null) this.state.set({ kind: 'signed-out' });
    else if (user.expired === true) await this.resumeExpired();
    else this.take(user);
  }

  /** Ends a sign-in that came back by redirect; answers the query string the user had before. */
  async complete(): Promise<string> {
    const user = await this.manager.signinRedirectCallback();
    this.take(user);
    return user.url_state ?? '';
  }

  async signIn(): Promise<void> {
    try {
      await this.manager.signinRedirect({ url_state: window.location.search });
    } catch {
      this.state.set({ kind: 'unreachable' });
    }
  }

  /** Signs in again beside the page, which stays as it is. Falls back to leaving it. */
  async signInAgain(): Promise<void> {
    try {
      await this.manager.signinPopup({ popupWindowFeatures: { width: 480, height: 680 } });
    } catch {
      await this.signIn();
    }
  }

  async signOut(): Promise<void> {
    window.clearTimeout(this.retry);
    const idToken = this.user?.id_token;
    this.user = null;
    try {
      await this.manager.signoutRedirect(
        idToken === undefined ? {} : { id_token_hint: idToken },
      );
    } catch {
      // A provider without an end-session endpoint: forgetting the tokens is what is left to do.
      await this.manager.removeUser();
      this.state.set({ kind: 'signed-out' });
    }
  }

  /** A service refused the token before its time: answers whether there is a new one. */
  readonly renew = (): Promise<boolean> => {
    if (this.user === null) return Promise.resolve(false);
    this.renewal ??= this.tryRenewal().finally(() => (this.renewal = null));
    return this.renewal;
  };

  private async tryRenewal(): Promise<boolean> {
    window.clearTimeout(this.retry);
    try {
      // By refresh token where the provider gives one, else in a hidden frame with prompt=none.
      if ((await this.manager.signinSilent()) !== null) return true;
    } catch {
      // Falls through: the user is told and the attempt is repeated.
    }
    const secondsLeft = this.user?.expires_in ?? 0;
    if (secondsLeft <= 0) {
      this.end();
      return false;
    }
    this.state.update((state) =>
      state.kind === 'signed-in' ? { ...state, endsAt: Date.now() + secondsLeft * 1_000 } : state,
    );
    this.retry = window.setTimeout(() => void this.renew(), RETRY_MILLIS);
    return false;
  }

  private async resumeExpired(): Promise<void> {
    try {
      if ((await this.manager.signinSilent()) !== null) return;
    } catch {
      // Not renewable any more.
    }
    await this.manager.removeUser();
    this.state.set({ kind: 'signed-out' });
  }

  private take(user: User): void {
    window.clearTimeout(this.retry);
    this.user = user;
    this.state.set({
      kind: 'signed-in',
      person: personOf(user.profile),
      claims: claimsOf(user.access_token),
      endsAt: null,
    });
  }

  private end(): void {
    if (this.user === null) return;
    window.clearTimeout(this.retry);
    this.user = null;
    void this.manager.removeUser();
    this.state.set({ kind: 'ended', at: Date.now() });
  }
}

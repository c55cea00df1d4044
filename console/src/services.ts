import { AlertFeed } from './alerts/feed';
import { ServerClock } from './live/serverClock';
import { Ticker } from './live/ticker';
import type { Session } from './session/session';
import type { Polled } from './live/polled';
import { type Asked, pollStatus } from './status/light';
import { type Api, createApi } from './wire/api';

/** What all pages of one sign-in share. */
export interface Services {
  readonly api: Api;
  readonly clock: ServerClock;
  readonly ticker: Ticker;
  readonly alerts: AlertFeed;
  /** How the platform itself stands. */
  readonly status: Polled<Asked>;
}

export function servicesOf(session: Session): Services {
  const clock = new ServerClock();
  const api = createApi(session.accessToken, session.renew, (serverTime, receivedAt) =>
    clock.observe(serverTime, receivedAt),
  );
  return {
    api,
    clock,
    status: pollStatus(api),
    ticker: new Ticker(() => clock.at(Date.now())),
    alerts: new AlertFeed(api, session.accessToken, session.renew),
  };
}

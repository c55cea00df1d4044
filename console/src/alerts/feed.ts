import { EventStream } from '../live/eventStream';
import type { Liveness } from '../live/liveness';
import { Observable } from '../live/observable';
import { RefreshLoop } from '../live/refreshLoop';
import { explain, type AccessToken, type Api, type Renewal } from '../wire/api';
import { announcement } from './announce';
import { alertOf, alertsOf } from './decode';
import { type Alerts, withAlert, withList } from './merge';
import type { Alert } from './model';

export interface AlertState {
  readonly kind: 'loading' | 'ready' | 'failed';
  readonly alerts: Alerts;
  readonly reason: string | null;
  /** Ids on their way to the server. */
  readonly acknowledging: ReadonlySet<string>;
  /** Why the last acknowledgement of an alert failed, by id. */
  readonly failures: ReadonlyMap<string, string>;
}

const LIST = '/api/v1/alerts?state=open&limit=500';
/** The stream has no gaps; a second look costs an audit entry for each patient. */
const REFRESH_MILLIS = 10 * 60_000;
const RETRY_MILLIS = 3_000;

export class AlertFeed {
  readonly state = new Observable<AlertState>({
    kind: 'loading',
    alerts: new Map(),
    reason: null,
    acknowledging: new Set(),
    failures: new Map(),
  });
  /** The newest arrival in words, for screen readers. */
  readonly announced = new Observable<{ readonly text: string; readonly urgent: boolean }>({
    text: '',
    urgent: false,
  });
  private readonly api: Api;
  private readonly accessToken: AccessToken;
  private readonly renew: Renewal;
  private stream: EventStream | null = null;
  private readonly loop = new RefreshLoop({
    read: () => this.read(),
    onFailure: (failure) => this.fail(failure),
    everyMillis: REFRESH_MILLIS,
    retryMillis: RETRY_MILLIS,
  });
  private readonly streamed = new Set<string>();

  constructor(api: Api, accessToken: AccessToken, renew: Renewal) {
    this.api = api;
    this.accessToken = accessToken;
    this.renew = renew;
  }

  start(): void {
    this.stream = new EventStream('/api/v1/alerts/stream', this.accessToken, {
      onOpen: () => void this.loop.refresh(),
      onEvent: (type, data) => {
        // More was missed than the server can tell again.
        if (type === 'reset') void this.loop.refresh();
        const alert = type === 'alert' ? alertOf(data) : null;
        if (alert !== null) this.take(alert);
      },
      renew: this.renew,
    });
    this.loop.start();
  }

  stop(): void {
    this.stream?.close();
    this.stream = null;
    this.loop.stop();
  }

  liveness(now: number): Liveness {
    return this.stream?.liveness(now) ?? { kind: 'connecting' };
  }

  readonly acknowledge = async (id: string): Promise<void> => {
    this.state.update((state) => ({
      ...state,
      acknowledging: new Set([...state.acknowledging, id]),
      failures: without(state.failures, id),
    }));
    let failed: string | null = null;
    try {
      const alert = alertOf(
        await this.api.post(`/api/v1/alerts/${encodeURIComponent(id)}/acknowledge`),
      );
      if (alert !== null) this.take(alert);
    } catch (failure) {
      failed = explain(failure);
    }
    this.state.update((state) => ({
      ...state,
      acknowledging: new Set([...state.acknowledging].filter((other) => other !== id)),
      failures: failed === null ? state.failures : new Map([...state.failures, [id, failed]]),
    }));
  };

  private async read(): Promise<void> {
    this.streamed.clear();
    const list = alertsOf(await this.api.get(LIST));
    const before = this.state.get();
    if (before.kind === 'ready') this.announce(list.filter(({ id }) => !before.alerts.has(id)));
    this.state.update((state) => ({
      ...state,
      kind: 'ready',
      reason: null,
      alerts: withList(state.alerts, list, this.streamed),
    }));
  }

  private fail(failure: unknown): void {
    this.state.update((state) =>
      state.kind === 'ready' ? state : { ...state, kind: 'failed', reason: explain(failure) },
    );
  }

  private take(alert: Alert): void {
    this.streamed.add(alert.id);
    if (alert.open && !this.state.get().alerts.has(alert.id)) this.announce([alert]);
    this.state.update((state) => ({ ...state, alerts: withAlert(state.alerts, alert) }));
  }

  private announce(arrived: readonly Alert[]): void {
    const text = announcement(arrived);
    if (text === null) return;
    this.announced.set({ text, urgent: arrived.some(({ priority }) => priority === 'high') });
  }
}

function without(
  failures: ReadonlyMap<string, string>,
  id: string,
): ReadonlyMap<string, string> {
  return new Map([...failures].filter(([other]) => other !== id));
}

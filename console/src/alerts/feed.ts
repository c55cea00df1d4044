import { EventStream } from '../live/eventStream';
import type { Liveness } from '../live/liveness';
import { Observable } from '../live/observable';
import { RefreshLoop } from '../live/refreshLoop';
import { explain, isChanged, type AccessToken, type Api, type Renewal } from '../wire/api';
import { asNumber, asObject, asText, type JsonObject } from '../wire/json';
import { Problem } from '../wire/problem';
import { alertWords } from '../words/alerts';
import { announcement } from './announce';
import { alertOf, alertsOf } from './decode';
import { type Deed, type DeedKind, requestOf, stillMeant } from './deeds';
import { type Alerts, withAlert, withList } from './merge';
import type { Alert } from './model';
import { Receipts } from './receipts';

export interface AlertState {
  readonly kind: 'loading' | 'ready' | 'failed';
  readonly alerts: Alerts;
  readonly reason: string | null;
  /** Deeds on their way to the server, by the alert's id. */
  readonly doing: ReadonlyMap<string, DeedKind>;
  /** Why the last deed on an alert failed, by id. */
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
    doing: new Map(),
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
  private readonly receipts: Receipts;

  constructor(api: Api, accessToken: AccessToken, renew: Renewal) {
    this.api = api;
    this.receipts = new Receipts(api);
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
        if (type === 'page') this.notePage(asObject(data));
      },
      renew: this.renew,
      catchesUp: true,
    });
    this.receipts.start();
    this.loop.start();
  }

  stop(): void {
    this.stream?.close();
    this.stream = null;
    this.receipts.stop();
    this.loop.stop();
  }

  liveness(): Liveness {
    return this.stream?.liveness() ?? { kind: 'connecting' };
  }

  /** Does it as the alert stands here; answers whether it is done. */
  readonly act = async (seen: Alert, deed: Deed): Promise<boolean> => {
    const { id } = seen;
    if (this.state.get().doing.has(id)) return false;
    this.state.update((state) => ({
      ...state,
      doing: new Map([...state.doing, [id, deed.kind]]),
      failures: without(state.failures, id),
    }));
    let failed: string | null = null;
    try {
      this.takeAnswer(await this.send(seen, deed));
    } catch (failure) {
      failed = explain(failure);
    }
    this.state.update((state) => ({
      ...state,
      doing: without(state.doing, id),
      failures: failed === null ? state.failures : new Map([...state.failures, [id, failed]]),
    }));
    return failed === null;
  };

  /** Reads one alert again, for what changes without its version. It may fail: the next look may not. */
  readonly look = async (id: string): Promise<void> => {
    try {
      this.takeAnswer(await this.api.get(`/api/v1/alerts/${encodeURIComponent(id)}`));
    } catch {
      // What is shown stays, and the stream goes on to tell what matters.
    }
  };

  /** One after the other: a failure of one must not hide behind the others. */
  readonly actOnAll = async (seen: readonly Alert[], deed: Deed): Promise<void> => {
    for (const alert of seen) await this.act(alert, deed);
  };

  private notePage(page: JsonObject): void {
    const id = asText(page['id']);
    const version = asNumber(page['version']);
    if (id !== null && version !== null) this.receipts.note({ id, version });
  }

  private async send(seen: Alert, deed: Deed): Promise<unknown> {
    const { path, body } = requestOf(seen.id, deed);
    try {
      return await this.api.post(path, body, tagOf(seen));
    } catch (failure) {
      if (!isChanged(failure)) throw failure;
      const now = alertOf(await this.api.get(`/api/v1/alerts/${encodeURIComponent(seen.id)}`));
      if (now !== null) this.take(now);
      if (now === null || !stillMeant(deed, seen, now)) {
        throw new Problem(412, 'ALERT_CHANGED', alertWords().changedMeanwhile);
      }
      return this.api.post(path, body, tagOf(now));
    }
  }

  private takeAnswer(answer: unknown): void {
    const alert = alertOf(answer);
    if (alert !== null) this.take(alert);
  }

  private async read(): Promise<void> {
    this.streamed.clear();
    const connection = this.stream?.connectionNumber() ?? 0;
    const list = alertsOf(await this.api.get(LIST));
    const before = this.state.get();
    if (before.kind === 'ready') this.announce(list.filter(({ id }) => !before.alerts.has(id)));
    this.state.update((state) => ({
      ...state,
      kind: 'ready',
      reason: null,
      alerts: withList(state.alerts, list, this.streamed),
    }));
    this.stream?.caughtUp(connection);
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

function without<T>(map: ReadonlyMap<string, T>, id: string): ReadonlyMap<string, T> {
  return new Map([...map].filter(([other]) => other !== id));
}

function tagOf({ version }: Alert): string | undefined {
  return version === null ? undefined : `"${version}"`;
}

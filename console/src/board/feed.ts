import { EventStream } from '../live/eventStream';
import type { Liveness } from '../live/liveness';
import { Observable } from '../live/observable';
import { RefreshLoop } from '../live/refreshLoop';
import type { ServerClock } from '../live/serverClock';
import { explain, isForbidden, type AccessToken, type Api, type Renewal } from '../wire/api';
import { boardOf } from './decode';
import { type Patients, withChanges, withSnapshot } from './merge';

export type BoardState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** The caller's role may not see patients. */
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'ready'; readonly patients: Patients };

/** The stream tells every change; the whole board, with the server's trends, is read again this often. */
const REFRESH_MILLIS = 5 * 60_000;
const RETRY_MILLIS = 3_000;

/** The ward board as it is: one full read, then changes, and a full read after every reconnect. */
export class BoardFeed {
  readonly state = new Observable<BoardState>({ kind: 'loading' });
  private readonly api: Api;
  private readonly accessToken: AccessToken;
  private readonly clock: ServerClock;
  private readonly renew: Renewal;
  private stream: EventStream | null = null;
  private readonly loop = new RefreshLoop({
    read: () => this.read(),
    onFailure: (failure) => this.fail(failure),
    everyMillis: REFRESH_MILLIS,
    retryMillis: RETRY_MILLIS,
  });

  constructor(api: Api, accessToken: AccessToken, clock: ServerClock, renew: Renewal) {
    this.api = api;
    this.accessToken = accessToken;
    this.clock = clock;
    this.renew = renew;
  }

  start(): void {
    this.stream = new EventStream('/api/v1/board/stream', this.accessToken, {
      onOpen: () => void this.refresh(),
      onEvent: (type, data) => {
        if (type === 'board') this.change(data);
      },
      renew: this.renew,
      catchesUp: true,
    });
    this.loop.start();
  }

  stop(): void {
    this.stream?.close();
    this.stream = null;
    this.loop.stop();
  }

  liveness(): Liveness {
    // Nothing is shown that could be out of date.
    if (this.state.get().kind === 'forbidden') return { kind: 'live' };
    return this.stream?.liveness() ?? { kind: 'connecting' };
  }

  readonly refresh = (): Promise<void> => this.loop.refresh();

  private async read(): Promise<void> {
    const connection = this.stream?.connectionNumber() ?? 0;
    const snapshot = boardOf(await this.api.get('/api/v1/board'), Date.now());
    this.clock.observe(snapshot.asOf, Date.now());
    this.state.update((state) => ({
      kind: 'ready',
      patients: withSnapshot(state.kind === 'ready' ? state.patients : new Map(), snapshot),
    }));
    this.stream?.caughtUp(connection);
  }

  private fail(failure: unknown): void {
    if (isForbidden(failure)) {
      this.stop();
      this.state.set({ kind: 'forbidden' });
    }
    // A board that is already there stays; the stream's silence is what makes it untrusted.
    this.state.update((state) =>
      state.kind === 'ready' || state.kind === 'forbidden'
        ? state
        : { kind: 'failed', reason: explain(failure) },
    );
  }

  private change(data: unknown): void {
    const receivedAt = Date.now();
    const changes = boardOf(data, receivedAt);
    this.clock.observe(changes.asOf, receivedAt);
    this.state.update((state) =>
      state.kind === 'ready'
        ? { kind: 'ready', patients: withChanges(state.patients, changes) }
        : state,
    );
  }
}

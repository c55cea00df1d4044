import { Observable } from '../live/observable';
import { RefreshLoop } from '../live/refreshLoop';
import { explain, isForbidden } from '../wire/api';
import type { SeriesAnswer } from './model';

export interface SeriesRequest {
  readonly signs: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly points: number;
}

export interface SeriesState {
  readonly answer: SeriesAnswer | null;
  /** When it was read, on this display's clock (ms). */
  readonly readAt: number | null;
  /** Why the newest attempt failed; null when it did not. */
  readonly failure: string | null;
  readonly forbidden: boolean;
  /** Asked for something else than what is shown, and not answered yet. */
  readonly waiting: boolean;
}

/** Reads what is looked at: at once when that changes and settles, and again as time goes on. */
export class SeriesReader {
  readonly state = new Observable<SeriesState>({
    answer: null,
    readAt: null,
    failure: null,
    forbidden: false,
    waiting: true,
  });
  private readonly loop: RefreshLoop;
  private wanted: (() => SeriesRequest) | null = null;
  private version = 0;
  private everyMillis = 60_000;
  private timer: number | undefined;

  constructor(read: (request: SeriesRequest) => Promise<SeriesAnswer>) {
    const every = () => this.everyMillis;
    this.loop = new RefreshLoop({
      read: async () => {
        if (this.wanted === null) return;
        const asked = this.version;
        const answer = await read(this.wanted());
        this.state.set({
          answer,
          readAt: Date.now(),
          failure: null,
          forbidden: false,
          waiting: asked !== this.version,
        });
      },
      onFailure: (failure) => {
        const forbidden = isForbidden(failure);
        if (forbidden) this.loop.stop();
        this.state.update((state) => ({ ...state, failure: explain(failure), forbidden }));
      },
      get everyMillis() {
        return every();
      },
      retryMillis: 3_000,
    });
  }

  /**
   * @param request asked at each reading, as "now" moves on
   * @param everyMillis how often it is read again
   * @param settleMillis waits so long for a further change, as while a wheel turns
   */
  want(request: () => SeriesRequest, everyMillis: number, settleMillis: number): void {
    this.wanted = request;
    this.everyMillis = everyMillis;
    this.version++;
    this.state.update((state) => ({ ...state, waiting: true }));
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.loop.refresh(), settleMillis);
  }

  start(): void {
    this.loop.start();
  }

  stop(): void {
    window.clearTimeout(this.timer);
    this.loop.stop();
  }

  readonly refresh = (): Promise<void> => this.loop.refresh();
}

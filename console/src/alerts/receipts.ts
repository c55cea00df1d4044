import type { Api } from '../wire/api';

/** As on the stream: an alert that joins a page makes a new version of it, which wants a receipt of its own. */
export interface ShownPage {
  readonly id: string;
  readonly version: number;
}

const RETRIES_MILLIS: readonly number[] = [1_000, 2_000, 4_000];

/**
 * Tells the server that a page to this person was shown to them. A console in the background shows
 * nothing: its receipt waits until somebody looks, so that the server goes on to the next channel.
 */
export class Receipts {
  private readonly api: Pick<Api, 'post'>;
  private readonly visible: () => boolean;
  private readonly unseen = new Map<string, number>();
  private readonly sent = new Map<string, number>();
  private readonly timers = new Set<number>();

  constructor(
    api: Pick<Api, 'post'>,
    visible: () => boolean = () => document.visibilityState === 'visible',
  ) {
    this.api = api;
    this.visible = visible;
  }

  start(): void {
    document.addEventListener('visibilitychange', this.look);
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.look);
    for (const timer of this.timers) window.clearTimeout(timer);
    this.timers.clear();
    this.unseen.clear();
  }

  /** A page came in. It may come in more than once: after a reconnect the stream tells again. */
  note({ id, version }: ShownPage): void {
    if ((this.sent.get(id) ?? 0) >= version) return;
    this.unseen.set(id, version);
    this.look();
  }

  readonly look = (): void => {
    if (!this.visible()) return;
    for (const [id, version] of this.unseen) {
      this.unseen.delete(id);
      this.sent.set(id, version);
      void this.send({ id, version }, 0);
    }
  };

  private async send(page: ShownPage, attempt: number): Promise<void> {
    try {
      await this.api.post(`/api/v1/pages/${encodeURIComponent(page.id)}/receipt?version=${page.version}`);
    } catch {
      // After the last attempt the server calls by another channel: that is what a receipt is for.
      const wait = RETRIES_MILLIS[attempt];
      if (wait === undefined) return;
      const timer = window.setTimeout(() => {
        this.timers.delete(timer);
        void this.send(page, attempt + 1);
      }, wait);
      this.timers.add(timer);
    }
  }
}

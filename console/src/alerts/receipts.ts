import type { Api } from '../wire/api';

const RETRIES_MILLIS: readonly number[] = [1_000, 2_000, 4_000];

/**
 * Tells the server that a page to this person was shown to them. A console in the background shows
 * nothing: its receipt waits until somebody looks, so that the server goes on to the next channel.
 */
export class Receipts {
  private readonly api: Pick<Api, 'post'>;
  private readonly visible: () => boolean;
  private readonly unseen = new Set<string>();
  private readonly sent = new Set<string>();
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
  note(pageId: string): void {
    if (this.sent.has(pageId)) return;
    this.unseen.add(pageId);
    this.look();
  }

  readonly look = (): void => {
    if (!this.visible()) return;
    for (const pageId of this.unseen) {
      this.unseen.delete(pageId);
      this.sent.add(pageId);
      void this.send(pageId, 0);
    }
  };

  private async send(pageId: string, attempt: number): Promise<void> {
    try {
      await this.api.post(`/api/v1/pages/${encodeURIComponent(pageId)}/receipt`);
    } catch {
      // After the last attempt the server calls by another channel: that is what a receipt is for.
      const wait = RETRIES_MILLIS[attempt];
      if (wait === undefined) return;
      const timer = window.setTimeout(() => {
        this.timers.delete(timer);
        void this.send(pageId, attempt + 1);
      }, wait);
      this.timers.add(timer);
    }
  }
}

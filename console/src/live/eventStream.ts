import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { AccessToken, Renewal } from '../wire/api';
import { backoffMillis } from './backoff';
import { Currency, LOST_AFTER_MILLIS, type Liveness, momentNow } from './liveness';

export interface StreamHandlers {
  /** An event other than a heartbeat, data already parsed. */
  readonly onEvent: (type: string, data: unknown) => void;
  /** Connected, for the first time or again: the reader should fetch what it may have missed. */
  readonly onOpen: () => void;
  readonly renew: Renewal;
  /** The server answered, but not with a stream. It is asked again all the same. */
  readonly onRefused?: (status: number) => void;
  /** What was there before a connection is read beside it: until `caughtUp` nothing is current. */
  readonly catchesUp?: boolean;
}

/**
 * Server-sent events over fetch: the browser's EventSource cannot send a bearer token. Reconnects for
 * ever, resumes with Last-Event-ID, and gives up a connection that has gone quiet.
 */
export class EventStream {
  private readonly path: string;
  private readonly accessToken: AccessToken;
  private readonly handlers: StreamHandlers;
  private readonly currency: Currency;
  private lastEventId: string | null = null;
  private attempt = 0;
  private connection: AbortController | null = null;
  private watchdog: number | undefined;
  private retry: number | undefined;
  private closed = false;

  constructor(path: string, accessToken: AccessToken, handlers: StreamHandlers) {
    this.path = path;
    this.accessToken = accessToken;
    this.handlers = handlers;
    this.currency = new Currency(momentNow(), handlers.catchesUp ?? false);
    window.addEventListener('online', this.reconnectNow);
    void this.run();
  }

  liveness(): Liveness {
    return this.currency.at(momentNow());
  }

  /** To be asked before everything is read, and told to `caughtUp` after it. */
  connectionNumber(): number {
    return this.currency.connection();
  }

  caughtUp(connection: number): void {
    this.currency.read(connection, momentNow());
  }

  close(): void {
    this.closed = true;
    window.removeEventListener('online', this.reconnectNow);
    window.clearTimeout(this.retry);
    window.clearTimeout(this.watchdog);
    this.connection?.abort();
  }

  private readonly reconnectNow = (): void => {
    if (this.closed || this.connection !== null) return;
    window.clearTimeout(this.retry);
    void this.run();
  };

  private async run(): Promise<void> {
    const connection = new AbortController();
    this.connection = connection;
    this.feedWatchdog(connection);
    try {
      await this.read(connection);
    } catch {
      // Whatever ended it, the answer is the same: connect again. The age of the last event, not
      // this error, decides what the reader of the board is told.
    }
    window.clearTimeout(this.watchdog);
    connection.abort();
    this.connection = null;
    if (this.closed) return;
    this.retry = window.setTimeout(() => void this.run(), backoffMillis(this.attempt++));
  }

  private async read(connection: AbortController): Promise<void> {
    const headers = new Headers({ Accept: 'text/event-stream' });
    const token = this.accessToken();
    if (token !== null) headers.set('Authorization', `Bearer ${token}`);
    if (this.lastEventId !== null) headers.set('Last-Event-ID', this.lastEventId);
    const response = await fetch(this.path, {
      headers,
      cache: 'no-store',
      signal: connection.signal,
    });
    // With a new token there is nothing to wait for.
    if (response.status === 401 && (await this.handlers.renew())) this.attempt = 0;
    if (!response.ok) this.handlers.onRefused?.(response.status);
    if (!response.ok || response.body === null) return;

    this.currency.connected();
    this.handlers.onOpen();
    const parser = createParser({ onEvent: (message) => this.receive(message) });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.feedWatchdog(connection);
      parser.feed(value);
    }
  }

  private receive(message: EventSourceMessage): void {
    this.currency.heard(momentNow());
    this.attempt = 0;
    if (message.id !== undefined) this.lastEventId = message.id;
    const type = message.event ?? 'message';
    if (type === 'heartbeat') return;
    let data: unknown;
    try {
      data = JSON.parse(message.data);
    } catch {
      return;
    }
    this.handlers.onEvent(type, data);
  }

  private feedWatchdog(connection: AbortController): void {
    window.clearTimeout(this.watchdog);
    this.watchdog = window.setTimeout(() => connection.abort(), LOST_AFTER_MILLIS);
  }
}

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EventStream, type StreamHandlers } from './eventStream';

/** A connection whose server side the test plays. */
interface Connection {
  readonly headers: Headers;
  readonly aborted: () => boolean;
  readonly say: (text: string) => void;
  readonly hangUp: () => void;
}

let connections: Connection[];
let status: number;
let stream: EventStream | null;
const events: [string, unknown][] = [];
const handlers = {
  onEvent: (type: string, data: unknown) => events.push([type, data]),
  onOpen: vi.fn(),
  renew: vi.fn(() => Promise.resolve(true)),
} satisfies StreamHandlers;

beforeEach(() => {
  vi.useFakeTimers();
  connections = [];
  events.length = 0;
  status = 200;
  stream = null;
  vi.clearAllMocks();
  vi.stubGlobal('window', {
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    setTimeout: (...rest: Parameters<typeof setTimeout>) => setTimeout(...rest),
    clearTimeout: (timer: ReturnType<typeof setTimeout>) => clearTimeout(timer),
  });
  vi.stubGlobal('fetch', (_path: string, init: RequestInit) => Promise.resolve(answer(init)));
});

afterEach(async () => {
  stream?.close();
  await settle();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function answer(init: RequestInit): Response {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (opened) => void (controller = opened) });
  let aborted = false;
  init.signal?.addEventListener('abort', () => {
    if (!aborted) controller?.error(new Error('aborted'));
    aborted = true;
  });
  connections.push({
    headers: new Headers(init.headers),
    aborted: () => aborted,
    say: (text) => controller?.enqueue(new TextEncoder().encode(text)),
    hangUp: () => {
      aborted = true;
      controller?.close();
    },
  });
  return status === 200 ? new Response(body, { status }) : new Response(null, { status });
}

function open(): void {
  stream = new EventStream('/stream', () => 'token', handlers);
}

function newest(): Connection {
  const connection = connections.at(-1);
  if (connection === undefined) throw new Error('not connected');
  return connection;
}

/** Lets what was said arrive. */
const settle = () => vi.advanceTimersByTimeAsync(1);

it('sends the bearer token and hands on events, but no heartbeats', async () => {
  open();
  await settle();
  expect(newest().headers.get('Authorization')).toBe('Bearer token');
  expect(handlers.onOpen).toHaveBeenCalledOnce();
  newest().say('event: heartbeat\ndata: {}\n\nid: 7\nevent: alert\ndata: {"id":"a"}\n\n');
  await settle();
  expect(events).toEqual([['alert', { id: 'a' }]]);
});

it('resumes after the last event when the server hangs up', async () => {
  open();
  await settle();
  newest().say('id: 7\nevent: alert\ndata: {}\n\n');
  await settle();
  newest().hangUp();
  await vi.advanceTimersByTimeAsync(600);
  expect(connections).toHaveLength(2);
  expect(newest().headers.get('Last-Event-ID')).toBe('7');
  expect(handlers.onOpen).toHaveBeenCalledTimes(2);
});

it('is lost, and gives the connection up, after ten quiet seconds', async () => {
  open();
  await settle();
  newest().say('event: heartbeat\ndata: {}\n\n');
  await settle();
  const heardAt = Date.now();
  const [quiet] = connections;
  await vi.advanceTimersByTimeAsync(9_900);
  expect(stream?.liveness().kind).toBe('live');
  expect(quiet?.aborted()).toBe(false);
  await vi.advanceTimersByTimeAsync(200);
  expect(stream?.liveness()).toMatchObject({ kind: 'lost' });
  expect(quiet?.aborted()).toBe(true);
  await vi.advanceTimersByTimeAsync(600);
  expect(connections).toHaveLength(2);
  newest().say('event: heartbeat\ndata: {}\n\n');
  await settle();
  expect(stream?.liveness().kind).toBe('live');
  expect(Date.now()).toBeGreaterThan(heardAt);
});

it('stays lost when it speaks again, until everything was read that was missed meanwhile', async () => {
  stream = new EventStream('/stream', () => 'token', { ...handlers, catchesUp: true });
  await settle();
  stream.caughtUp(stream.connectionNumber());
  expect(stream.liveness().kind).toBe('live');
  const asked = stream.connectionNumber();
  await vi.advanceTimersByTimeAsync(11_000);
  expect(stream.liveness().kind).toBe('lost');
  newest().say('event: heartbeat\ndata: {}\n\n');
  await settle();
  expect(stream.liveness().kind).toBe('lost');
  // What was asked for before the new connection may lack what happened before it.
  stream.caughtUp(asked);
  expect(stream.liveness().kind).toBe('lost');
  stream.caughtUp(stream.connectionNumber());
  expect(stream.liveness().kind).toBe('live');
});

it('asks for a new token when the server refuses the old one, and connects again', async () => {
  status = 401;
  open();
  await settle();
  expect(handlers.renew).toHaveBeenCalledOnce();
  expect(handlers.onOpen).not.toHaveBeenCalled();
  status = 200;
  await vi.advanceTimersByTimeAsync(600);
  expect(handlers.onOpen).toHaveBeenCalledOnce();
});

it('tells a refusal, and a reader that gives up then is not connected again', async () => {
  status = 403;
  const refusals: number[] = [];
  stream = new EventStream('/stream', () => 'token', {
    ...handlers,
    onRefused: (refusal) => {
      refusals.push(refusal);
      stream?.close();
    },
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(refusals).toEqual([403]);
  expect(connections).toHaveLength(1);
});

it('survives data that is no JSON', async () => {
  open();
  await settle();
  newest().say('event: alert\ndata: {oops\n\nevent: alert\ndata: {"id":"b"}\n\n');
  await settle();
  expect(events).toEqual([['alert', { id: 'b' }]]);
});

it('stays closed', async () => {
  open();
  await settle();
  stream?.close();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(connections).toHaveLength(1);
});

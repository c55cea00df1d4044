import { frameWords } from '../words/frame';
import { UnreadableAnswer } from './json';
import { Problem, problemOf } from './problem';

/** Yields the bearer token of now; the session renews it behind this. */
export type AccessToken = () => string | null;

/** Asks for a new token; answers whether there is one. */
export type Renewal = () => Promise<boolean>;

export interface Api {
  get(path: string): Promise<unknown>;
  post(path: string, body?: unknown, ifMatch?: string): Promise<unknown>;
  /** With `ifMatch` only while that is still what the server has; it answers 412 otherwise. */
  put(path: string, body: unknown, ifMatch?: string): Promise<unknown>;
  remove(path: string, body?: unknown, ifMatch?: string): Promise<unknown>;
  /** Sends bytes as they are, and reads JSON. */
  postBytes(path: string, body: Uint8Array<ArrayBuffer>): Promise<unknown>;
  /** Reads bytes as they are; a long file may take longer than an answer. */
  getBytes(path: string, timeoutMillis?: number): Promise<Blob>;
}

/** Told with each answer: the server's time in its Date header (whole seconds) and ours, in ms. */
export type OnServerTime = (serverTime: number, receivedAt: number) => void;

/** A hanging request must not leave the board loading for ever. */
const TIMEOUT_MILLIS = 15_000;

export function createApi(
  accessToken: AccessToken,
  renew: Renewal,
  onServerTime: OnServerTime = () => undefined,
): Api {
  async function attempt(
    method: string,
    path: string,
    body: Body | undefined,
    timeoutMillis: number,
    ifMatch: string | undefined,
  ): Promise<Response> {
    const headers = new Headers({ Accept: 'application/json, */*;q=0.1' });
    const token = accessToken();
    if (token !== null) headers.set('Authorization', `Bearer ${token}`);
    if (body !== undefined) headers.set('Content-Type', body.type);
    if (ifMatch !== undefined) headers.set('If-Match', ifMatch);
    const response = await fetch(path, {
      method,
      headers,
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMillis),
      ...(body === undefined ? {} : { body: body.content }),
    });
    const serverTime = Date.parse(response.headers.get('Date') ?? '');
    if (!Number.isNaN(serverTime)) onServerTime(serverTime, Date.now());
    return response;
  }

  async function send(
    method: string,
    path: string,
    body?: Body,
    timeoutMillis = TIMEOUT_MILLIS,
    ifMatch?: string,
  ): Promise<Response> {
    let response = await attempt(method, path, body, timeoutMillis, ifMatch);
    if (response.status === 401 && (await renew())) {
      response = await attempt(method, path, body, timeoutMillis, ifMatch);
    }
    if (!response.ok) throw problemOf(response.status, await json(response));
    return response;
  }

  return {
    get: async (path) => json(await send('GET', path)),
    post: async (path, body, ifMatch) =>
      json(await send('POST', path, jsonBody(body), TIMEOUT_MILLIS, ifMatch)),
    put: async (path, body, ifMatch) =>
      json(await send('PUT', path, jsonBody(body), TIMEOUT_MILLIS, ifMatch)),
    remove: async (path, body, ifMatch) =>
      json(await send('DELETE', path, jsonBody(body), TIMEOUT_MILLIS, ifMatch)),
    postBytes: async (path, content) =>
      json(await send('POST', path, { type: 'application/octet-stream', content })),
    getBytes: async (path, timeoutMillis) =>
      (await send('GET', path, undefined, timeoutMillis)).blob(),
  };
}

interface Body {
  readonly type: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

function jsonBody(body: unknown): Body | undefined {
  return body === undefined ? undefined : { type: 'application/json', content: JSON.stringify(body) };
}

function json(response: Response): Promise<unknown> {
  return response.json().catch(() => null);
}

/** Asking again will not help. */
export function isForbidden(failure: unknown): boolean {
  return failure instanceof Problem && failure.status === 403;
}

export function isNotFound(failure: unknown): boolean {
  return failure instanceof Problem && failure.status === 404;
}

/** Somebody else was faster: what was decided on is not what the server has now. */
export function isChanged(failure: unknown): boolean {
  return failure instanceof Problem && (failure.status === 412 || failure.status === 428);
}

/** What to tell a person about a failed request. */
export function explain(failure: unknown): string {
  const w = frameWords().failures;
  if (failure instanceof Problem) {
    switch (failure.status) {
      case 401:
        return w.sessionEnded;
      case 403:
        return failure.code === 'SCOPE_FORBIDDEN' ? failure.message : w.forbidden;
      case 404:
        // Without a code it is the path that is not there.
        return failure.code === null ? w.notOffered : failure.message;
      default:
        return failure.message;
    }
  }
  if (failure instanceof DOMException && failure.name === 'TimeoutError') {
    return w.timeout;
  }
  if (failure instanceof UnreadableAnswer) return w.unreadable;
  return w.unreachable;
}

import { Problem, problemOf } from './problem';

/** Yields the bearer token of now; the session renews it behind this. */
export type AccessToken = () => string | null;

/** Asks for a new token; answers whether there is one. */
export type Renewal = () => Promise<boolean>;

export interface Api {
  get(path: string): Promise<unknown>;
  post(path: string, body?: unknown): Promise<unknown>;
}

/** A hanging request must not leave the board loading for ever. */
const TIMEOUT_MILLIS = 15_000;

export function createApi(accessToken: AccessToken, renew: Renewal): Api {
  function attempt(method: string, path: string, body: unknown): Promise<Response> {
    const headers = new Headers({ Accept: 'application/json' });
    const token = accessToken();
    if (token !== null) headers.set('Authorization', `Bearer ${token}`);
    if (body !== undefined) headers.set('Content-Type', 'application/json');
    return fetch(path, {
      method,
      headers,
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async function send(method: string, path: string, body?: unknown): Promise<unknown> {
    let response = await attempt(method, path, body);
    if (response.status === 401 && (await renew())) response = await attempt(method, path, body);
    const answer: unknown = await response.json().catch(() => null);
    if (!response.ok) throw problemOf(response.status, answer);
    return answer;
  }

  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
  };
}

/** Asking again will not help. */
export function isForbidden(failure: unknown): boolean {
  return failure instanceof Problem && failure.status === 403;
}

/** What to tell a person about a failed request. */
export function explain(failure: unknown): string {
  if (failure instanceof Problem) {
    switch (failure.status) {
      case 401:
        return 'Your session has ended.';
      case 403:
        return 'Your role does not allow this.';
      default:
        return failure.message;
    }
  }
  if (failure instanceof DOMException && failure.name === 'TimeoutError') {
    return 'The server did not answer in time.';
  }
  return 'The server cannot be reached.';
}

/**
 * What the service worker may answer when the server does not: the page itself, which then says that the
 * server cannot be reached. Nothing of a patient is ever kept: no answer of an API, and nothing that is
 * not on the list of this build's own files.
 */
export type Handling =
  /** The network decides alone; the worker stays out of it. */
  | 'network'
  /** The page: from the network, and only without it as it was kept. */
  | 'page'
  /** A file of this build, whose name changes with its content. */
  | 'kept';

export interface Asked {
  readonly method: string;
  readonly url: string;
  /** The browser opens a page. */
  readonly navigates: boolean;
}

/**
 * @param origin of the console
 * @param shell paths of the build's files
 */
export function handlingOf(asked: Asked, origin: string, shell: readonly string[]): Handling {
  if (asked.method !== 'GET') return 'network';
  const url = new URL(asked.url);
  if (url.origin !== origin) return 'network';
  // Signing in and all data have paths of their own; the console has one, and its query.
  if (asked.navigates) return url.pathname === '/' && !isAnswer(url) ? 'page' : 'network';
  return shell.includes(url.pathname) ? 'kept' : 'network';
}

/** Of the identity provider: it carries a code that is good for one use. */
function isAnswer(url: URL): boolean {
  return url.searchParams.has('state');
}

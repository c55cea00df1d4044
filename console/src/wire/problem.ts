import { asNumber, asObject, asText } from './json';

/** An RFC 9457 problem as the services answer it. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string | null;

  constructor(status: number, code: string | null, message: string) {
    super(message);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
  }
}

export function problemOf(status: number, body: unknown): Problem {
  const problem = asObject(body);
  const message =
    asText(problem['detail']) ?? asText(problem['title']) ?? `The server answered ${status}.`;
  return new Problem(asNumber(problem['status']) ?? status, asText(problem['code']), message);
}

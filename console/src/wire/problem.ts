import { frameWords } from '../words/frame';
import { asArray, asNumber, asObject, asText } from './json';

/** What is wrong with one field of what was sent. */
export interface FieldProblem {
  /** As in `limits[0].steps[1].beyond`; empty for the whole. */
  readonly field: string;
  readonly message: string;
}

/** An RFC 9457 problem as the services answer it. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string | null;
  readonly fields: readonly FieldProblem[];

  constructor(status: number, code: string | null, message: string, fields: readonly FieldProblem[] = []) {
    super(message);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

export function problemOf(status: number, body: unknown): Problem {
  const problem = asObject(body);
  const message =
    asText(problem['detail']) ?? asText(problem['title']) ?? frameWords().failures.status(status);
  const fields = asArray(problem['problems']).flatMap((entry) => {
    const raw = asObject(entry);
    const about = asText(raw['message']);
    return about === null ? [] : [{ field: asText(raw['field']) ?? '', message: about }];
  });
  return new Problem(asNumber(problem['status']) ?? status, asText(problem['code']), message, fields);
}

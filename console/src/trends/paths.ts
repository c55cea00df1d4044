import type { SeriesRequest } from './seriesReader';

/** The addresses of a patient's data; of requests only, never of a page. */
export function patientPath(patientId: string, rest: string): string {
  return `/api/v1/patients/${encodeURIComponent(patientId)}/${rest}`;
}

export function seriesPath(patientId: string, { signs, from, to, points }: SeriesRequest): string {
  const query = new URLSearchParams({
    signs: signs.join(','),
    from: iso(from),
    to: iso(to),
    points: String(points),
  });
  return patientPath(patientId, `vitals?${query.toString()}`);
}

export function completenessPath(
  patientId: string,
  signs: readonly string[],
  from: number,
  to: number,
): string {
  const query = new URLSearchParams({ signs: signs.join(','), from: iso(from), to: iso(to) });
  return patientPath(patientId, `completeness?${query.toString()}`);
}

export type ExportFormat = 'csv' | 'ndjson' | 'parquet';

export interface ExportRequest {
  readonly format: ExportFormat;
  /** Empty for all. */
  readonly signs: readonly string[];
  /** Null for everything there is. */
  readonly range: { readonly from: number; readonly to: number } | null;
}

export function exportPath(patientId: string, { format, signs, range }: ExportRequest): string {
  const query = new URLSearchParams({ format });
  if (signs.length > 0) query.set('signs', signs.join(','));
  if (range !== null) {
    query.set('from', iso(range.from));
    query.set('to', iso(range.to));
  }
  return patientPath(patientId, `export?${query.toString()}`);
}

/** As the server names it: without the patient, as a file's name goes where no audit reaches. */
export function exportName(format: ExportFormat, now: number): string {
  return `vitalwire-${iso(now).slice(0, 19).replaceAll(/[-:]/g, '')}Z.${format}`;
}

export function iso(millis: number): string {
  return new Date(millis).toISOString();
}

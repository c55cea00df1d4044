/** Which entries are listed, and replayed when many are. */
export interface Filter {
  readonly device: string | null;
  readonly code: string | null;
  /** Only what was not accepted by a replay yet. */
  readonly open: boolean;
}

export function filterOf(search: string): Filter {
  const query = new URLSearchParams(search);
  return {
    device: query.get('device'),
    code: query.get('code'),
    open: query.get('all') === null,
  };
}

export function membersOf(filter: Filter): Readonly<Record<string, string | null>> {
  return { device: filter.device, code: filter.code, all: filter.open ? null : 'yes' };
}

/** The query of GET /api/v1/rejections. */
export function queryOf(filter: Filter, limit: number): string {
  const query = new URLSearchParams({ limit: String(limit) });
  if (filter.device !== null) query.set('device', filter.device);
  if (filter.code !== null) query.set('code', filter.code);
  if (filter.open) query.set('open', 'true');
  return query.toString();
}

/** In words, to be put behind a noun; empty without a filter. */
export function filterWords(filter: Filter): string {
  const device = filter.device === null ? '' : ` of ${filter.device}`;
  const code = filter.code === null ? '' : ` with code ${filter.code}`;
  return `${device}${code}`;
}

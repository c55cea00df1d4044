import { asArray, asInstant, asList, asNumber, asObject, asText, asTexts, UnreadableAnswer } from '../wire/json';
import type {
  Completeness,
  CompletenessAnswer,
  ErrorMark,
  Gap,
  Newest,
  Point,
  Resolution,
  Sampled,
  SeriesAnswer,
  StoredRow,
} from './model';
import { ordinalOf } from './ordinals';

/** Reads the answer of GET /api/v1/patients/{id}/vitals. */
export function seriesOf(value: unknown): SeriesAnswer {
  const answer = asObject(value);
  const from = asInstant(answer['from']);
  const to = asInstant(answer['to']);
  const resolution = resolutionOf(answer['resolution']);
  if (from === null || to === null || resolution === null) throw new UnreadableAnswer();
  const series = new Map<string, Sampled>();
  for (const [sign, raw] of Object.entries(asObject(answer['series']))) {
    const of = asObject(raw);
    const points = asArray(of['points']).flatMap(pointOf).sort((a, b) => a.time - b.time);
    series.set(sign, { sign, unit: asText(of['unit']) ?? '', points });
  }
  const seconds = asNumber(answer['bucketSeconds']);
  return {
    from,
    to,
    resolution,
    bucketMillis: resolution === 'raw' ? null : seconds === null ? widthOf(series) : seconds * 1_000,
    series,
  };
}

/** A value that nothing can be said of, such as a resolution nobody knows, is not drawn as if it were raw. */
function resolutionOf(value: unknown): Resolution | null {
  return value === 'raw' || value === '1m' || value === '1h' || value === 'buckets' ? value : null;
}

function pointOf(value: unknown): readonly Point[] {
  const raw = asObject(value);
  const time = asInstant(raw['time']);
  if (time === null) return [];
  const reading = heightOf(raw['value']);
  const flags = asTexts(raw['flags']).map(flagName);
  // Neither a value nor a reason for having none.
  if (reading === null && flags.length === 0) return [];
  return [
    {
      time,
      value: reading,
      low: heightOf(raw['min']) ?? reading,
      high: heightOf(raw['max']) ?? reading,
      n: asNumber(raw['n']) ?? 0,
      flags,
      backfilled: raw['backfilled'] === true,
    },
  ];
}

function heightOf(value: unknown): number | null {
  const letter = asText(value);
  return letter === null ? asNumber(value) : ordinalOf(letter);
}

/** Buckets stand side by side: the least distance of two is their width. */
function widthOf(series: ReadonlyMap<string, Sampled>): number | null {
  let least = Infinity;
  for (const { points } of series.values()) {
    points.forEach(({ time }, index) => {
      const before = points[index - 1];
      if (before !== undefined && time > before.time) least = Math.min(least, time - before.time);
    });
  }
  return Number.isFinite(least) ? least : null;
}

function flagName(flag: string): string {
  return flag.toLowerCase().replaceAll('_', '-');
}

/** Reads the answer of GET /api/v1/patients/{id}/vitals/latest. */
export function newestOf(value: unknown): ReadonlyMap<string, Newest> {
  const answer = asObject(value);
  if (answer['vitals'] === undefined) throw new UnreadableAnswer();
  const newest = new Map<string, Newest>();
  for (const [sign, entry] of Object.entries(asObject(answer['vitals']))) {
    const raw = asObject(entry);
    const reading = asNumber(raw['value']) ?? asText(raw['value']);
    const measuredAt = asInstant(raw['time']);
    // A value of unknown age is not shown as if it were new.
    if (reading === null || measuredAt === null) continue;
    newest.set(sign, {
      value: reading,
      unit: asText(raw['unit']) ?? '',
      measuredAt,
      flags: asTexts(raw['flags']).map(flagName),
      backfilled: asText(raw['lane'])?.toLowerCase() === 'backfill',
      synthetic: raw['synthetic'] === true,
    });
  }
  return newest;
}

/** Reads the answer of GET /api/v1/patients/{id}/completeness. */
export function completenessOf(value: unknown): CompletenessAnswer {
  const answer = asObject(value);
  const from = asInstant(answer['from']);
  const to = asInstant(answer['to']);
  if (from === null || to === null) throw new UnreadableAnswer();
  const signs = new Map<string, Completeness>();
  for (const [sign, entry] of Object.entries(asObject(answer['signs']))) {
    const raw = asObject(entry);
    const gaps = asArray(raw['gaps']).flatMap(gapOf).sort((a, b) => a.from - b.from);
    signs.set(sign, {
      usualEverySeconds: asNumber(raw['usualEverySeconds']),
      values: asNumber(raw['values']) ?? 0,
      flagged: asNumber(raw['flagged']) ?? 0,
      backfilled: asNumber(raw['backfilled']) ?? 0,
      coveredFraction: asNumber(raw['coveredFraction']),
      gaps,
      gapsTotal: asNumber(raw['gapsTotal']) ?? gaps.length,
    });
  }
  return { from, to, signs };
}

function gapOf(value: unknown): readonly Gap[] {
  const raw = asObject(value);
  const from = asInstant(raw['from']);
  const to = asInstant(raw['to']);
  return from === null || to === null || to <= from ? [] : [{ from, to }];
}

/** Reads the answer of GET /api/v1/patients/{id}/entered-in-error, newest first. */
export function marksOf(value: unknown): readonly ErrorMark[] {
  return asList(value)
    .flatMap((entry) => {
      const raw = asObject(entry);
      // Ids are whatever the server makes of them.
      const id = asText(raw['id']) ?? asNumber(raw['id'])?.toString() ?? null;
      const from = asInstant(raw['from']);
      const at = asInstant(raw['at']);
      if (id === null || from === null || at === null) return [];
      return [
        {
          id,
          deviceId: asText(raw['deviceId']) ?? '',
          sign: asText(raw['sign']),
          from,
          to: asInstant(raw['to']),
          reason: asText(raw['reason']) ?? '',
          by: asText(raw['by']) ?? '',
          at,
          retractedBy: asText(raw['retractedBy']),
          retractedAt: asInstant(raw['retractedAt']),
        },
      ];
    })
    .sort((a, b) => b.at - a.at);
}

/** Reads an export as NDJSON. A line that cannot be read fails: what is marked must be complete. */
export function rowsOf(text: string): readonly StoredRow[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const raw = asObject(parsed(line));
      const time = asText(raw['time']);
      const deviceId = asText(raw['device']);
      const sign = asText(raw['sign']);
      const reading = asNumber(raw['value']) ?? asText(raw['value']);
      if (time === null || deviceId === null || sign === null || reading === null) {
        throw new UnreadableAnswer();
      }
      const flags = Array.isArray(raw['flags'])
        ? asTexts(raw['flags'])
        : (asText(raw['flags'])?.split(/[ ,;|]+/) ?? []);
      return { time, deviceId, sign, value: reading, unit: asText(raw['unit']) ?? '', flags: flags.map(flagName) };
    });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new UnreadableAnswer();
  }
}

import { useRef } from 'react';
import { usePolled } from '../live/polled';
import { completenessRange } from '../trends/span';
import { iso, patientPath } from '../trends/paths';
import type { Api } from '../wire/api';
import { scorePageOf } from './decode';
import { trendWords } from '../words/trends';
import type { ScoreHistory, ScorePage, ScorePoint } from './model';

const HOUR = 3_600_000;
/** Scores come each minute, each with its parts: of longer times the server would send millions. */
export const LONGEST_HISTORY = 48 * HOUR;
const PAGE = 5_000;
const MOST_PAGES = 3;

export type ScoresState =
  | { readonly kind: 'known'; readonly history: ScoreHistory; readonly readAt: number; readonly failure: string | null }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'loading' };

/** The scores of what is shown, read again while it goes on. */
export function useScores(
  api: Api,
  patientId: string,
  told: { readonly from: number; readonly to: number },
  following: boolean,
  now: () => number,
): ScoresState {
  const length = Math.round(told.to - told.from);
  const asked = length <= LONGEST_HISTORY;
  const fixed = completenessRange(told.from, told.to);
  const key = following ? `last ${length}` : `${fixed.from} ${fixed.to}`;
  const polled = usePolled(`${patientId} ${asked ? key : ''}`, length <= 6 * HOUR ? 20_000 : 60_000, async () => {
    if (!asked) return null;
    const to = now();
    const range = following ? { from: to - length * 1.25, to } : { from: fixed.from, to: Math.min(fixed.to, to) };
    return readScores((page) => api.get(page), patientId, range);
  });
  // What is known stays until the next answer; the chart shows where it ends.
  const last = useRef<{ readonly history: ScoreHistory; readonly readAt: number } | null>(null);
  if (polled.value !== null && polled.readAt !== null) last.current = { history: polled.value, readAt: polled.readAt };
  if (polled.forbidden) last.current = null;
  if (!asked) return { kind: 'unknown', reason: trendWords().score.tooLong };
  if (last.current !== null) return { kind: 'known', ...last.current, failure: polled.failure };
  return polled.failure === null ? { kind: 'loading' } : { kind: 'unknown', reason: polled.failure };
}

/** Reads page after page. Where there are too many, what is told ends at the last point that was read. */
export async function readScores(
  get: (path: string) => Promise<unknown>,
  patientId: string,
  range: { readonly from: number; readonly to: number },
): Promise<ScoreHistory> {
  const points: ScorePoint[] = [];
  let page: ScorePage | null = null;
  for (let read = 0; read < MOST_PAGES; read++) {
    page = scorePageOf(await get(scoresPath(patientId, range, page?.next ?? null)));
    points.push(...page.points);
    if (page.next === null) return { from: page.from, to: page.to, points: sorted(points) };
  }
  return { from: page?.from ?? range.from, to: points.at(-1)?.time ?? range.from, points: sorted(points) };
}

function sorted(points: readonly ScorePoint[]): readonly ScorePoint[] {
  return [...points].sort((a, b) => a.time - b.time);
}

export function scoresPath(
  patientId: string,
  { from, to }: { readonly from: number; readonly to: number },
  after: string | null,
): string {
  const query = new URLSearchParams({ score: 'news2', from: iso(from), to: iso(to), limit: String(PAGE) });
  if (after !== null) query.set('after', after);
  return patientPath(patientId, `scores?${query.toString()}`);
}

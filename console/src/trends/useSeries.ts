import { useEffect, useMemo, useRef } from 'react';
import { useObservable } from '../live/observable';
import { usePolled } from '../live/polled';
import type { Api } from '../wire/api';
import { completenessOf, seriesOf } from './decode';
import type { CompletenessAnswer } from './model';
import { completenessPath, seriesPath } from './paths';
import { SeriesReader, type SeriesState } from './seriesReader';
import { at, completenessRange, lengthOf, type Span } from './span';

/** While a wheel turns the server is not asked for each of its notches. */
const SETTLE_MILLIS = 180;
const DAY = 86_400_000;

/** The series of what is looked at, somewhat beyond both edges, so that a small pan has them already. */
export function useSeries(
  api: Api,
  patientId: string,
  signs: readonly string[],
  span: Span,
  points: number,
  now: () => number,
): SeriesState & { readonly refresh: () => Promise<void> } {
  const reader = useMemo(
    () => new SeriesReader(async (request) => seriesOf(await api.get(seriesPath(patientId, request)))),
    [api, patientId],
  );
  const wanted = signs.join(',');
  useEffect(() => {
    reader.start();
    return () => reader.stop();
  }, [reader]);
  useEffect(() => {
    const length = lengthOf(span);
    const margin = length <= 7 * DAY ? length / 4 : 0;
    reader.want(
      () => {
        const current = at(span, now());
        const to = Math.min(current.to + margin, Math.max(current.to, now()));
        const from = current.from - margin;
        return { signs, from, to, points: Math.min(5_000, Math.ceil((points * (to - from)) / length)) };
      },
      span.following ? refreshMillis(length) : 60_000,
      SETTLE_MILLIS,
    );
  }, [reader, wanted, points, span.following, span.following ? lengthOf(span) : span]);
  return { ...useObservable(reader.state), refresh: reader.refresh };
}

/** A chart that follows is read again before a pixel of it is missing, within reason. */
function refreshMillis(length: number): number {
  return Math.min(60_000, Math.max(2_000, length / 500));
}

/** It is counted from single values: for longer the server would read millions. */
const LONGEST_COMPLETENESS = 2 * DAY;
const COMPLETENESS_MILLIS = 120_000;

export type CompletenessState =
  | { readonly kind: 'known'; readonly answer: CompletenessAnswer }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'loading' };

/** Completeness of about the span that is shown; the answer says of which exactly. */
export function useCompleteness(
  api: Api,
  patientId: string,
  signs: readonly string[],
  from: number,
  to: number,
): CompletenessState {
  const range = completenessRange(from, to);
  const asked = to - from <= LONGEST_COMPLETENESS;
  const polled = usePolled(
    `${patientId} ${signs.join(',')} ${asked ? `${range.from} ${range.to}` : ''}`,
    COMPLETENESS_MILLIS,
    async () =>
      asked
        ? completenessOf(await api.get(completenessPath(patientId, signs, range.from, range.to)))
        : null,
  );
  // What is known stays until the next answer: a bar that comes and goes tells nothing.
  const last = useRef<CompletenessAnswer | null>(null);
  if (polled.value !== null) last.current = polled.value;
  else if (polled.failure !== null || !asked) last.current = null;
  if (!asked) return { kind: 'unknown', reason: 'It is counted for at most two days at once.' };
  if (last.current !== null) return { kind: 'known', answer: last.current };
  return polled.failure === null ? { kind: 'loading' } : { kind: 'unknown', reason: polled.failure };
}

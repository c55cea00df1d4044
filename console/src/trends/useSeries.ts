import { useEffect, useMemo } from 'react';
import { useObservable } from '../live/observable';
import { usePolled } from '../live/polled';
import type { Api } from '../wire/api';
import { completenessOf, seriesOf } from './decode';
import type { CompletenessAnswer } from './model';
import { completenessPath, seriesPath } from './paths';
import { SeriesReader, type SeriesState } from './seriesReader';
import { at, lengthOf, type Span } from './span';

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
  return Math.min(60_000, Math.max(5_000, length / 500));
}

/** Completeness of the span that the charts were last read for. */
export function useCompleteness(
  api: Api,
  patientId: string,
  signs: readonly string[],
  from: number,
  to: number,
): { readonly answer: CompletenessAnswer | null; readonly failure: string | null } {
  // To the minute: what goes on with time is not asked for anew each second.
  const start = Math.floor(from / 60_000) * 60_000;
  const end = Math.ceil(to / 60_000) * 60_000;
  const polled = usePolled(`${patientId} ${signs.join(',')} ${start} ${end}`, 60_000, async () =>
    completenessOf(await api.get(completenessPath(patientId, signs, start, end))),
  );
  return { answer: polled.value, failure: polled.failure };
}

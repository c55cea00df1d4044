import { type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { ageText } from '../board/age';
import { HeldBackCard } from '../heldback/HeldBackCard';
import { clockTime } from '../live/clockTime';
import { TickerContext, useNow } from '../live/ticker';
import { SCORE_LANE, ScoreLane, type ScoreLaneHandle } from '../scores/ScoreLane';
import type { Api } from '../wire/api';
import { ChosenValue } from './ChosenValue';
import { ErrorMarks } from './ErrorMarks';
import { ExportMenu } from './ExportMenu';
import { listen } from './gestures';
import { keyAction } from './keys';
import { type Chosen, LaneRow } from './LaneRow';
import type { Lane } from './lanes';
import { Legend } from './Legend';
import type { Newest } from './model';
import { nextPoint } from './plot';
import type { SeriesState } from './seriesReader';
import { at, between, lastOf, lengthOf, panned, type Span, spanWords, zoomed } from './span';
import { pointsAt } from './TrendChart';
import { Toolbar } from './Toolbar';
import { zoneName } from './timeAxis';
import { trendWords } from '../words/trends';
import { useCompleteness, useSeries } from './useSeries';
import { resolutionWords } from './words';

interface Props {
  readonly api: Api;
  readonly patientId: string;
  readonly lanes: readonly Lane[];
  readonly newest: ReadonlyMap<string, Newest>;
  /** The newest values are themselves out of date. */
  readonly newestOld: boolean;
  /** What went on beside the signs, on the same axis: between the score and them. */
  readonly events: (shown: { readonly from: number; readonly to: number; readonly now: number }) => ReactNode;
}

const FIRST_SPAN = 6 * 3_600_000;
/** Of a chart; more would be drawn over one another. */
const POINTS = 400;

/** The charts of a patient, all over the same time, and what can be done with them. */
export function Trends({ api, patientId, lanes, newest, newestOld, events }: Props) {
  const w = trendWords();
  const ticker = useContext(TickerContext);
  const nowOf = ticker.get;
  const [span, setSpan] = useState<Span>(() => lastOf(FIRST_SPAN, nowOf()));
  const [hidden, setHidden] = useState<ReadonlySet<string>>(
    () => new Set(lanes.filter(({ usual }) => !usual).map(({ key }) => key)),
  );
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const shown = useMemo(() => lanes.filter(({ key }) => !hidden.has(key)), [lanes, hidden]);
  const signs = useMemo(() => shown.flatMap((lane) => lane.signs), [shown]);
  const series = useSeries(api, patientId, signs, span, POINTS, nowOf);
  // Following charts move on by about a pixel, not each by the second.
  const now = useNow(Math.min(10_000, Math.max(1_000, lengthOf(span) / 800)));
  const { from, to } = at(span, now);
  const { answer } = series;
  // Of what was read, which follows the charts when they have come to rest.
  const [told, setTold] = useState({ from, to });
  useEffect(() => {
    if (!series.waiting) setTold(at(span, nowOf()));
  }, [series.waiting, answer]);
  const completeness = useCompleteness(api, patientId, signs, told.from, told.to);
  const stack = useRef<HTMLDivElement>(null);
  const scores = useRef<ScoreLaneHandle>(null);
  const state = useRef({ shown, answer, from, to, chosen });
  state.current = { shown, answer, from, to, chosen };

  useEffect(() => {
    const element = stack.current;
    if (element === null) return;
    let before: Span | null = null;
    return listen(element, {
      onDrag: (fraction, begins) =>
        setSpan((current) => {
          if (begins || before === null) before = at(current, nowOf());
          return panned({ ...before, following: false }, -fraction, nowOf());
        }),
      onZoom: (factor, anchor) => setSpan((current) => zoomed(current, factor, anchor, nowOf())),
      onPan: (fraction) => setSpan((current) => panned(current, fraction, nowOf())),
      onSelect: (one, other) =>
        setSpan((current) => {
          const { from: start, to: end } = at(current, nowOf());
          return between(start + (end - start) * one, start + (end - start) * other, nowOf());
        }),
      onPoint: (plot, fraction) => {
        const { shown: lanesNow, answer: read, from: start, to: end } = state.current;
        if (laneKeyOf(plot) === SCORE_LANE) {
          plot.closest<HTMLElement>('.lane-chart')?.focus({ preventScroll: true });
          return scores.current?.pointAt(fraction, plot.clientWidth);
        }
        const lane = lanesNow.find(({ key }) => key === laneKeyOf(plot));
        if (lane === undefined || read === null) return;
        plot.closest<HTMLElement>('.lane-chart')?.focus({ preventScroll: true });
        const [hit] = pointsAt(start + (end - start) * fraction, plot.clientWidth, {
          sampled: lane.signs.flatMap((sign) => read.series.get(sign) ?? []),
          bucketMillis: read.bucketMillis,
          from: start,
          to: end,
        });
        setChosen(
          hit === undefined
            ? null
            : { sign: hit.sampled.sign, unit: hit.sampled.unit, point: hit.point, bucketMillis: read.bucketMillis },
        );
      },
    });
  }, [nowOf]);

  const step = (lane: Lane | undefined, forward: boolean) => {
    const { answer: read, chosen: last, from: start, to: end } = state.current;
    if (lane === undefined || read === null) return;
    const sign = last !== null && lane.signs.includes(last.sign) ? last.sign : lane.signs.find((each) => (read.series.get(each)?.points.length ?? 0) > 0);
    const sampled = sign === undefined ? undefined : read.series.get(sign);
    if (sampled === undefined) return;
    const point = nextPoint(sampled.points, last !== null && last.sign === sign ? last.point.time : null, forward, { from: start, to: end });
    if (point !== null) setChosen({ sign: sampled.sign, unit: sampled.unit, point, bucketMillis: read.bucketMillis });
  };

  const onKey = (event: React.KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !event.target.classList.contains('lane-chart')) return;
    const action = keyAction(event.key, event.shiftKey);
    if (action === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const onScores = laneKeyOf(event.target) === SCORE_LANE;
    switch (action.kind) {
      case 'pan':
        return setSpan((current) => panned(current, action.fraction, nowOf()));
      case 'zoom':
        return setSpan((current) => zoomed(current, action.factor, null, nowOf()));
      case 'now':
        return setSpan((current) => lastOf(lengthOf(current), nowOf()));
      case 'step':
        if (onScores) return scores.current?.step(action.forward);
        return step(shown.find(({ key }) => key === laneKeyOf(event.target as HTMLElement)), action.forward);
      case 'release':
        return onScores ? scores.current?.release() : setChosen(null);
    }
  };

  const choose = useCallback((next: Chosen) => setChosen(next), []);
  const refresh = () => {
    setChosen(null);
    void series.refresh();
  };
  return (
    <>
      <Toolbar
        span={span}
        lanes={lanes}
        hidden={hidden}
        onHidden={setHidden}
        onSpan={(change) => setSpan((current) => change(current, nowOf()))}
      >
        <ExportMenu api={api} patientId={patientId} signs={signs} from={from} to={to} />
      </Toolbar>
      <p className="trends-told">
        <strong>{spanWords({ from, to, following: span.following })}</strong>
        {span.following ? <span>{w.upToNow}</span> : <span className="trends-past">{w.notUpToNow}</span>}
        {answer === null ? null : <span>{resolutionWords(answer)}</span>}
        <span>{w.times(zoneName())}</span>
        <span role="status">{series.waiting && series.failure === null ? w.reading : ''}</span>
      </p>
      <SeriesAge state={series} />
      {completeness.kind === 'unknown' ? (
        <p className="quiet trends-note">{w.completenessUnknown} {completeness.reason}</p>
      ) : null}
      <div ref={stack} className={newestOld || seriesOld(series) ? 'lanes is-old' : 'lanes'} onKeyDown={onKey}>
        <ScoreLane
          ref={scores}
          api={api}
          patientId={patientId}
          from={from}
          to={to}
          told={told}
          following={span.following}
          now={nowOf}
        />
        {events({ from, to, now })}
        {answer === null
          ? null
          : shown.map((lane) => (
              <LaneRow
                key={lane.key}
                lane={lane}
                answer={answer}
                from={from}
                to={to}
                newest={newest}
                completeness={completeness.kind === 'known' ? completeness.answer : null}
                chosen={chosen !== null && lane.signs.includes(chosen.sign) ? chosen : null}
                onChoose={choose}
              />
            ))}
      </div>
      {chosen === null ? null : (
        <ChosenValue
          api={api}
          patientId={patientId}
          chosen={chosen}
          onClose={() => setChosen(null)}
          onMarked={refresh}
        />
      )}
      <Legend />
      <HeldBackCard api={api} patientId={patientId} />
      <ErrorMarks api={api} patientId={patientId} onChanged={refresh} version={chosen === null} />
    </>
  );
}

function laneKeyOf(element: Element): string | undefined {
  return element.closest<HTMLElement>('[data-lane]')?.dataset['lane'];
}

const OLD_MILLIS = 30_000;

/** Charts up to now that could not be read for a while do not tell how the patient is now. */
function seriesOld({ failure, readAt }: SeriesState): boolean {
  return failure !== null && readAt !== null && Date.now() - readAt > OLD_MILLIS;
}

function SeriesAge({ state }: { readonly state: SeriesState }) {
  useNow();
  if (state.failure === null) return null;
  const w = trendWords();
  const again = state.forbidden ? '' : ` ${w.again}`;
  if (state.readAt === null) {
    return (
      <p className="data-old" role="alert">
        <strong>{w.unreadable}</strong> {state.failure}
        {again}
      </p>
    );
  }
  return (
    <p className="data-old" role="alert">
      <strong>
        {w.chartsFrom(clockTime(state.readAt), ageText(Math.floor((Date.now() - state.readAt) / 1_000)))}
      </strong>{' '}
      {state.failure}
      {again}
    </p>
  );
}

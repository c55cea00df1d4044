import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useObservable } from '../live/observable';
import { theme } from '../look/theme';
import { chartOptions } from './chartOptions';
import type { Lane } from './lanes';
import { shortName } from './lanes';
import type { Gap, Point, Sampled } from './model';
import { CODED_SIGN, HIGHEST_ORDINAL } from './ordinals';
import { drawAbove, drawBelow, type Overlay } from './overlay';
import { commonGaps, nearest, type Plot, plotOf, scaleOf } from './plot';
import { pointTime, pointWords } from './words';

interface Props {
  readonly lane: Lane;
  /** One for each sign of the lane, in its order. */
  readonly sampled: readonly Sampled[];
  readonly bucketMillis: number | null;
  /** What the server was asked for. */
  readonly edges: Gap;
  readonly from: number;
  readonly to: number;
  readonly chosen: Point | null;
  readonly height: number;
}

/** One lane drawn by uPlot. It only draws: where it looks and what is chosen is told from outside. */
export function TrendChart(props: Props) {
  const { lane, sampled, bucketMillis, edges, from, to, chosen, height } = props;
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const shown = useRef<Shown | null>(null);
  if (shown.current === null || differs(shown.current.props, props)) {
    const plot = plotOf(sampled, bucketMillis, edges);
    shown.current = { props, plot, overlay: overlayOf(plot, props) };
  } else if (shown.current.props !== props) {
    const overlay = { ...shown.current.overlay, chosen };
    shown.current = { ...shown.current, props, overlay };
  }
  const { plot } = shown.current;
  const drawing = lane.signs.join(' ');

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const now = () => shown.current as Shown;
    const tip = document.createElement('div');
    tip.className = 'trend-tip';
    tip.hidden = true;
    const drawn = new uPlot(
      chartOptions({
        lane,
        size: { width: Math.max(160, element.clientWidth), height },
        timeRange: () => [now().props.from / 1_000, now().props.to / 1_000],
        valueRange: () =>
          lane.key === CODED_SIGN
            ? [-0.4, HIGHEST_ORDINAL + 0.4]
            : scaleOf(now().plot.range, lane.minimumSpan, lane.ceiling),
        empty: () => now().plot.range === null,
        hooks: {
          drawAxes: [(self) => drawBelow(self, now().overlay)],
          draw: [(self) => drawAbove(self, now().overlay)],
          setCursor: [(self) => showTip(tip, self, now().props)],
        },
      }),
      columnsOf(now().plot),
      element,
    );
    drawn.over.append(tip);
    chart.current = drawn;
    const observer = new ResizeObserver(() =>
      drawn.setSize({ width: Math.max(160, element.clientWidth), height }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      drawn.destroy();
      chart.current = null;
    };
  }, [drawing, height]);
  useEffect(() => chart.current?.setData(columnsOf(plot), true), [plot, from, to]);
  const look = useObservable(theme);
  useEffect(() => chart.current?.redraw(false), [chosen, look]);
  return <div ref={place} className="trend-plot" />;
}

interface Shown {
  readonly props: Props;
  readonly plot: Plot;
  readonly overlay: Overlay;
}

function differs(before: Props, after: Props): boolean {
  return (
    before.bucketMillis !== after.bucketMillis ||
    before.edges.from !== after.edges.from ||
    before.edges.to !== after.edges.to ||
    before.sampled.length !== after.sampled.length ||
    before.sampled.some((sign, index) => sign !== after.sampled[index])
  );
}

function overlayOf(plot: Plot, { bucketMillis, edges, chosen }: Props): Overlay {
  return {
    gaps: commonGaps(plot, edges),
    backfilled: plot.signs.flatMap(({ backfilled }) => backfilled),
    flagged: plot.signs.flatMap(({ flagged }) => flagged),
    bucketMillis,
    edges,
    chosen,
  };
}

function columnsOf(plot: Plot): uPlot.AlignedData {
  return [plot.times, ...plot.signs.flatMap(({ values, lows, highs }) => [values, lows, highs])];
}

/** A point counts as under the pointer up to so many pixels beside it. */
const REACH_PIXELS = 14;

/** The points under a place of the chart, one of each sign. */
export function pointsAt(
  time: number,
  width: number,
  { sampled, bucketMillis, from, to }: Pick<Props, 'sampled' | 'bucketMillis' | 'from' | 'to'>,
): readonly { readonly sampled: Sampled; readonly point: Point }[] {
  const half = (bucketMillis ?? 0) / 2;
  const reach = Math.max(half, ((to - from) / Math.max(1, width)) * REACH_PIXELS);
  return sampled.flatMap((each) => {
    const point = nearest(each.points, time - half, reach);
    return point === null ? [] : [{ sampled: each, point }];
  });
}

function showTip(tip: HTMLElement, chart: uPlot, props: Props): void {
  const left = chart.cursor.left ?? -1;
  const width = chart.over.clientWidth;
  const time = chart.posToVal(left, 'x') * 1_000;
  const hits = left < 0 ? [] : pointsAt(time, width, props);
  const [first] = hits;
  tip.hidden = first === undefined;
  if (first === undefined) return;
  const many = props.lane.signs.length > 1;
  const lines = [
    ...hits.map(({ sampled, point }) => {
      const words = pointWords(sampled.sign, sampled.unit, point, props.bucketMillis);
      return many ? [`${shortName(sampled.sign)} ${words[0] ?? ''}`, ...words.slice(1)] : words;
    }),
  ].flat();
  const line = (text: string, className?: string) => {
    const element = document.createElement('p');
    element.textContent = text;
    if (className !== undefined) element.className = className;
    return element;
  };
  tip.replaceChildren(
    ...[...new Set(lines)].map((text) => line(text, text.startsWith('?') ? 'trend-tip-doubt' : undefined)),
    line(pointTime(first.point, props.bucketMillis), 'trend-tip-time'),
  );
  const x = left > width / 2 ? left - tip.offsetWidth - 14 : left + 14;
  const inside = Math.max(0, Math.min(x, width - tip.offsetWidth));
  const room = chart.over.clientHeight - tip.offsetHeight;
  tip.style.transform = `translate(${inside}px, ${Math.min(4, room)}px)`;
}

import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useObservable } from '../live/observable';
import { theme } from '../look/theme';
import { frameOptions } from '../trends/chartOptions';
import type { Gap } from '../trends/model';
import { drawBelow } from '../trends/overlay';
import { drawScores } from './draw';
import type { ScorePoint } from './model';
import { gapsOf, pointAt, stretchesOf, topOf } from './shape';
import { remarks, timeWords, worthWords } from './words';

interface Props {
  readonly points: readonly ScorePoint[];
  /** What was read. */
  readonly edges: Gap;
  readonly from: number;
  readonly to: number;
  readonly chosen: ScorePoint | null;
  readonly height: number;
}

/** Where the risk of NEWS2 becomes medium and high. */
const SPLITS = [0, 5, 7, 10, 15, 20];

/** Totals as steps, what is incomplete as the range in which it lies. Its times stand in line with the signs. */
export function ScoreChart(props: Props) {
  const { points, edges, from, to, chosen, height } = props;
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const shown = useRef(props);
  shown.current = props;

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const stretches = () => stretchesOf(shown.current.points, shown.current.edges.to);
    const tip = document.createElement('div');
    tip.className = 'trend-tip trend-tip-words';
    tip.hidden = true;
    const drawn = new uPlot(
      frameOptions({
        size: { width: Math.max(160, element.clientWidth), height },
        timeRange: () => [shown.current.from / 1_000, shown.current.to / 1_000],
        valueRange: () => [0, topOf(shown.current.points)],
        values: { splits: SPLITS, text: String },
        series: [{}, { paths: () => null, points: { show: false } }],
        hooks: {
          drawAxes: [
            (self) =>
              drawBelow(self, {
                gaps: gapsOf(stretches(), shown.current.edges),
                backfilled: [],
                flagged: [],
                bucketMillis: null,
                edges: shown.current.edges,
                chosen: null,
              }),
          ],
          draw: [(self) => drawScores(self, stretches(), shown.current.chosen)],
          setCursor: [(self) => showTip(tip, self, shown.current)],
        },
      }),
      columnsOf(shown.current.points),
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
  }, [height]);
  useEffect(() => chart.current?.setData(columnsOf(points), true), [points, edges.from, edges.to, from, to]);
  const look = useObservable(theme);
  useEffect(() => chart.current?.redraw(false), [chosen, look]);
  return <div ref={place} className="trend-plot" />;
}

/** Only times: uPlot draws the frame, and we what is in it. */
function columnsOf(points: readonly ScorePoint[]): uPlot.AlignedData {
  return [points.map(({ time }) => time / 1_000), points.map(() => 0)];
}

/** A score counts as under the pointer up to so many pixels beside it. */
const REACH_PIXELS = 14;

export function scoreAt(time: number, width: number, { points, edges, from, to }: Omit<Props, 'chosen' | 'height'>) {
  const reach = ((to - from) / Math.max(1, width)) * REACH_PIXELS;
  return pointAt(stretchesOf(points, edges.to), time, reach);
}

function showTip(tip: HTMLElement, chart: uPlot, props: Props): void {
  const left = chart.cursor.left ?? -1;
  const width = chart.over.clientWidth;
  const hit = left < 0 ? null : scoreAt(chart.posToVal(left, 'x') * 1_000, width, props);
  tip.hidden = hit === null;
  if (hit === null) return;
  const line = (text: string, className?: string) => {
    const element = document.createElement('p');
    element.textContent = text;
    if (className !== undefined) element.className = className;
    return element;
  };
  const doubt = hit.worth.kind === 'total' ? undefined : 'trend-tip-doubt';
  tip.replaceChildren(
    line(worthWords(hit), doubt),
    ...remarks(hit).map((text) => line(text)),
    line(timeWords(hit), 'trend-tip-time'),
  );
  const x = left > width / 2 ? left - tip.offsetWidth - 14 : left + 14;
  const inside = Math.max(0, Math.min(x, width - tip.offsetWidth));
  tip.style.transform = `translate(${inside}px, ${Math.min(4, chart.over.clientHeight - tip.offsetHeight)}px)`;
}

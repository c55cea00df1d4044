import type uPlot from 'uplot';
import type { Risk } from '../board/model';
import { paint } from '../look/paint';
import { trendWords } from '../words/trends';
import type { ScorePoint } from './model';
import type { Stretch } from './shape';

/** Names of colours.css. */
const LINE = '--stroke-1';
const DOUBT = '--doubt';
const INK = '--ink-soft';
/** Where the risk of NEWS2 becomes medium and high (Royal College of Physicians, 2017). */
const THRESHOLDS: readonly { readonly at: number; readonly word: 'medium' | 'high' }[] = [
  { at: 5, word: 'medium' },
  { at: 7, word: 'high' },
];
/** Opaque: where several scores share a pixel, they must not add up. */
const GROUNDS: Readonly<Record<Risk, string>> = {
  low: '--score-low',
  'low-medium': '--score-low-medium',
  medium: '--score-medium',
  high: '--score-high',
};

/** Totals as steps with their risk below them; incomplete scores as a hatched box from lower to upper bound. */
export function drawScores(chart: uPlot, stretches: readonly Stretch[], chosen: ScorePoint | null): void {
  const { ctx: context, bbox } = chart;
  const ratio = window.devicePixelRatio;
  const x = (time: number) => chart.valToPos(time / 1_000, 'x', true);
  const y = (value: number) => chart.valToPos(value, 'y', true);
  context.save();
  context.beginPath();
  context.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  context.clip();
  const visible = stretches.filter(({ from, to }) => x(to) >= bbox.left && x(from) <= bbox.left + bbox.width);
  for (const { from, to, point } of visible) {
    // Whole pixels: neighbours would show a seam.
    const left = Math.round(x(from));
    const width = Math.max(ratio, Math.round(x(to)) - left);
    if (point.worth.kind === 'total') {
      context.fillStyle = paint(GROUNDS[point.risk ?? 'low']);
      context.fillRect(left, y(point.worth.total), width, y(0) - y(point.worth.total));
    } else if (point.worth.kind === 'range') {
      range(context, left, y(point.worth.upper), width, y(point.worth.lower) - y(point.worth.upper), ratio);
    }
  }
  thresholds(context, bbox, y, ratio);
  steps(context, visible, x, y, ratio);
  if (chosen !== null) ring(context, x(chosen.time), heightOf(chosen, y), ratio);
  context.restore();
}

function heightOf({ worth }: ScorePoint, y: (value: number) => number): number {
  switch (worth.kind) {
    case 'total':
      return y(worth.total);
    case 'range':
      return (y(worth.lower) + y(worth.upper)) / 2;
    case 'refused':
      return y(0);
  }
}

function steps(
  context: CanvasRenderingContext2D,
  visible: readonly Stretch[],
  x: (time: number) => number,
  y: (value: number) => number,
  ratio: number,
): void {
  context.strokeStyle = paint(LINE);
  context.lineWidth = 2.2 * ratio;
  context.beginPath();
  let before: number | null = null;
  for (const { from, to, point, joined } of visible) {
    if (point.worth.kind !== 'total') {
      before = null;
      continue;
    }
    const height = y(point.worth.total);
    if (joined && before !== null) context.lineTo(x(from), height);
    else context.moveTo(x(from), height);
    context.lineTo(Math.max(x(to), x(from) + 2 * ratio), height);
    before = height;
  }
  context.stroke();
}

/** Nothing in it looks like a line at a height: the score is somewhere in the box. */
function range(context: CanvasRenderingContext2D, left: number, top: number, width: number, height: number, ratio: number): void {
  const tall = Math.max(2 * ratio, height);
  context.save();
  context.beginPath();
  context.rect(left, top, width, tall);
  context.clip();
  context.fillStyle = paint('--doubt-ground');
  context.fillRect(left, top, width, tall);
  context.strokeStyle = paint(DOUBT);
  context.lineWidth = ratio;
  context.beginPath();
  // Anchored to the canvas, so that neighbours are one pattern.
  const step = 7 * ratio;
  for (let from = Math.floor((left - tall - top) / step) * step + top; from < left + width + tall; from += step) {
    context.moveTo(from, top);
    context.lineTo(from + tall, top + tall);
  }
  context.stroke();
  context.restore();
  context.strokeStyle = paint(DOUBT);
  context.lineWidth = 1.4 * ratio;
  context.setLineDash([4 * ratio, 3 * ratio]);
  context.lineDashOffset = left;
  context.beginPath();
  context.moveTo(left, top);
  context.lineTo(left + width, top);
  context.moveTo(left, top + tall);
  context.lineTo(left + width, top + tall);
  context.stroke();
  context.setLineDash([]);
}

function thresholds(context: CanvasRenderingContext2D, bbox: uPlot.BBox, y: (value: number) => number, ratio: number): void {
  context.font = `600 ${11 * ratio}px 'Inter Variable', sans-serif`;
  context.textAlign = 'left';
  context.textBaseline = 'bottom';
  const words = trendWords().score;
  for (const { at, word } of THRESHOLDS) {
    context.strokeStyle = paint(INK);
    context.lineWidth = ratio;
    context.setLineDash([2 * ratio, 4 * ratio]);
    context.beginPath();
    context.moveTo(bbox.left, y(at));
    context.lineTo(bbox.left + bbox.width, y(at));
    context.stroke();
    context.setLineDash([]);
    const width = context.measureText(words[word]).width;
    context.fillStyle = paint('--chart-label');
    context.fillRect(bbox.left + 2 * ratio, y(at) - 14 * ratio, width + 6 * ratio, 13 * ratio);
    context.fillStyle = paint(INK);
    context.fillText(words[word], bbox.left + 5 * ratio, y(at) - 1 * ratio);
  }
}

function ring(context: CanvasRenderingContext2D, x: number, y: number, ratio: number): void {
  context.strokeStyle = paint('--focus');
  context.lineWidth = 2.5 * ratio;
  context.beginPath();
  context.arc(x, y, 8 * ratio, 0, 2 * Math.PI);
  context.stroke();
}

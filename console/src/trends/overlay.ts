import type uPlot from 'uplot';
import { paint } from '../look/paint';
import { trendWords } from '../words/trends';
import type { Gap, Point } from './model';

/** What a chart tells besides its lines. Each has a shape or a pattern of its own. */
export interface Overlay {
  readonly gaps: readonly Gap[];
  readonly backfilled: readonly Gap[];
  readonly flagged: readonly Point[];
  readonly bucketMillis: number | null;
  /** What the server was asked for: outside of it nothing is known yet. */
  readonly edges: Gap;
  readonly chosen: Point | null;
}

/** Names of colours.css. */
const GAP_GROUND = '--hatch';
const GAP_LINE = '--line';
const INK = '--ink-soft';
const DOUBT = '--doubt';
const LATE = '--violet';
const FONT_SIZE = 11;

/** Below the lines: gaps, and what has not been read yet. */
export function drawBelow(chart: uPlot, { gaps, edges }: Overlay): void {
  inPlot(chart, (context, ratio) => {
    for (const [from, to] of [
      [-Infinity, edges.from],
      [edges.to, Infinity],
    ] as const) {
      const area = areaOf(chart, from, to);
      if (area === null) continue;
      context.fillStyle = paint('--unread');
      context.fillRect(area.left, chart.bbox.top, area.width, chart.bbox.height);
      // A few pixels come with the time, and go with the next reading.
      if (area.width > 84 * ratio) {
        label(context, trendWords().drawn.notRead, area.left + area.width / 2, chart.bbox.top + chart.bbox.height / 2, INK, ratio);
      }
    }
    for (const gap of gaps) {
      const area = areaOf(chart, gap.from, gap.to);
      if (area === null || area.width < ratio) continue;
      hatch(context, area.left, chart.bbox.top, area.width, chart.bbox.height, ratio);
      if (area.width > 64 * ratio) {
        label(context, trendWords().drawn.noValues, area.left + area.width / 2, chart.bbox.top + chart.bbox.height / 2, INK, ratio);
      }
    }
  });
}

/** Above the lines: backfilled data, flagged values, the value that was chosen. */
export function drawAbove(chart: uPlot, overlay: Overlay): void {
  inPlot(chart, (context, ratio) => {
    for (const stretch of overlay.backfilled) {
      const area = areaOf(chart, stretch.from, stretch.to);
      if (area !== null) lateStrip(context, area.left, chart.bbox.top, Math.max(area.width, 3 * ratio), ratio);
    }
    let last = -Infinity;
    for (const point of overlay.flagged) {
      const { x, y } = placeOf(chart, point, overlay.bucketMillis, ratio);
      // Marks side by side would hide one another and all else.
      if (x - last < 9 * ratio) continue;
      last = x;
      doubtMark(context, x, y, ratio);
    }
    if (overlay.chosen !== null) {
      const { x, y } = placeOf(chart, overlay.chosen, overlay.bucketMillis, ratio);
      context.strokeStyle = paint('--focus');
      context.lineWidth = 2.5 * ratio;
      context.beginPath();
      context.arc(x, y, 8 * ratio, 0, 2 * Math.PI);
      context.stroke();
    }
  });
}

/** Where a point stands: at its value or, where it has none to rely on, at the bottom. */
function placeOf(
  chart: uPlot,
  point: Point,
  bucketMillis: number | null,
  ratio: number,
): { readonly x: number; readonly y: number } {
  const { top, height } = chart.bbox;
  const lowest = top + height - 7 * ratio;
  const x = chart.valToPos((point.time + (bucketMillis ?? 0) / 2) / 1_000, 'x', true);
  const summed = bucketMillis !== null && point.flags.length > 0;
  if (point.value === null || summed) return { x, y: lowest };
  // A value beyond the scale stands at its edge: it must not squeeze the others.
  const y = chart.valToPos(point.value, 'y', true);
  return { x, y: Math.min(lowest, Math.max(top + 7 * ratio, y)) };
}

function inPlot(chart: uPlot, draw: (context: CanvasRenderingContext2D, ratio: number) => void): void {
  const { ctx: context, bbox } = chart;
  context.save();
  context.beginPath();
  context.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  context.clip();
  draw(context, window.devicePixelRatio);
  context.restore();
}

function areaOf(
  chart: uPlot,
  from: number,
  to: number,
): { readonly left: number; readonly width: number } | null {
  const { left, width } = chart.bbox;
  const start = from === -Infinity ? left : Math.max(left, chart.valToPos(from / 1_000, 'x', true));
  const end = to === Infinity ? left + width : Math.min(left + width, chart.valToPos(to / 1_000, 'x', true));
  return end > start ? { left: start, width: end - start } : null;
}

function hatch(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  width: number,
  height: number,
  ratio: number,
): void {
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.fillStyle = paint(GAP_GROUND);
  context.fillRect(left, top, width, height);
  context.strokeStyle = paint(GAP_LINE);
  context.lineWidth = ratio;
  context.beginPath();
  // Anchored to the canvas, so that the pattern of two gaps is one.
  const step = 9 * ratio;
  for (let x = Math.floor((left - height) / step) * step; x < left + width; x += step) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
  context.restore();
}

function lateStrip(context: CanvasRenderingContext2D, left: number, top: number, width: number, ratio: number): void {
  context.fillStyle = paint(LATE);
  context.fillRect(left, top, width, 1.5 * ratio);
  for (let x = left; x < left + width; x += 6 * ratio) context.fillRect(x, top, 2 * ratio, 6 * ratio);
  if (width > 76 * ratio) label(context, trendWords().drawn.backfilled, left + width / 2, top + 14 * ratio, LATE, ratio);
}

function doubtMark(context: CanvasRenderingContext2D, x: number, y: number, ratio: number): void {
  const size = 6.5 * ratio;
  context.beginPath();
  context.moveTo(x, y - size);
  context.lineTo(x + size, y);
  context.lineTo(x, y + size);
  context.lineTo(x - size, y);
  context.closePath();
  context.fillStyle = paint('--doubt-ground');
  context.fill();
  context.strokeStyle = paint(DOUBT);
  context.lineWidth = 1.4 * ratio;
  context.stroke();
  context.fillStyle = paint(DOUBT);
  context.font = `800 ${9 * ratio}px 'Inter Variable', sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText('?', x, y + 0.5 * ratio);
}

function label(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  color: string,
  ratio: number,
): void {
  context.font = `600 ${FONT_SIZE * ratio}px 'Inter Variable', sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const width = context.measureText(text).width + 8 * ratio;
  context.fillStyle = paint('--chart-label');
  context.fillRect(x - width / 2, y - 8 * ratio, width, 16 * ratio);
  context.fillStyle = paint(color);
  context.fillText(text, x, y);
}

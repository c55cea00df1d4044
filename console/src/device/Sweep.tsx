import { useEffect, useRef } from 'react';
import { paint as colour } from '../look/paint';
import { BLANK_MILLIS, headAt, type Packet, rangeOf, type Range, SPAN_MILLIS, strokesOf, endOf } from './trace';

interface Props {
  readonly name: string;
  readonly packets: readonly Packet[];
  /** Nothing has come for a while: what is drawn stands still, and looks it. */
  readonly stale: boolean;
}

/** A waveform that sweeps from left to right and over itself, as on a monitor. */
export function Sweep({ name, packets, stale }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const newestPackets = useRef(packets);
  newestPackets.current = packets;
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || !context) return;
    let head: number | null = null;
    let before = performance.now();
    let frame = requestAnimationFrame(draw);
    function draw(now: number): void {
      frame = requestAnimationFrame(draw);
      const known = newestPackets.current;
      const newest = Math.max(...known.map(endOf));
      if (!Number.isFinite(newest)) return;
      head = headAt(head, now - before, newest);
      before = now;
      if (element !== null && context) paint(element, context, known, head);
    }
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <canvas
      ref={canvas}
      className={stale ? 'trace-canvas is-stale' : 'trace-canvas'}
      role="img"
      aria-label={`${name}, the last ${SPAN_MILLIS / 1_000} seconds`}
    />
  );
}

const MARGIN = 0.1;

function paint(
  element: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  packets: readonly Packet[],
  head: number,
): void {
  const ratio = window.devicePixelRatio;
  const width = Math.round(element.clientWidth * ratio);
  const height = Math.round(element.clientHeight * ratio);
  if (element.width !== width || element.height !== height) {
    element.width = width;
    element.height = height;
  }
  context.clearRect(0, 0, width, height);
  grid(context, width, height);
  const range = rangeOf(packets);
  if (range === null) return;
  const y = scale(range, height);
  context.strokeStyle = getComputedStyle(element).color;
  context.lineWidth = 1.6 * ratio;
  context.lineJoin = 'round';
  context.beginPath();
  for (const stroke of strokesOf(packets, head)) {
    stroke.forEach(({ x, value }, index) => {
      if (index === 0) context.moveTo(x * width, y(value));
      else context.lineTo(x * width, y(value));
    });
  }
  context.stroke();
  // The strip that wipes, with the edge where the newest sample is.
  const at = ((head % SPAN_MILLIS) / SPAN_MILLIS) * width;
  context.fillStyle = colour('--sweep-edge');
  context.fillRect(at, 0, ratio, height);
  context.fillStyle = colour('--sweep-wipe');
  context.fillRect(at, 0, (BLANK_MILLIS / SPAN_MILLIS) * width, height);
}

function scale({ low, high }: Range, height: number): (value: number) => number {
  const span = high - low || 1;
  const middle = (high + low) / 2;
  return (value) => height / 2 - ((value - middle) / span) * height * (1 - 2 * MARGIN);
}

/** A line for each second. */
function grid(context: CanvasRenderingContext2D, width: number, height: number): void {
  context.fillStyle = colour('--line-soft');
  for (let second = 1; second < SPAN_MILLIS / 1_000; second++) {
    context.fillRect(Math.round((second * 1_000 * width) / SPAN_MILLIS), 0, 1, height);
  }
}

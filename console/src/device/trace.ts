import { asArray, asInstant, asNumber, asObject, asText } from '../wire/json';

/** Samples of one waveform without a pause between them. A null sample was not measured. */
export interface Packet {
  readonly sign: string;
  /** Of the first sample, ms since 1970. */
  readonly startedAt: number;
  readonly hz: number;
  readonly unit: string;
  readonly samples: readonly (number | null)[];
}

/** Seconds from edge to edge of the picture, in ms. */
export const SPAN_MILLIS = 6_000;
/** Blank strip between the newest and the oldest sample. */
export const BLANK_MILLIS = 300;
const KEEP_MILLIS = SPAN_MILLIS + 4_000;

export function packetOf(value: unknown): Packet | null {
  const row = asObject(value);
  const sign = asText(row['sign']);
  const startedAt = asInstant(row['startedAt']);
  const hz = asNumber(row['hz']);
  const samples = asArray(row['samples']).map(asNumber);
  if (sign === null || startedAt === null || hz === null || hz <= 0 || samples.length === 0) {
    return null;
  }
  return { sign, startedAt, hz, unit: asText(row['unit']) ?? '', samples };
}

export function endOf(packet: Packet): number {
  return packet.startedAt + (packet.samples.length * 1_000) / packet.hz;
}

/** With a new packet: sorted by time, what left the picture forgotten, each packet once. */
export function withPacket(packets: readonly Packet[], packet: Packet): readonly Packet[] {
  const others = packets.filter(({ startedAt }) => startedAt !== packet.startedAt);
  const all = [...others, packet].sort((left, right) => left.startedAt - right.startedAt);
  const newest = Math.max(...all.map(endOf));
  return all.filter((known) => endOf(known) > newest - KEEP_MILLIS);
}

/**
 * Up to which measured time the picture is drawn. It runs evenly, a little behind what has arrived, and
 * jumps when it has fallen far behind.
 *
 * @param head where it was, null at first
 * @param elapsed ms since then
 * @param newest end of the newest packet
 */
export function headAt(head: number | null, elapsed: number, newest: number): number {
  if (head === null || newest - head > 4_000 || head > newest + 1_000) return newest - 1_000;
  return Math.min(newest, head + elapsed);
}

export interface Point {
  /** 0 at the left edge, 1 at the right one. */
  readonly x: number;
  readonly value: number;
}

/** The strokes of the sweep: a stroke ends at a missing sample, at a gap and at the right edge. */
export function strokesOf(packets: readonly Packet[], head: number): readonly (readonly Point[])[] {
  const strokes: Point[][] = [];
  let stroke: Point[] = [];
  let before: number | null = null;
  const lift = () => {
    if (stroke.length > 0) strokes.push(stroke);
    stroke = [];
    before = null;
  };
  for (const packet of packets) {
    const step = 1_000 / packet.hz;
    packet.samples.forEach((value, index) => {
      const time = packet.startedAt + index * step;
      if (time > head || time <= head - SPAN_MILLIS + BLANK_MILLIS) return;
      if (value === null) {
        lift();
        return;
      }
      const x = (time % SPAN_MILLIS) / SPAN_MILLIS;
      const last = stroke.at(-1);
      if (before !== null && (time - before > 2.5 * step || (last !== undefined && x < last.x))) {
        lift();
      }
      stroke.push({ x, value });
      before = time;
    });
  }
  lift();
  return strokes;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Lowest and highest of what is kept; null when nothing was measured. */
export function rangeOf(packets: readonly Packet[]): Range | null {
  let low = Infinity;
  let high = -Infinity;
  for (const { samples } of packets) {
    for (const sample of samples) {
      if (sample === null) continue;
      low = Math.min(low, sample);
      high = Math.max(high, sample);
    }
  }
  return low > high ? null : { low, high };
}

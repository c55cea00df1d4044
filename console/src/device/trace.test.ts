import { describe, expect, it } from 'vitest';
import { endOf, headAt, type Packet, packetOf, rangeOf, SPAN_MILLIS, strokesOf, withPacket } from './trace';

function packet(startedAt: number, samples: readonly (number | null)[], hz = 10): Packet {
  return { sign: 'pleth', startedAt, hz, unit: '1', samples };
}
const second = (startedAt: number) => packet(startedAt, Array.from({ length: 10 }, () => 1));

describe('packet', () => {
  it('is read with its missing samples in their places', () => {
    const read = packetOf({
      sign: 'pleth',
      startedAt: '2026-11-23T08:00:00Z',
      hz: 2,
      unit: '1',
      samples: [0.5, null, 'x', 1],
    });
    expect(read?.samples).toEqual([0.5, null, null, 1]);
    expect(read === null ? null : endOf(read) - read.startedAt).toBe(2_000);
  });

  it('without a time, a rate or samples is none', () => {
    const whole = { sign: 's', startedAt: '2026-11-23T08:00:00Z', hz: 1, samples: [1] };
    expect(packetOf({ ...whole, startedAt: 'now' })).toBeNull();
    expect(packetOf({ ...whole, hz: 0 })).toBeNull();
    expect(packetOf({ ...whole, samples: [] })).toBeNull();
    expect(packetOf(null)).toBeNull();
  });
});

describe('packets', () => {
  it('are in order of time whatever order they came in, each once', () => {
    let packets: readonly Packet[] = [];
    for (const start of [2_000, 1_000, 2_000]) packets = withPacket(packets, second(start));
    expect(packets.map(({ startedAt }) => startedAt)).toEqual([1_000, 2_000]);
  });

  it('that left the picture are forgotten', () => {
    let packets: readonly Packet[] = [];
    for (let start = 0; start < 60_000; start += 1_000) packets = withPacket(packets, second(start));
    expect(packets.length).toBeLessThan(12);
    expect(packets.at(-1)?.startedAt).toBe(59_000);
  });
});

describe('head', () => {
  it('starts a second behind and then keeps an even pace', () => {
    expect(headAt(null, 16, 10_000)).toBe(9_000);
    expect(headAt(9_000, 16, 10_000)).toBe(9_016);
  });

  it('never passes what was measured, and stands still there', () => {
    expect(headAt(9_990, 16, 10_000)).toBe(10_000);
    expect(headAt(10_000, 60_000, 10_000)).toBe(10_000);
  });

  it('jumps when it is far behind, or when the clock of the device was set back', () => {
    expect(headAt(1_000, 16, 10_000)).toBe(9_000);
    expect(headAt(50_000, 16, 10_000)).toBe(9_000);
  });
});

describe('strokes', () => {
  it('end at a missing sample and at a gap between packets', () => {
    const packets = [packet(0, [1, 2, null, 4, 5]), packet(2_000, [6, 7])];
    const strokes = strokesOf(packets, 3_000).map((stroke) => stroke.map(({ value }) => value));
    expect(strokes).toEqual([[1, 2], [4, 5], [6, 7]]);
  });

  it('run on from one packet to the next', () => {
    expect(strokesOf([second(0), second(1_000)], 3_000)).toHaveLength(1);
  });

  it('end at the right edge and go on at the left one', () => {
    const strokes = strokesOf([second(SPAN_MILLIS - 500)], SPAN_MILLIS + 500);
    expect(strokes).toHaveLength(2);
    expect(strokes[0]?.at(-1)?.x).toBeGreaterThan(0.9);
    expect(strokes[1]?.[0]?.x).toBeLessThan(0.1);
  });

  it('hold nothing behind the head and nothing that the sweep has wiped', () => {
    const packets = Array.from({ length: 9 }, (_, index) => second(index * 1_000));
    const points = strokesOf(packets, 8_000).flat();
    expect(points.length).toBeLessThanOrEqual(SPAN_MILLIS / 100);
    expect(strokesOf([second(9_000)], 8_000)).toEqual([]);
  });
});

it('range is of what was measured', () => {
  expect(rangeOf([packet(0, [3, null, -1])])).toEqual({ low: -1, high: 3 });
  expect(rangeOf([packet(0, [null])])).toBeNull();
});

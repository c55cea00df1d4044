import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Problem } from '../wire/problem';
import type { SeriesAnswer } from './model';
import { SeriesReader, type SeriesRequest } from './seriesReader';

let asked: SeriesRequest[];
let answers: { resolve: (answer: SeriesAnswer) => void; reject: (failure: unknown) => void }[];
let reader: SeriesReader;

const request = (from: number): SeriesRequest => ({ signs: ['spo2'], from, to: from + 100, points: 300 });
const answer = (from: number): SeriesAnswer => ({ from, to: from + 100, resolution: 'raw', bucketMillis: null, series: new Map() });
const pass = (millis: number) => vi.advanceTimersByTimeAsync(millis);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  vi.stubGlobal('window', {
    setTimeout: (...rest: Parameters<typeof setTimeout>) => setTimeout(...rest),
    clearTimeout: (timer: ReturnType<typeof setTimeout>) => clearTimeout(timer),
  });
  asked = [];
  answers = [];
  reader = new SeriesReader((wanted) => {
    asked.push(wanted);
    return new Promise((resolve, reject) => answers.push({ resolve, reject }));
  });
  reader.start();
});

afterEach(() => {
  reader.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('asks once when a wheel has come to rest', async () => {
  for (let notch = 0; notch < 20; notch++) {
    reader.want(() => request(notch), 60_000, 180);
    await pass(20);
  }
  expect(asked).toEqual([]);
  await pass(180);
  expect(asked).toEqual([request(19)]);
});

it('is still waiting when an answer comes to what was asked before', async () => {
  reader.want(() => request(1), 60_000, 180);
  await pass(180);
  reader.want(() => request(2), 60_000, 180);
  answers[0]?.resolve(answer(1));
  await pass(0);
  expect(reader.state.get()).toMatchObject({ answer: { from: 1 }, waiting: true });
  await pass(180);
  expect(asked).toEqual([request(1), request(2)]);
  answers[1]?.resolve(answer(2));
  await pass(0);
  expect(reader.state.get()).toMatchObject({ answer: { from: 2 }, waiting: false, readAt: 1_000_360 });
});

it('never has two questions under way, so that no old answer overtakes a new one', async () => {
  reader.want(() => request(1), 60_000, 0);
  await pass(0);
  reader.want(() => request(2), 60_000, 0);
  await pass(500);
  expect(asked).toHaveLength(1);
  answers[0]?.resolve(answer(1));
  await pass(0);
  expect(asked).toHaveLength(2);
});

it('reads on as time goes, of the time that it is then', async () => {
  reader.want(() => request(Date.now()), 5_000, 0);
  await pass(0);
  answers[0]?.resolve(answer(1));
  await pass(5_000);
  expect(asked.map(({ from }) => from)).toEqual([1_000_000, 1_005_000]);
});

it('keeps what it has, says why it is old, and tries again', async () => {
  reader.want(() => request(1), 60_000, 0);
  await pass(0);
  answers[0]?.resolve(answer(1));
  await pass(60_000);
  answers[1]?.reject(new Problem(503, null, 'The store is not available.'));
  await pass(0);
  expect(reader.state.get()).toMatchObject({ answer: { from: 1 }, failure: 'The store is not available.', readAt: 1_000_000 });
  await pass(3_000);
  expect(asked).toHaveLength(3);
});

it('does not ask again where it may not', async () => {
  reader.want(() => request(1), 60_000, 0);
  await pass(0);
  answers[0]?.reject(new Problem(403, null, 'no'));
  await pass(120_000);
  expect(asked).toHaveLength(1);
  expect(reader.state.get().forbidden).toBe(true);
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RefreshLoop } from './refreshLoop';

let answers: { resolve: () => void; reject: (failure: Error) => void }[];
let loop: RefreshLoop;
const onFailure = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', {
    setTimeout: (...rest: Parameters<typeof setTimeout>) => setTimeout(...rest),
    clearTimeout: (timer: ReturnType<typeof setTimeout>) => clearTimeout(timer),
  });
  answers = [];
  onFailure.mockReset();
  loop = new RefreshLoop({
    read: () => new Promise((resolve, reject) => answers.push({ resolve, reject })),
    onFailure,
    everyMillis: 5_000,
    retryMillis: 1_000,
  });
});

afterEach(() => {
  loop.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (millis: number) => vi.advanceTimersByTimeAsync(millis);

it('waits from the end of one read to the next', async () => {
  loop.start();
  await pass(60_000);
  expect(answers).toHaveLength(1);
  answers[0]?.resolve();
  await pass(4_999);
  expect(answers).toHaveLength(1);
  await pass(1);
  expect(answers).toHaveLength(2);
});

it('tells a failure and tries again sooner', async () => {
  loop.start();
  answers[0]?.reject(new Error('away'));
  await pass(1_000);
  expect(onFailure).toHaveBeenCalledExactlyOnceWith(new Error('away'));
  expect(answers).toHaveLength(2);
});

it('reads once more at once when asked during a read, however often', async () => {
  loop.start();
  void loop.refresh();
  void loop.refresh();
  expect(answers).toHaveLength(1);
  answers[0]?.resolve();
  await pass(0);
  expect(answers).toHaveLength(2);
  answers[1]?.resolve();
  await pass(4_999);
  expect(answers).toHaveLength(2);
});

it('does not read twice when asked just before its time', async () => {
  loop.start();
  answers[0]?.resolve();
  await pass(4_000);
  void loop.refresh();
  answers[1]?.resolve();
  await pass(4_999);
  expect(answers).toHaveLength(2);
});

it('stops, also when the reason to stop is the failure itself', async () => {
  onFailure.mockImplementation(() => loop.stop());
  loop.start();
  answers[0]?.reject(new Error('forbidden'));
  await pass(60_000);
  expect(answers).toHaveLength(1);
});

it('can be started again while the read from before is under way', async () => {
  loop.start();
  loop.stop();
  loop.start();
  expect(answers).toHaveLength(1);
  answers[0]?.resolve();
  await pass(0);
  expect(answers).toHaveLength(2);
});

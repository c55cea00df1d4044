import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Problem } from '../wire/problem';
import { Polled } from './polled';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  vi.stubGlobal('window', {
    setTimeout: (...rest: Parameters<typeof setTimeout>) => setTimeout(...rest),
    clearTimeout: (timer: ReturnType<typeof setTimeout>) => clearTimeout(timer),
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('keeps the last good answer with its age and the reason why it is old', async () => {
  let answer = () => Promise.resolve('first');
  const polled = new Polled(() => answer(), 5_000);
  polled.start();
  await vi.advanceTimersByTimeAsync(0);
  answer = () => Promise.reject(new Problem(503, null, 'The store is not available.'));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(polled.state.get()).toEqual({
    value: 'first',
    readAt: 1_000_000,
    failure: 'The store is not available.',
    forbidden: false,
  });
  answer = () => Promise.resolve('second');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(polled.state.get()).toMatchObject({ value: 'second', readAt: 1_008_000, failure: null });
  polled.stop();
});

it('does not ask again for what the role may not see', async () => {
  const read = vi.fn(() => Promise.reject(new Problem(403, null, 'Forbidden')));
  const polled = new Polled(read, 5_000);
  polled.start();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read).toHaveBeenCalledOnce();
  expect(polled.state.get().forbidden).toBe(true);
});

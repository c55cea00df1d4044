import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Receipts } from './receipts';

describe('receipts', () => {
  const sent: string[] = [];
  let failures = 0;
  const api = {
    post: (path: string) => {
      sent.push(path);
      return failures-- > 0 ? Promise.reject(new TypeError('away')) : Promise.resolve(null);
    },
  };

  beforeEach(() => {
    sent.length = 0;
    failures = 0;
    vi.useFakeTimers();
    vi.stubGlobal('window', globalThis);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('go out once for each page that was shown', () => {
    const receipts = new Receipts(api, () => true);
    receipts.note({ id: 'p1', version: 1 });
    receipts.note({ id: 'p1', version: 1 });
    receipts.note({ id: 'p2', version: 1 });
    expect(sent).toEqual(['/api/v1/pages/p1/receipt?version=1', '/api/v1/pages/p2/receipt?version=1']);
  });

  it('go out again for a page that one more alert has joined', () => {
    const receipts = new Receipts(api, () => true);
    receipts.note({ id: 'p1', version: 1 });
    receipts.note({ id: 'p1', version: 2 });
    receipts.note({ id: 'p1', version: 1 });
    expect(sent).toEqual(['/api/v1/pages/p1/receipt?version=1', '/api/v1/pages/p1/receipt?version=2']);
  });

  it('wait until somebody looks: a page in the background reached nobody', () => {
    let visible = false;
    const receipts = new Receipts(api, () => visible);
    receipts.note({ id: 'p1', version: 1 });
    expect(sent).toEqual([]);
    visible = true;
    receipts.look();
    expect(sent).toHaveLength(1);
  });

  it('are tried again, and then left: the server goes on to the next channel', async () => {
    failures = 9;
    new Receipts(api, () => true).note({ id: 'p1', version: 1 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(4);
  });
});

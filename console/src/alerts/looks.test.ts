import { describe, expect, it } from 'vitest';
import { alert } from './alert.fixture';
import { dueLooks } from './looks';
import type { AlertPage } from './model';

const page = (fields: Partial<AlertPage> = {}): AlertPage => ({
  id: 'p', person: 'nina', target: 'primary', state: 'open', channel: null, at: 1_000_000, receivedAt: null, ...fields,
});
const NOW = 1_000_000;

describe('looks for receipts', () => {
  it('are made some time after the call, each once', () => {
    const alerts = [alert('a', { pages: [page()] })];
    expect(dueLooks(alerts, new Set(), NOW + 1_000)).toEqual([]);
    const [look] = dueLooks(alerts, new Set(), NOW + 2_000);
    expect(look?.id).toBe('a');
    expect(dueLooks(alerts, new Set([look?.key ?? '']), NOW + 3_000)).toEqual([]);
    expect(dueLooks(alerts, new Set([look?.key ?? '']), NOW + 6_000)).toHaveLength(1);
  });

  it('are not made for what was received, accepted or is long ago, over and over', () => {
    expect(dueLooks([alert('a', { pages: [page({ state: 'received' })] })], new Set(), NOW + 9_000)).toEqual([]);
    expect(dueLooks([alert('a', { pages: [page()], acknowledgement: { by: 'x', at: 1 } })], new Set(), NOW + 9_000)).toEqual([]);
    const [late] = dueLooks([alert('a', { pages: [page()] })], new Set(), NOW + 999_000);
    expect(dueLooks([alert('a', { pages: [page()] })], new Set([late?.key ?? '']), NOW + 1_999_000)).toEqual([]);
  });
});

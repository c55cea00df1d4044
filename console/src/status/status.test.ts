import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PolledState } from '../live/polled';
import { Problem } from '../wire/problem';
import { operationsAlertsOf, statusOf } from './decode';
import { type Asked, lightOf, pollStatus, STATUS_MILLIS } from './light';
import { type Part, stagesOf } from './model';

const wire = {
  at: '2026-11-23T04:00:00Z',
  overall: 'degraded',
  parts: [{ name: 'canary', state: 'ok', since: '2026-11-23T03:00:00Z', detail: 'Beats get through.', figures: { ageSeconds: 3.2 } }],
  alerts: [{ id: 'a', kind: 'nobody-on-call', severity: 'down', subject: 'ward-b', since: '2026-11-23T03:59:00Z', detail: 'x', endedAt: null }],
};
afterEach(() => vi.unstubAllGlobals());

const NOW = 1_000_000;
const polled = (fields: Partial<PolledState<Asked>> = {}): PolledState<Asked> => ({
  value: { kind: 'told', status: statusOf(wire) },
  readAt: NOW,
  failure: null,
  forbidden: false,
  ...fields,
});

describe('status', () => {
  it('is read as the server sends it', () => {
    expect(statusOf(wire)).toMatchObject({ overall: 'degraded', alerts: [{ kind: 'nobody-on-call', severity: 'down', endedAt: null }] });
    expect(operationsAlertsOf([{ endedAt: '2026-11-23T04:00:00Z' }])[0]?.endedAt).toBe(Date.parse(wire.at));
  });

  it('takes a state that it does not know for not known, never for well', () => {
    expect(statusOf({ ...wire, overall: 'splendid' }).overall).toBe('unknown');
    expect(() => statusOf({})).toThrow();
  });
});

describe('light', () => {
  it('says what the server says, as long as that is new', () => {
    expect(lightOf(polled(), NOW)).toBe('degraded');
    expect(lightOf(polled(), NOW + 3 * STATUS_MILLIS + 1)).toBe('unknown');
  });

  it('is not known when nobody answers, and not there before the first answer', () => {
    expect(lightOf(polled({ value: null, readAt: null, failure: 'away' }), NOW)).toBe('unknown');
    expect(lightOf(polled({ value: null, readAt: null }), NOW)).toBeNull();
  });

  it('is not there where the server is older or the role may not ask', async () => {
    expect(lightOf(polled({ value: { kind: 'not-offered' } }), NOW)).toBeNull();
    expect(lightOf(polled({ forbidden: true }), NOW)).toBeNull();
    vi.stubGlobal('window', globalThis);
    const older = pollStatus({ get: () => Promise.reject(new Problem(404, null, 'Not Found')) });
    await older.refresh();
    expect(older.state.get().value).toEqual({ kind: 'not-offered' });
  });
});

describe('canary', () => {
  const canary = (state: Part['state'], stoppedAt?: string): Part => ({
    name: 'canary', state, since: null, detail: null, figures: stoppedAt === undefined ? {} : { stoppedAt },
  });
  const passedOf = (part: Part) => stagesOf(part).map(({ passed }) => passed);

  it('shows where the beats end, and claims nothing of what comes behind', () => {
    expect(passedOf(canary('ok'))).toEqual([true, true, true, true]);
    expect(passedOf(canary('down', 'alert'))).toEqual([true, true, false, null]);
    expect(passedOf(canary('down', 'publish'))).toEqual([false, null, null, null]);
    expect(passedOf(canary('unknown'))).toEqual([null, null, null, null]);
  });
});

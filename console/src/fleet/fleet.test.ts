import { describe, expect, it } from 'vitest';
import { certificateView } from './certificate';
import { fleetOf } from './decode';
import type { FleetDevice } from './model';
import { problemsOf } from './problems';
import { sliceOf } from './slice';
import { filtered, fleetViewOf, membersOf, sorted } from './view';
import { clockWords, offsetWords } from './words';

const NOW = Date.parse('2026-11-23T08:00:00Z');
const DAY = 86_400_000;

/** As GET /api/v1/fleet answers for one device. */
const ROW = {
  id: 'monitor-1',
  model: 'bedside-monitor',
  display: 'Bedside monitor',
  type: 'bedside-monitor',
  state: 'ACTIVE',
  synthetic: false,
  connection: 'ONLINE',
  since: '2026-11-23T06:00:00Z',
  lastSeenAt: '2026-11-23T07:59:58Z',
  batteryPercent: 85,
  firmware: '2.4.1',
  fault: null,
  items: [{ name: 'usage-hours', value: 1204, unit: 'h' }],
  certificateExpiresAt: '2027-11-23T08:00:00Z',
  patientId: 'P1',
  bed: '4A-07',
  missing: 0,
  received: 10_000,
  silence: null,
  clock: { quality: 'SYNCHRONISED', offsetMillis: 12, driftPpm: null },
};

function device(fields: Partial<FleetDevice> = {}): FleetDevice {
  const [known] = fleetOf([ROW]);
  if (known === undefined) throw new Error('fixture');
  return { ...known, ...fields };
}

const view = (search = '') => fleetViewOf(search);

describe('decoding', () => {
  it('reads what the service answers', () => {
    expect(device()).toMatchObject({
      id: 'monitor-1',
      connection: 'ONLINE',
      lastSeenAt: NOW - 2_000,
      items: [{ name: 'usage-hours', value: '1204', unit: 'h' }],
      clock: { quality: 'SYNCHRONISED' },
    });
  });

  it('needs no more than an id, and knows nothing that it was not told', () => {
    const [bare] = fleetOf([{ id: 'x' }, { model: 'no id' }, null]);
    expect(bare).toMatchObject({
      id: 'x',
      state: 'UNKNOWN',
      connection: 'UNKNOWN',
      lastSeenAt: null,
      missing: null,
      silence: null,
    });
  });

  it('does not take an unreadable answer for an empty fleet', () => {
    expect(() => fleetOf(null)).toThrow();
    expect(() => fleetOf({ devices: [] })).toThrow();
  });
});

describe('certificates', () => {
  it('warn thirty days before they expire and are an error from seven days on', () => {
    expect(certificateView(NOW + 30 * DAY, NOW)).toEqual({ grade: 'good', text: 'Valid for 30\u00a0d' });
    expect(certificateView(NOW + 30 * DAY - 1, NOW)).toEqual({
      grade: 'warning',
      text: 'Expires in 29\u00a0d',
    });
    expect(certificateView(NOW + 7 * DAY, NOW).grade).toBe('warning');
    expect(certificateView(NOW + 7 * DAY - 1, NOW).grade).toBe('error');
    expect(certificateView(NOW + 90 * 60_000, NOW).text).toBe('Expires in 1\u00a0h');
    expect(certificateView(NOW, NOW)).toEqual({ grade: 'error', text: 'Expired 0\u00a0min ago' });
    expect(certificateView(NOW - 3 * DAY, NOW).text).toBe('Expired 3\u00a0d ago');
  });

  it('are not called valid when nothing is known of them', () => {
    expect(certificateView(null, NOW)).toEqual({ grade: 'plain', text: 'None known' });
  });
});

describe('problems', () => {
  it('are none for a device that works', () => {
    expect(problemsOf(device(), NOW)).toEqual([]);
    expect(problemsOf(device({ connection: 'OFFLINE' }), NOW)).toEqual([]);
  });

  it('come worst first, in words', () => {
    const texts = problemsOf(
      device({
        missing: 2,
        clock: { quality: 'OFFSET', offsetMillis: -3_200, driftPpm: null },
        batteryPercent: 9,
        connection: 'LOST',
        certificateExpiresAt: NOW + 6 * DAY,
        fault: 'lead off',
      }),
      NOW,
    ).map(({ grade, text }) => `${grade}: ${text}`);
    expect(texts).toEqual([
      'error: Connection lost',
      'error: Device reports: lead off',
      'error: Battery at 9 %',
      'error: Certificate: expires in 6\u00a0d',
      'warning: 2 messages missing',
      'warning: Clock 3.2 s behind',
    ]);
  });

  it('tell the cause of a silence instead of the lost connection', () => {
    const silent = device({ connection: 'LOST', silence: { cause: 'gateway-lost', since: NOW } });
    expect(problemsOf(silent, NOW)).toEqual([{ grade: 'error', text: 'The gateway was away' }]);
    const unheardOf = device({ silence: { cause: 'moved-away', since: null } });
    expect(problemsOf(unheardOf, NOW)[0]?.text).toBe('moved away');
  });

  it('do not blame a suspended device for its silence, nor a retired one for anything', () => {
    const fields = { connection: 'LOST', certificateExpiresAt: NOW - DAY } as const;
    expect(problemsOf(device({ ...fields, state: 'SUSPENDED' }), NOW)).toHaveLength(1);
    expect(problemsOf(device({ ...fields, state: 'RETIRED' }), NOW)).toEqual([]);
  });
});

describe('words', () => {
  it('say by how much a clock is off, and in which direction', () => {
    expect(offsetWords(2_000)).toBe('2.0 s ahead');
    expect(offsetWords(-90_000)).toBe('2 min behind');
    expect(offsetWords(-10 * DAY)).toBe('10 d behind');
    expect(clockWords(null)).toBe('Not judged');
    expect(clockWords({ quality: 'UNKNOWN', offsetMillis: null, driftPpm: null })).toBe(
      'Not judged',
    );
  });
});

describe('view', () => {
  it('survives the way through the address', () => {
    const chosen = {
      sort: 'battery',
      descending: true,
      state: 'SUSPENDED',
      problemsOnly: true,
    } as const;
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(membersOf(chosen))) {
      if (value !== null) query.set(name, value);
    }
    expect(view(`?${query.toString()}`)).toEqual(chosen);
    expect(Object.values(membersOf(view())).every((value) => value === null)).toBe(true);
  });

  it('hides retired devices unless asked for them', () => {
    const all = [device(), device({ id: 'old', state: 'RETIRED' })];
    expect(filtered(all, view(), '', NOW).map(({ id }) => id)).toEqual(['monitor-1']);
    expect(filtered(all, view('?state=retired'), '', NOW).map(({ id }) => id)).toEqual(['old']);
  });

  it('finds devices by all words, but never by their patient', () => {
    const all = [device(), device({ id: 'pump-2', display: 'Infusion pump', bed: null })];
    expect(filtered(all, view(), 'PUMP  infusion', NOW).map(({ id }) => id)).toEqual(['pump-2']);
    expect(filtered(all, view(), '4a-07 online', NOW).map(({ id }) => id)).toEqual(['monitor-1']);
    expect(filtered(all, view(), 'P1', NOW)).toEqual([]);
  });

  it('shows only what has a problem when asked to', () => {
    const all = [device(), device({ id: 'flat', batteryPercent: 3 })];
    expect(filtered(all, view('?problems=only'), '', NOW).map(({ id }) => id)).toEqual(['flat']);
  });
});

describe('order', () => {
  const ids = (devices: readonly FleetDevice[], search = '') =>
    sorted(devices, view(search), NOW).map(({ id }) => id);

  it('puts what needs attention first, an error before any number of warnings', () => {
    const warned = device({
      id: 'warned',
      missing: 5,
      batteryPercent: 15,
      clock: { quality: 'OFFSET', offsetMillis: 1, driftPpm: null },
    });
    expect(ids([device({ id: 'fine' }), warned, device({ id: 'lost', connection: 'LOST' })])).toEqual(
      ['lost', 'warned', 'fine'],
    );
  });

  it('counts as people do', () => {
    expect(ids([device({ id: 'm-10' }), device({ id: 'm-9' })], '?sort=id')).toEqual(['m-9', 'm-10']);
  });

  it('puts unknown values last, in either direction', () => {
    const all = [
      device({ id: 'a', batteryPercent: null }),
      device({ id: 'b', batteryPercent: 90 }),
      device({ id: 'c', batteryPercent: 40 }),
    ];
    expect(ids(all, '?sort=battery')).toEqual(['c', 'b', 'a']);
    expect(ids(all, '?sort=battery&order=descending')).toEqual(['b', 'c', 'a']);
  });
});

describe('slice', () => {
  it('draws what is in sight and a little more', () => {
    expect(sliceOf(0, 500, 50, 1_000, 4)).toEqual({ from: 0, to: 22 });
    expect(sliceOf(25_000, 500, 50, 1_000, 4)).toEqual({ from: 492, to: 518 });
    expect(sliceOf(49_500, 500, 50, 1_000, 4)).toEqual({ from: 978, to: 1_000 });
  });

  it('draws everything that is short, and the end when the list became shorter', () => {
    expect(sliceOf(0, 500, 50, 3)).toEqual({ from: 0, to: 3 });
    expect(sliceOf(9_000, 500, 50, 20, 4)).toEqual({ from: 0, to: 20 });
  });
});

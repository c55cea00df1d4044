import { describe, expect, it } from 'vitest';
import { UnreadableAnswer } from '../wire/json';
import { completenessOf, marksOf, newestOf, rowsOf, seriesOf } from './decode';
import { lanesOf, shortName } from './lanes';
import type { Point } from './model';
import { exportName, exportPath, seriesPath } from './paths';
import { gapsOf, longestDistance, nearest, plotOf, scaleOf } from './plot';
import { at, between, completenessRange, lastOf, lengthOf, lengthWords, LONGEST, panned, SHORTEST, spanWords, zoomed } from './span';
import { axisTexts } from './timeAxis';
import { completenessWords, percent, pointTime, pointWords, resolutionWords } from './words';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const point = (minute: number, value: number | null, more: Partial<Point> = {}): Point => ({
  time: NOON + minute * MINUTE,
  value,
  low: value,
  high: value,
  n: value === null ? 0 : 1,
  flags: [],
  backfilled: false,
  ...more,
});

const ANSWER = {
  patientId: 'P1',
  from: '2026-11-23T11:00:00Z',
  to: '2026-11-23T12:00:00Z',
  resolution: '1m',
  series: {
    'heart-rate': {
      unit: '/min',
      points: [
        { time: '2026-11-23T11:05:00Z', value: 72.4, min: 68, max: 80, n: 60, last: 71, flags: [], backfilled: true },
        { time: '2026-11-23T11:00:00Z', value: null, min: null, max: null, n: 0, flags: ['ARTEFACT'] },
        { time: '2026-11-23T11:10:00Z', value: 75, min: 70, max: 79, n: 58, flags: [], backfilled: false },
      ],
    },
    consciousness: {
      unit: '',
      points: [{ time: '2026-11-23T11:05:00Z', value: 'V', min: 'A', max: 'V', n: 2, flags: [] }],
    },
  },
};

describe('series', () => {
  it('reads what the server answers, in the order of time', () => {
    const { series, resolution, bucketMillis } = seriesOf(ANSWER);
    expect(resolution).toBe('1m');
    expect(bucketMillis).toBe(5 * MINUTE);
    expect(series.get('heart-rate')?.points.map(({ value }) => value)).toEqual([null, 72.4, 75]);
    expect(series.get('heart-rate')?.points[0]?.flags).toEqual(['artefact']);
    expect(series.get('heart-rate')?.points[1]).toMatchObject({ low: 68, high: 80, n: 60, backfilled: true });
    expect(series.get('consciousness')?.points[0]).toMatchObject({ value: 2, low: 4, high: 2 });
  });

  it('does not draw buckets as values where it cannot tell which they are', () => {
    expect(() => seriesOf({ ...ANSWER, resolution: 'decades' })).toThrow(UnreadableAnswer);
    expect(() => seriesOf(null)).toThrow(UnreadableAnswer);
  });

  it('does not show a value without a time', () => {
    const newest = newestOf({ vitals: { spo2: { value: 97, unit: '%' }, 'heart-rate': { value: 70, unit: '/min', time: '2026-11-23T11:59:00Z', flags: ['DEMO'], lane: 'BACKFILL' } } });
    expect([...newest.keys()]).toEqual(['heart-rate']);
    expect(newest.get('heart-rate')).toMatchObject({ flags: ['demo'], backfilled: true });
  });
});

describe('gaps', () => {
  const edges = { from: NOON, to: NOON + 60 * MINUTE };

  it('are where a sign usually measured is not measured', () => {
    const points = [0, 1, 2, 12, 13].map((minute) => point(minute, 70));
    expect(longestDistance(points, null)).toBe(3 * MINUTE);
    expect(gapsOf(points, 3 * MINUTE, null, { from: NOON - HOUR, to: NOON + 13 * MINUTE })).toEqual([
      { from: NOON - HOUR, to: NOON },
      { from: NOON + 2 * MINUTE, to: NOON + 12 * MINUTE },
    ]);
  });

  it('do not lie between the rounds of a cuff', () => {
    const rounds = [0, 15, 30, 45, 60].map((minute) => point(minute, 120));
    expect(gapsOf(rounds, longestDistance(rounds, null), null, edges)).toEqual([]);
  });

  it('lift the pen, and so does what cannot be trusted', () => {
    const points = [
      ...[0, 1, 2].map((minute) => point(minute, 70)),
      ...[3, 4, 5, 6, 7].map((minute) => point(minute, 300, { flags: ['artefact'] })),
      ...[8, 9].map((minute) => point(minute, 72)),
    ];
    const plot = plotOf([{ sign: 'heart-rate', unit: '/min', points }], null, { from: NOON, to: NOON + 9 * MINUTE });
    expect(plot.signs[0]?.gaps).toEqual([]);
    expect(plot.signs[0]?.values).toEqual([70, 70, 70, null, 72, 72]);
    expect(plot.signs[0]?.flagged).toHaveLength(5);
    expect(plot.range).toEqual({ low: 70, high: 72 });
  });

  it('stay open in a lane of several signs', () => {
    const plot = plotOf(
      [
        { sign: 'systolic-pressure', unit: 'mm[Hg]', points: [0, 1, 30, 31].map((minute) => point(minute, 120)) },
        { sign: 'diastolic-pressure', unit: 'mm[Hg]', points: [1, 2, 3].map((minute) => point(minute, 70)) },
      ],
      null,
      { from: NOON, to: NOON + 31 * MINUTE },
    );
    const systolic = plot.signs[0]?.values ?? [];
    // From the last value on: through each time of the other sign there.
    expect(systolic).toEqual([120, 120, null, null, null, null, 120, 120]);
    // The other sign has a gap, too; but its times are not what makes one.
    const dense = plotOf(
      [
        { sign: 'heart-rate', unit: '/min', points: [0, 1, 2].map((minute) => point(minute, 70)) },
        { sign: 'pulse-rate', unit: '/min', points: [0.5, 1.5].map((minute) => point(minute, 71)) },
      ],
      null,
      { from: NOON, to: NOON + 2 * MINUTE },
    );
    expect(dense.signs[0]?.values).toEqual([70, undefined, 70, undefined, 70]);
  });

  it('stand a bucket at its middle, and end it where it ends', () => {
    const points = [0, 5, 10, 40].map((minute) => point(minute, 70, { low: 60, high: 90, n: 300 }));
    const plot = plotOf([{ sign: 'heart-rate', unit: '/min', points }], 5 * MINUTE, { from: NOON, to: NOON + 45 * MINUTE });
    expect(plot.times[0]).toBe((NOON + 2.5 * MINUTE) / 1_000);
    expect(plot.signs[0]?.gaps).toEqual([{ from: NOON + 15 * MINUTE, to: NOON + 40 * MINUTE }]);
    expect(plot.range).toEqual({ low: 60, high: 90 });
  });

  it('mark what was sent late', () => {
    const points = [0, 1, 2, 3, 4].map((minute) => point(minute, 70, { backfilled: minute === 1 || minute === 2 }));
    const plot = plotOf([{ sign: 'heart-rate', unit: '/min', points }], null, edges);
    expect(plot.signs[0]?.backfilled).toEqual([{ from: NOON + MINUTE, to: NOON + 2 * MINUTE }]);
  });
});

describe('scale', () => {
  it('is wide enough that noise does not look like news', () => {
    expect(scaleOf({ low: 70, high: 72 }, 30, null)).toEqual([56, 86]);
    expect(scaleOf(null, 30, null)).toEqual([0, 30]);
  });

  it('has room above a ceiling for the line only', () => {
    const [low, high] = scaleOf({ low: 97, high: 100 }, 12, 100);
    expect(low).toBeLessThanOrEqual(88);
    expect(high).toBeGreaterThan(100);
    expect(high).toBeLessThan(102);
  });
});

describe('span', () => {
  const now = NOON;

  it('follows now, nearer and farther', () => {
    const day = lastOf(24 * HOUR, now);
    expect(zoomed(day, 0.5, null, now)).toEqual({ from: now - 12 * HOUR, to: now, following: true });
    expect(zoomed(day, 0.5, 1, now).following).toBe(true);
    // Pointed at the past: that is what is wanted nearer.
    expect(zoomed(day, 0.5, 0.5, now)).toEqual({ from: now - 18 * HOUR, to: now - 6 * HOUR, following: false });
    expect(zoomed(day, 2, 0.5, now)).toEqual(lastOf(48 * HOUR, now));
    expect(at(day, now + MINUTE).to).toBe(now + MINUTE);
  });

  it('keeps the time under the pointer where it is', () => {
    const span = { from: now - 4 * HOUR, to: now - 2 * HOUR, following: false };
    const nearer = zoomed(span, 0.5, 0.25, now);
    expect(nearer.from + lengthOf(nearer) * 0.25).toBe(now - 3.5 * HOUR);
    expect(lengthOf(nearer)).toBe(HOUR);
  });

  it('never leaves the present, and follows it from there on', () => {
    const past = panned(lastOf(HOUR, now), -0.5, now);
    expect(past).toEqual({ from: now - 1.5 * HOUR, to: now - 0.5 * HOUR, following: false });
    expect(panned(past, 3, now)).toEqual(lastOf(HOUR, now));
  });

  it('has a shortest and a longest', () => {
    expect(lengthOf(zoomed(lastOf(HOUR, now), 0.0001, 0, now))).toBe(SHORTEST);
    expect(lengthOf(zoomed(lastOf(HOUR, now), 1e9, 0, now))).toBe(LONGEST);
    expect(lengthOf(between(now - HOUR, now - HOUR - 1, now))).toBe(SHORTEST);
  });

  it('has its completeness counted in coarse steps', () => {
    const first = completenessRange(now - 6 * HOUR, now);
    expect(first).toEqual({ from: now - 6 * HOUR, to: now });
    const later = [1, 5, 17].map((minute) => completenessRange(now - 6 * HOUR + minute * MINUTE, now + minute * MINUTE));
    expect(new Set(later.map(({ from, to }) => `${from} ${to}`)).size).toBe(1);
    expect(completenessRange(now - MINUTE, now + 1_000)).toEqual({ from: now - MINUTE, to: now + MINUTE });
  });

  it('is told in words', () => {
    expect(spanWords({ from: NOON - HOUR, to: NOON, following: false })).toBe('23-Nov-2026 11:00 to 12:00');
    expect(spanWords({ from: NOON - 24 * HOUR, to: NOON, following: false })).toBe('22-Nov-2026 12:00 to 23-Nov-2026 12:00');
    expect([30_000, MINUTE, 90 * MINUTE, 2 * HOUR, 60 * 24 * HOUR].map(lengthWords)).toEqual(['30 s', '1 min', '90 min', '2 h', '60 d']);
  });
});

describe('nearest', () => {
  const points = [0, 10, 20].map((minute) => point(minute, minute));

  it('is the point next to the pointer, if one is near', () => {
    expect(nearest(points, NOON + 14 * MINUTE, 5 * MINUTE)?.value).toBe(10);
    expect(nearest(points, NOON + 16 * MINUTE, 5 * MINUTE)?.value).toBe(20);
    expect(nearest(points, NOON + 15 * MINUTE, MINUTE)).toBeNull();
    expect(nearest([], NOON, HOUR)).toBeNull();
  });
});

describe('lanes', () => {
  it('hold signs of one kind together and forget none', () => {
    const lanes = lanesOf(['weight', 'diastolic-pressure', 'systolic-pressure', 'heart-rate', 'temperature-core']);
    expect(lanes.map(({ key }) => key)).toEqual(['heart-rate', 'pressure', 'temperature', 'weight']);
    expect(lanes[1]?.signs).toEqual(['systolic-pressure', 'diastolic-pressure']);
    expect(lanes[3]?.usual).toBe(false);
    expect(['invasive-mean-pressure', 'temperature-core', 'spo2'].map(shortName)).toEqual(['Mean', 'Core', 'SpO₂']);
  });
});

describe('words', () => {
  it('tell a value with what is wrong with it', () => {
    expect(pointWords('spo2', '%', point(0, 41, { flags: ['artefact'], backfilled: true }), null)).toEqual([
      '41 %',
      '? Artefact, do not rely on it',
      'Backfilled: sent later by the device',
    ]);
    expect(pointTime(point(0, 41), null)).toBe('23-Nov-2026 12:00:00');
  });

  it('never let a mean pass for a value', () => {
    const bucket = point(0, 72.4, { low: 68, high: 80, n: 60, flags: ['questionable'] });
    expect(pointWords('heart-rate', '/min', bucket, 5 * MINUTE)).toEqual([
      '72.4 /min mean',
      '68 to 80, 60 values',
      '? Some flagged, left out: questionable',
    ]);
    expect(pointWords('heart-rate', '/min', point(0, null, { flags: ['artefact'] }), MINUTE)[0]).toBe('No value to rely on');
    expect(pointWords('consciousness', '', point(0, 2, { low: 4, high: 2, n: 2 }), MINUTE).slice(0, 2)).toEqual([
      'V (Voice) worst',
      'A to V, 2 values',
    ]);
    expect(pointTime(bucket, 5 * MINUTE)).toBe('23-Nov-2026 12:00:00, 5 min');
  });

  it('tell the resolution', () => {
    const answer = seriesOf(ANSWER);
    expect(resolutionWords(answer)).toBe('Mean, lowest and highest of each 5 min, from minutes');
    expect(resolutionWords({ ...answer, resolution: 'raw', bucketMillis: null })).toBe('Every single value');
  });

  it('tell completeness, and never call less than all 100 %', () => {
    const answer = completenessOf({
      from: '2026-11-23T11:00:00Z',
      to: '2026-11-23T12:00:00Z',
      signs: { spo2: { usualEverySeconds: 1, values: 3400, flagged: 12, backfilled: 0, coveredFraction: 0.954, gaps: [{ from: '2026-11-23T11:10:00Z', to: '2026-11-23T11:12:30Z' }] } },
    });
    const spo2 = answer.signs.get('spo2');
    expect(spo2 && completenessWords(spo2)).toBe('95 % covered · 1 gap, longest 2.5 min · 12 flagged');
    expect([1, 0.9996, 0.999, 0.29, 0].map(percent)).toEqual(['100 %', '99.9 %', '99.9 %', '29 %', '0 %']);
  });
});

describe('requests', () => {
  it('carry times in UTC and names escaped', () => {
    expect(seriesPath('P 1/2', { signs: ['spo2', 'heart-rate'], from: NOON, to: NOON + HOUR, points: 300 })).toBe(
      '/api/v1/patients/P%201%2F2/vitals?signs=spo2%2Cheart-rate&from=2026-11-23T12%3A00%3A00.000Z&to=2026-11-23T13%3A00%3A00.000Z&points=300',
    );
    expect(exportPath('P1', { format: 'parquet', signs: [], range: null })).toBe('/api/v1/patients/P1/export?format=parquet');
    expect(exportName('csv', NOON)).toBe('vitalwire-20261123T120000Z.csv');
  });
});

describe('entered in error', () => {
  it('reads what was declared wrong, newest first', () => {
    const mark = { id: 7, deviceId: 'm1', sign: null, from: '2026-11-23T11:00:00Z', to: null, reason: 'wrong arm', by: 'n.one', at: '2026-11-23T11:05:00Z', retractedBy: null, retractedAt: null };
    const marks = marksOf([mark, { ...mark, id: 'b', at: '2026-11-23T11:06:00Z', retractedBy: 'n.two', retractedAt: '2026-11-23T11:07:00Z' }]);
    expect(marks.map(({ id }) => id)).toEqual(['b', '7']);
    expect(marks[0]?.retractedAt).not.toBeNull();
  });

  it('reads stored values with the time as the server wrote it', () => {
    const line = '{"time":"2026-11-23T11:00:00.123456Z","receivedAt":"2026-11-23T11:00:01Z","sign":"spo2","value":97,"unit":"%","flags":[],"device":"m1"}';
    expect(rowsOf(`${line}\n\n`)).toEqual([
      { time: '2026-11-23T11:00:00.123456Z', deviceId: 'm1', sign: 'spo2', value: 97, unit: '%', flags: [] },
    ]);
  });

  it('does not go on with half of what is stored', () => {
    expect(() => rowsOf('{"time":"2026-11-23T11:00:00Z","sp')).toThrow(UnreadableAnswer);
  });
});

describe('the axis of time', () => {
  const seconds = (...hours: number[]) => hours.map((hour) => (NOON + hour * HOUR) / 1_000);

  it('has times of day in 24 h, and the day where one begins', () => {
    expect(axisTexts(seconds(10, 11, 12, 13), 3_600)).toEqual(['22:00\n23 Nov', '23:00', '00:00\n24 Nov', '01:00']);
  });

  it('has seconds where they matter, and days alone where times would repeat', () => {
    expect(axisTexts(seconds(0, 1 / 240), 15)).toEqual(['12:00:00\n23 Nov', '12:00:15']);
    expect(axisTexts(seconds(0, 24, 48), 86_400)).toEqual(['23 Nov', '24 Nov', '25 Nov']);
  });
});

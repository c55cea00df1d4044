import { describe, expect, it } from 'vitest';
import { alert } from '../alerts/alert.fixture';
import type { Risk } from '../board/model';
import type { Entry } from '../policies/model';
import type { ScorePoint } from '../scores/model';
import { lastingOf } from './AlertLane';
import { staysOf } from './decode';
import { alertCourse, decisionsIn, scoreCourse, staysIn } from './handover';
import { trackOf } from './track';
import { merged } from './useAlerts';

const MINUTE = 60_000;
const span = { from: 0, to: 100 };
const whole = (item: { from: number; to: number | null }) => item;

describe('track', () => {
  it('places what matters most at the top, and beside it what has room there', () => {
    const track = trackOf([{ from: 10, to: 50 }, { from: 30, to: 60 }, { from: 60, to: 90 }], span, 100, whole, 4);
    expect(track.bars.map(({ row }) => row)).toEqual([0, 1, 0]);
    expect(track.rows).toBe(2);
  });

  it('draws what goes on up to now, and no further', () => {
    const [bar] = trackOf([{ from: 20, to: null }], span, 70, whole, 4).bars;
    expect(bar).toMatchObject({ left: 0.2, begins: true, ends: false });
    expect(bar?.width).toBeCloseTo(0.5);
  });

  it('says which edges are open', () => {
    const bars = trackOf([{ from: -50, to: 10 }, { from: 90, to: 200 }], span, 300, whole, 4).bars;
    expect(bars.map(({ begins, ends }) => [begins, ends])).toEqual([[false, true], [true, false]]);
    expect(bars[1]?.width).toBeCloseTo(0.1);
  });

  it('draws the shortest so wide that it is seen, also at the right edge, and gives it its room', () => {
    const [first, second] = trackOf([{ from: 99.9, to: 100 }, { from: 99.5, to: 99.6 }], span, 100, whole, 4).bars;
    expect((first?.left ?? 0) + (first?.width ?? 0)).toBeLessThanOrEqual(1.000001);
    expect(second?.row).toBe(1);
  });

  it('leaves out what is elsewhere, and counts what it has no row for', () => {
    const items = [{ from: -9, to: -1 }, { from: 101, to: null }, { from: 0, to: 90 }, { from: 0, to: 90 }];
    const track = trackOf(items, span, 200, whole, 1);
    expect(track.bars).toHaveLength(1);
    expect(track.hidden).toBe(1);
  });

  it('ends an alert with its condition, though nobody has answered it', () => {
    expect(lastingOf(alert('a', { startedAt: 1, conditionActive: false, conditionEndedAt: 5 }))).toEqual({ from: 1, to: 5 });
    expect(lastingOf(alert('a', { startedAt: 1 })).to).toBeNull();
  });
});

function score(minute: number, risk: Risk | null, total: number | null = null, lower = 0): ScorePoint {
  return {
    time: minute * MINUTE,
    worth: total === null ? { kind: 'range', lower, upper: lower + 9 } : { kind: 'total', total },
    risk,
    scale: 1,
    retrospective: false,
    components: [],
  };
}
const minutes = (from: number, to: number, risk: Risk, total: number) =>
  Array.from({ length: to - from }, (_, index) => score(from + index, risk, total));

describe('score course', () => {
  it('tells every rise at once, and a fall when it holds', () => {
    const points = [...minutes(0, 20, 'low', 2), score(20, 'high', 8), ...minutes(21, 60, 'low', 2)];
    const { changes } = scoreCourse(points, 0, 60 * MINUTE);
    expect(changes.map(({ before, point }) => [before, point.risk, point.time / MINUTE])).toEqual([
      ['low', 'high', 20],
      ['high', 'low', 21],
    ]);
  });

  it('does not tell a fall that did not hold', () => {
    const points = [...minutes(0, 20, 'high', 8), ...minutes(20, 23, 'medium', 6), ...minutes(23, 60, 'high', 8)];
    expect(scoreCourse(points, 0, 60 * MINUTE).changes).toEqual([]);
  });

  it('counts an incomplete score by what it is at least', () => {
    const course = scoreCourse([score(0, 'low', 3), score(1, 'medium', null, 5), score(2, 'low', 4)], 0, 3 * MINUTE);
    expect(course.highest?.time).toBe(MINUTE);
    expect(course.incomplete).toBe(1);
    expect(course.latest?.time).toBe(2 * MINUTE);
  });

  it('knows nothing where nothing was scored', () => {
    const refused: ScorePoint = { ...score(1, null), worth: { kind: 'refused', reason: 'child' } };
    expect(scoreCourse([refused, score(99, 'high', 9)], 0, 3 * MINUTE)).toMatchObject({ latest: null, highest: null, changes: [] });
  });
});

describe('hand-over', () => {
  it('lists all that is open, however old, and what ended in these hours', () => {
    const alerts = [
      alert('old-open', { startedAt: 1 }),
      alert('ended', { open: false, startedAt: 20, conditionEndedAt: 50 }),
      alert('ended-before', { open: false, startedAt: 2, conditionEndedAt: 3 }),
      alert('ended-later', { open: false, startedAt: 30, conditionEndedAt: 40 }),
    ];
    const course = alertCourse(alerts, 10);
    expect(course.open.map(({ id }) => id)).toEqual(['old-open']);
    expect(course.ended.map(({ id }) => id)).toEqual(['ended-later', 'ended']);
  });

  it('lists decisions that are in force, however old, and those of these hours', () => {
    const entry = (id: string, effectiveFrom: number, standing: Entry['standing']): Entry => ({
      scope: 'patient:P', id, version: 1, author: 'carla', reason: 'COPD', effectiveFrom, expiresAt: null, owner: null, standing, shadow: false, policy: {},
    });
    const entries = [entry('in-force', 1, 'IN_FORCE'), entry('over', 2, 'EXPIRED'), entry('withdrawn-now', 20, 'WITHDRAWN')];
    expect(decisionsIn(entries, 10).map(({ id }) => id)).toEqual(['withdrawn-now', 'in-force']);
  });

  it('lists devices that are on the patient or left in these hours', () => {
    const stays = staysOf([
      { id: '1', deviceId: 'a', from: '1970-01-01T00:00:00Z', to: null, method: 'SCAN' },
      { id: '2', deviceId: 'b', from: '1970-01-01T00:00:01Z', to: '1970-01-01T00:00:02Z' },
      { id: '3', deviceId: 'c', from: '1970-01-01T00:00:01Z', to: '1970-01-01T00:01:00Z' },
      { id: '4', from: '1970-01-01T00:00:01Z' },
    ]);
    expect(stays[0]?.method).toBeNull();
    expect(staysIn(stays, 30_000).map(({ deviceId }) => deviceId).sort()).toEqual(['a', 'c']);
  });

  it('takes of one alert the newer state', () => {
    const read = [alert('a', { updatedAt: 5, title: 'read' }), alert('b', { updatedAt: 1, title: 'read' })];
    const live = [alert('a', { updatedAt: 4, title: 'live' }), alert('b', { updatedAt: 2, title: 'live' }), alert('c')];
    expect(merged(read, live).map(({ id, title }) => [id, title])).toEqual([['a', 'read'], ['b', 'live'], ['c', 'SpO₂ low']]);
  });
});

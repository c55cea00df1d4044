import { describe, expect, it } from 'vitest';
import { axisTop, statisticsOf, statisticsPath } from './model';

describe('statistics', () => {
  it('are read as the server sends them; nothing of nothing stays nothing', () => {
    const read = statisticsOf({
      alerts: 12,
      byPriority: { high: 2, low: 10 },
      byCondition: [{ condition: 'low-spo2', alerts: 7 }, { alerts: 1 }],
      acceptedWithin60s: null,
      medianTimeToAcceptSeconds: 41.5,
      daily: [{ day: '2026-11-22', alerts: 12, medianSeconds: null }],
    });
    expect(read).toMatchObject({
      alerts: 12,
      byPriority: { high: 2, medium: 0, low: 10 },
      acceptedWithin60s: null,
      actionableShare: null,
      medianTimeToAcceptSeconds: 41.5,
    });
    expect(read.byCondition).toEqual([{ condition: 'low-spo2', alerts: 7 }]);
    expect(read.daily).toEqual([{ day: '2026-11-22', alerts: 12, medianSeconds: null }]);
  });

  it('are refused when they cannot be read: no alerts is a number, and not a missing one', () => {
    expect(() => statisticsOf({})).toThrow();
    expect(statisticsOf({ alerts: 0 }).alerts).toBe(0);
  });

  it('are asked for up to now, in the zone of the display', () => {
    expect(statisticsPath(1, 'Ward A', 'Europe/Berlin', Date.parse('2026-11-23T12:00:00Z'))).toBe(
      '/api/v1/alerts/statistics?from=2026-11-22T12%3A00%3A00.000Z&to=2026-11-23T12%3A00%3A00.000Z&zone=Europe%2FBerlin&unit=Ward+A',
    );
  });

  it('have an axis that ends at a round number above all of them', () => {
    expect([0, 3, 5, 11, 39, 41, 100, 999].map(axisTop)).toEqual([4, 4, 5, 20, 40, 50, 100, 1_000]);
  });
});

import { expect, it } from 'vitest';
import { explanationOf } from './explanation';

const ANSWER = {
  total: null,
  complete: false,
  lowerBound: 2,
  risk: 'low',
  riskIsLowerBound: true,
  missing: ['temperature', 'spo2'],
  components: {
    'respiratory-rate': { value: 22, unit: '/min', points: 2, measuredAt: '2026-11-23T04:00:00Z' },
    spo2: { value: 91, unit: '%', points: 3, measuredAt: '2026-11-23T03:00:00Z', valid: false },
    consciousness: { value: 'A', unit: '', points: 0, measuredAt: '2026-11-23T03:00:00Z' },
  },
};

it('lists all seven parameters in the order of the chart', () => {
  const parameters = explanationOf(ANSWER)?.parameters ?? [];
  expect(parameters.map(({ name }) => name)).toEqual([
    'Respiratory rate',
    'Oxygen saturation',
    'Air or oxygen',
    'Systolic pressure',
    'Pulse',
    'Consciousness',
    'Temperature',
  ]);
  expect(parameters[0]).toMatchObject({ value: '22', unit: '/min', points: 2, counts: true });
  expect(parameters[5]).toMatchObject({ value: 'A Alert', points: 0, counts: true });
});

it('gives no points to a value that is too old or absent', () => {
  const parameters = explanationOf(ANSWER)?.parameters ?? [];
  expect(parameters[1]).toMatchObject({ value: '91', points: null, counts: false });
  expect(parameters[6]).toMatchObject({ value: null, points: null, counts: false });
});

it('is nothing when there is no score', () => {
  expect(explanationOf(null)).toBeNull();
});

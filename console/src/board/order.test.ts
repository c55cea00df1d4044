import { expect, it } from 'vitest';
import { ordered, unitsOf } from './order';
import { complete, incomplete, patient } from './patient.fixture';

const ids = (patients: readonly { patientId: string }[]) =>
  patients.map(({ patientId }) => patientId);

it('sorts beds as people count them, patients without a bed last', () => {
  const ward = [
    patient('none'),
    patient('ten', { bed: 'A10' }),
    patient('two', { bed: 'A2' }),
    patient('other', { bed: 'B1' }),
  ];
  expect(ids(ordered(ward, 'bed'))).toEqual(['two', 'ten', 'other', 'none']);
});

it('sorts by band before total: a single three outranks a low total of four', () => {
  const ward = [
    patient('low-4', { score: complete(4, 'low') }),
    patient('single-3', { score: complete(3, 'low-medium') }),
    patient('high-7', { score: complete(7, 'high') }),
    patient('high-9', { score: complete(9, 'high') }),
    patient('medium-5', { score: complete(5, 'medium') }),
  ];
  expect(ids(ordered(ward, 'risk'))).toEqual([
    'high-9',
    'high-7',
    'medium-5',
    'single-3',
    'low-4',
  ]);
});

it('never sorts an unknown risk below a known low one', () => {
  const ward = [
    patient('low', { score: complete(4, 'low') }),
    patient('no-score'),
    patient('incomplete', { score: incomplete(0, 'low', ['temperature']) }),
    patient('incomplete-high', { score: incomplete(7, 'high', ['temperature']) }),
  ];
  expect(ids(ordered(ward, 'risk'))).toEqual(['incomplete-high', 'incomplete', 'no-score', 'low']);
});

it('lists each unit once', () => {
  const ward = [
    patient('a', { careUnit: 'Ward 10' }),
    patient('b', { careUnit: 'Ward 2' }),
    patient('c', { careUnit: 'Ward 10' }),
    patient('d'),
  ];
  expect(unitsOf(ward)).toEqual(['Ward 2', 'Ward 10']);
});

import { describe, expect, it } from 'vitest';
import { flagReason } from './flags';
import { patient, vital } from './patient.fixture';
import { oxygenOf, preferred, pressureOf, PULSE, unitText, valueText } from './signs';

describe('signs', () => {
  it('shows the heart rate, and the pulse rate once the heart rate has fallen silent', () => {
    const both = { 'heart-rate': vital(70, 0), 'pulse-rate': vital(72, 30_000) };
    expect(preferred(patient('a', { vitals: both }), PULSE)?.sign).toBe('heart-rate');
    const silent = { ...both, 'pulse-rate': vital(72, 61_000) };
    expect(preferred(patient('a', { vitals: silent }), PULSE)?.sign).toBe('pulse-rate');
  });

  it('never joins a cuff systolic with an arterial diastolic', () => {
    const pressure = pressureOf(
      patient('a', {
        vitals: {
          'systolic-pressure': vital(120),
          'invasive-diastolic-pressure': vital(60),
        },
      }),
    );
    expect(pressure.systolic?.vital.value).toBe(120);
    expect(pressure.diastolic).toBeNull();
  });

  it.each([
    [{ 'oxygen-flow': vital(2) }, 'O₂ 2 L/min', true],
    [{ 'oxygen-flow': vital(0) }, 'on air', false],
    [{ fio2: vital(40) }, 'FiO₂ 40 %', true],
    [{ fio2: vital(21) }, 'on air', false],
    [{}, 'O₂ not known', null],
  ])('reads the oxygen of %o as %s', (vitals, text, given) => {
    expect(oxygenOf(patient('a', { vitals }))).toMatchObject({ text, given });
  });

  it('writes values at the resolution they are charted with', () => {
    expect(valueText('temperature', 37)).toBe('37.0');
    expect(valueText('heart-rate', 72)).toBe('72');
    expect(valueText('consciousness', 'V')).toBe('V');
    expect(unitText('mm[Hg]')).toBe('mmHg');
    expect(unitText('/min')).toBe('/min');
  });
});

describe('flags', () => {
  it('names the worst reason', () => {
    expect(flagReason([])).toBeNull();
    expect(flagReason(['questionable', 'implausible'])).toBe('implausible');
  });

  it('names a flag nobody foresaw', () => {
    expect(flagReason(['sensor-wet'])).toBe('sensor wet');
  });
});

import { describe, expect, it } from 'vitest';
import type { Alert, Priority } from '../alerts/model';
import { afterSound, burstOf, NOTHING_HEARD, SILENCE, soundFor, textOf, wantedOf } from './bursts';

const ALL = { high: true, medium: true, low: true };

function alert(id: string, priority: Priority, paused = false): Alert {
  const signal = paused ? { kind: 'paused', until: null, by: null, reason: null } : { kind: 'enabled' };
  return { id, priority, signal } as unknown as Alert;
}

describe('sound', () => {
  it('is off until somebody switches it on', () => {
    expect(wantedOf(null)).toEqual(SILENCE);
    expect(wantedOf(textOf({ ...SILENCE, high: true }))).toEqual({ ...SILENCE, high: true });
    expect(soundFor([alert('a', 'high')], SILENCE, NOTHING_HEARD, 0)).toBeNull();
  });

  it('is of the gravest that waits, at once for a new one and again after its time', () => {
    const waiting = [alert('a', 'medium'), alert('b', 'high')];
    expect(soundFor(waiting, ALL, NOTHING_HEARD, 0)).toBe('high');
    const heard = afterSound(waiting, 'high', NOTHING_HEARD, 0);
    expect(soundFor(waiting, ALL, heard, 9_999)).toBeNull();
    expect(soundFor(waiting, ALL, heard, 10_000)).toBe('high');
    expect(soundFor([...waiting, alert('c', 'high')], ALL, heard, 100)).toBe('high');
  });

  it('of a paused alert silences no other', () => {
    const waiting = [alert('a', 'high', true), alert('b', 'low')];
    expect(soundFor(waiting, ALL, NOTHING_HEARD, 0)).toBe('low');
    const heard = afterSound(waiting, 'low', NOTHING_HEARD, 0);
    expect(soundFor(waiting, ALL, heard, 3_600_000)).toBeNull();
  });

  it('is heard anew when an alert rises', () => {
    const heard = afterSound([alert('a', 'medium')], 'medium', NOTHING_HEARD, 0);
    expect(soundFor([alert('a', 'high')], ALL, heard, 1)).toBe('high');
  });

  it('has the pulses of its priority, none over another', () => {
    expect((['high', 'medium', 'low'] as const).map((priority) => burstOf(priority).length)).toEqual([10, 3, 2]);
    for (const priority of ['high', 'medium', 'low'] as const) {
      const pulses = burstOf(priority);
      pulses.forEach(({ at, hertz }, index) => {
        const before = pulses[index - 1];
        if (before !== undefined) expect(at).toBeGreaterThan(before.at + before.seconds);
        expect(hertz).toBeGreaterThan(150);
        expect(hertz).toBeLessThan(1_000);
      });
    }
  });
});

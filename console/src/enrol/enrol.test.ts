import { describe, expect, it } from 'vitest';
import { modelsOf, durationOf } from '../fleet/models';
import { claimOf, claimsOf, enrolledOf } from './decode';
import { DEVICE_ID_PATTERN, enrolmentCommand, publishCommand, requestCommand } from './steps';

describe('claims', () => {
  it('are never shown without the claim', () => {
    expect(claimOf({ claim: 'abc', expiresAt: '2026-11-24T08:00:00Z' })).toEqual({
      claim: 'abc',
      expiresAt: Date.parse('2026-11-24T08:00:00Z'),
    });
    expect(() => claimOf({})).toThrow();
  });

  it('are listed with the newest first', () => {
    const list = claimsOf([
      { deviceId: 'a', createdAt: '2026-11-23T08:00:00Z', usedAt: null },
      { deviceId: 'b', createdAt: '2026-11-24T08:00:00Z', voidAt: '2026-11-24T09:00:00Z' },
    ]);
    expect(list.map(({ deviceId }) => deviceId)).toEqual(['b', 'a']);
    expect(list[0]?.voidAt).toBe(Date.parse('2026-11-24T09:00:00Z'));
  });
});

describe('next steps', () => {
  const enrolled = {
    id: 'monitor-9',
    topic: 'vitalwire/v1/monitor-9/readings',
    certificate: 'PEM',
    caCertificate: 'PEM',
    mqttHost: 'gateway.hospital.example',
    mqttPort: 8883,
  };

  it('are commands that name the device, and hold no secret', () => {
    expect(enrolledOf({ ...enrolled, model: 'm', state: 'ACTIVE' })).toEqual(enrolled);
    const command = publishCommand(enrolled);
    expect(command).toContain('-h gateway.hospital.example -p 8883 -i monitor-9');
    expect(command).toContain('-t vitalwire/v1/monitor-9/readings');
    expect(requestCommand('monitor-9')).toContain('/CN=monitor-9');
    expect(enrolmentCommand('https://vitalwire.example')).toContain(
      'https://vitalwire.example/api/v1/enrolments',
    );
  });

  it('take no id that could end a quote or a topic level', () => {
    const pattern = new RegExp(`^(?:${DEVICE_ID_PATTERN})$`, 'v');
    expect(pattern.test('monitor-4a_07.b')).toBe(true);
    for (const id of ['', '-x', 'a b', 'a/b', 'a"b', "a'b", 'a'.repeat(65)]) {
      expect(pattern.test(id)).toBe(false);
    }
  });
});

describe('models', () => {
  it('are sorted by type, with their silence limit in any form', () => {
    const models = modelsOf([
      { id: 'p', display: 'Pump', type: 'infusion-pump', codec: 'x', silenceLimit: 'PT5M' },
      { id: 'm', display: 'Monitor', type: 'bedside-monitor', silenceLimit: 30 },
      { display: 'no id' },
    ]);
    expect(models.map(({ id, silenceLimit }) => [id, silenceLimit])).toEqual([
      ['m', 30_000],
      ['p', 300_000],
    ]);
  });

  it('have durations of days and fractions', () => {
    expect(durationOf('P1DT2H3M4.5S')).toBe(93_784_500);
    expect(durationOf('soon')).toBeNull();
    expect(durationOf(null)).toBeNull();
  });
});

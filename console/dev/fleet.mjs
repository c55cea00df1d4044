// Invented devices, quarantine and explanations for looking at the operators' pages.
import { randomUUID } from 'node:crypto';

const DAY = 86_400_000;
const iso = (millis) => new Date(millis).toISOString();

export function createFleet(size) {
  const started = Date.now();
  const models = [
    { id: 'bedside-monitor', display: 'Bedside monitor', type: 'bedside-monitor', codec: 'vitalwire-json', synthetic: false, silenceLimit: 'PT30S', signals: [{ sign: 'heart-rate', unit: '/min', rateHz: 1, low: 0, high: 350 }, { sign: 'ecg-lead-ii', unit: 'mV', rateHz: 250, low: -5, high: 5 }, { sign: 'pleth', unit: '1', rateHz: 125, low: 0, high: 1 }], statusItems: [], maintenance: [] },
    { id: 'infusion-pump', display: 'Infusion pump', type: 'infusion-pump', codec: 'vitalwire-json', synthetic: false, silenceLimit: 'PT5M', signals: [], statusItems: [{ name: 'usage-hours', display: 'Usage', unit: 'h' }], maintenance: [] },
    { id: 'simulated-monitor', display: 'Simulated bedside monitor', type: 'bedside-monitor', codec: 'vitalwire-json', synthetic: true, silenceLimit: 'PT30S', signals: [], statusItems: [], maintenance: [] },
    { id: 'ble-oximeter', display: 'Pulse oximeter by phone', type: 'pulse-oximeter', codec: 'ble-gatt', synthetic: false, silenceLimit: 'PT12H', signals: [], statusItems: [], maintenance: [] },
  ];
  const devices = Array.from({ length: size }, (_, index) => device(index));

  function device(index) {
    const model = models[index % models.length];
    const odd = index % 11;
    const state = index % 29 === 28 ? 'RETIRED' : index % 17 === 16 ? 'SUSPENDED' : index % 23 === 22 ? 'REGISTERED' : 'ACTIVE';
    const never = state === 'REGISTERED';
    const connection = never ? 'NEVER' : state !== 'ACTIVE' || odd === 7 ? 'OFFLINE' : odd === 3 ? 'LOST' : 'ONLINE';
    return {
      id: `${model.id}-${String(index + 1).padStart(3, '0')}`,
      model: model.id, display: model.display, type: model.type, state, synthetic: model.synthetic, connection,
      since: never ? null : iso(started - (index + 1) * 431_000),
      lastSeenAt: never ? null : iso(started - (connection === 'ONLINE' ? 0 : (index + 1) * 431_000)),
      batteryPercent: model.type === 'bedside-monitor' ? null : (index * 37) % 101,
      firmware: never ? null : `2.${index % 5}.1`,
      fault: index % 31 === 30 ? 'Air in line sensor' : null,
      items: model.id === 'infusion-pump' ? [{ name: 'usage-hours', value: 1000 + index, unit: 'h' }] : [],
      certificateExpiresAt: never ? null : iso(started + ((index * 53) % 365 - 4) * DAY),
      patientId: index % 3 === 0 ? `P${index}` : null, bed: index % 3 === 0 ? `4A-${String((index % 30) + 1).padStart(2, '0')}` : null,
      missing: odd === 5 ? 2 : 0, received: never ? 0 : 9_998 + index,
      silence: connection === 'LOST' && index % 2 ? { cause: 'gateway-lost', since: iso(started - 60_000) } : odd === 9 ? { cause: 'sensor-off', since: iso(started - 90_000) } : null,
      clock: never ? null : odd === 6 ? { quality: 'OFFSET', offsetMillis: -3_200, driftPpm: 41 } : { quality: index % 4 ? 'SYNCHRONISED' : 'UNKNOWN', offsetMillis: 12, driftPpm: null },
    };
  }

  const certificates = (of) => of.certificateExpiresAt === null ? [] : [
    { serial: '4c:1f:9a:02:77:e1:b0:3d', sha256: 'a3'.repeat(32), notBefore: iso(started - 200 * DAY), notAfter: of.certificateExpiresAt, issuedAt: iso(started - 200 * DAY), issuedBy: 'operator', revokedAt: null, revokedBy: null, reason: null },
    { serial: '11:02:9c:55:01', sha256: 'b4'.repeat(32), notBefore: iso(started - 500 * DAY), notAfter: iso(started - 100 * DAY), issuedAt: iso(started - 500 * DAY), issuedBy: 'operator', revokedAt: iso(started - 200 * DAY), revokedBy: 'operator', reason: 'Key was on a lost laptop' },
  ];
  const known = (id) => devices.find((each) => each.id === id);
  const registry = (of) => ({ id: of.id, model: of.model, type: of.type, state: of.state, topic: `vitalwire/v1/${of.id}/readings`, registeredAt: iso(started - 400 * DAY), udi: '(01)09506000134352(21)SN10293', serial: 'SN10293', lot: null, firmware: of.firmware, certificateExpiresAt: of.certificateExpiresAt });
  const REASONS = [['UNKNOWN_UNIT', 1003, 'temperature does not come in [degR]; it takes Cel or [degF]'], ['UNDECODABLE', 1001, 'line 1, column 14: expected a value, found the end of the input'], ['FUTURE_TIME', 1005, 'measured 1 h 0 min ahead of the gateway'], ['WRONG_LENGTH', 1020, 'flags 0x16 say 4 bytes, the payload has 3']];
  const rejections = Array.from({ length: 64 }, (_, index) => {
    const [code, number, reason] = REASONS[index % REASONS.length];
    const of = devices[(index * 5) % devices.length];
    return { id: randomUUID(), deviceId: of.id, code, number, reason, receivedAt: iso(started - index * 614_000), topic: `vitalwire/v1/${of.id}/readings`, codec: models.find(({ id }) => id === of.model).codec, bytes: 143 + index, replayedAt: index % 9 === 8 ? iso(started - 1_000) : null, replayOutcome: index % 9 === 8 ? 'REJECTED' : null };
  });
  const claims = [{ deviceId: 'monitor-7', model: 'bedside-monitor', expiresAt: iso(started + DAY), usedAt: null, createdBy: 'operator' }, { deviceId: 'monitor-6', model: 'bedside-monitor', expiresAt: iso(started + DAY / 2), usedAt: iso(started - 3_600_000), createdBy: 'operator' }];
  const explained = (rejected, model, of) => ({
    codec: 'vitalwire-json', model, device: of, accepted: !rejected,
    steps: [
      { step: 'Payload', outcome: 'TAKEN', detail: '143 bytes, not compressed' },
      { step: 'JSON', outcome: 'TAKEN', detail: 'one reading' },
      { step: 'Time', outcome: 'TAKEN', detail: '2026-11-23T07:59:58Z, 2 s before receipt: live' },
      { step: 'heart-rate', outcome: 'TAKEN', detail: '72 /min' },
      { step: 'cuff-size', outcome: 'SKIPPED', detail: 'a remark of the device, not a sign' },
      { step: 'temperature', outcome: rejected ? 'REFUSED' : 'TAKEN', detail: rejected ? 'unit [degR] is not one of Cel, [degF]' : '98.2 [degF] is 36.78 Cel' },
    ],
    readings: [{ measuredAt: iso(Date.now()), lane: 'LIVE', clockQuality: 'SYNCHRONISED', sequence: 4711, boot: 'b7', patientId: of === null ? null : 'P1', values: [{ sign: 'heart-rate', value: 72, unit: '/min', flags: [] }, ...(rejected ? [] : [{ sign: 'temperature', value: 36.78, unit: 'Cel', flags: ['OUT_OF_DEVICE_RANGE'] }])] }],
    faults: rejected ? [{ code: 'UNKNOWN_UNIT', number: 1003, reason: 'temperature does not come in [degR]' }] : [],
  });
  const events = [['STATE_CHANGED', 'MOMENT', 'INFORMATION', 'SUSPENDED to ACTIVE by operator: repaired'], ['SEQUENCE_GAP', 'MOMENT', 'WARNING', '2 messages missing at 4711 and 5002'], ['DEVICES_LOST_TOGETHER', 'ENDED', 'PROBLEM', 'Switch 4A was away'], ['DEVICES_LOST_TOGETHER', 'STARTED', 'PROBLEM', 'Switch 4A was away'], ['CERTIFICATE_ISSUED', 'MOMENT', 'INFORMATION', null]];

  return {
    answer(method, url, readBody) {
      const path = url.pathname.replace('/api/v1/', '').split('/').map(decodeURIComponent);
      const of = path[0] === 'devices' ? known(path[1]) : undefined;
      switch (`${method} ${path[0]}${path[2] === undefined ? '' : ` ${path[2]}`}`) {
        case 'GET fleet': for (const each of devices) if (each.connection === 'ONLINE' && Math.random() < 0.8) each.lastSeenAt = iso(Date.now() - 900); return devices;
        case 'GET device-models': return models;
        case 'GET devices': return path[1] === undefined ? devices.map(registry) : of === undefined ? null : { ...registry(of), certificates: certificates(of) };
        case 'POST devices': return readBody.then((body) => ({ id: body.id, model: body.model, state: 'ACTIVE', topic: `vitalwire/v1/${body.id}/readings`, certificate: '-----BEGIN CERTIFICATE-----\n', caCertificate: '-----BEGIN CERTIFICATE-----\n', mqttHost: 'localhost', mqttPort: 8883 }));
        case 'POST devices suspend': of.state = 'SUSPENDED'; of.connection = 'OFFLINE'; return registry(of);
        case 'POST devices activate': of.state = 'ACTIVE'; return registry(of);
        case 'POST devices retire': of.state = 'RETIRED'; return registry(of);
        case 'GET devices continuity': return { deviceId: of.id, boots: [{ boot: 'b7', firstSequence: 1, lastSequence: 10_000, expected: 10_000, received: 9_998, duplicates: 4, missing: 2, gaps: [{ from: 4711, to: 4711, count: 1, noticedAt: iso(started - 3_000_000) }, { from: 5002, to: 5002, count: 1, noticedAt: iso(started - 2_000_000) }], startedAt: iso(started - 9_000_000), lastAt: iso(started) }, { boot: 'b6', firstSequence: 1, lastSequence: 88_123, expected: 88_123, received: 88_123, duplicates: 0, missing: 0, gaps: [], startedAt: iso(started - 99_000_000), lastAt: iso(started - 9_100_000) }] };
        case 'GET device-events': return events.map(([kind, phase, severity, detail], index) => ({ id: String(index), deviceId: url.searchParams.get('device'), kind, phase, severity, at: iso(started - index * 5_000_000), detail, occurrence: 'o', devices: kind === 'DEVICES_LOST_TOGETHER' ? Array(23).fill('x') : [] }));
        case 'GET associations': return [{ id: 'a1', deviceId: url.searchParams.get('device'), patientId: 'P1', bed: '4A-07', from: iso(started - 8_000_000), to: null, madeBy: 'sister.clarke', method: 'SCAN' }, { id: 'a0', deviceId: 'x', patientId: 'P9', bed: null, from: iso(started - 80_000_000), to: iso(started - 9_000_000), madeBy: 'adt', method: 'ADT' }];
        case 'GET rejections': { const query = url.searchParams; return rejections.filter((each) => (!query.has('device') || each.deviceId === query.get('device')) && (!query.has('code') || each.code === query.get('code')) && (query.get('open') !== 'true' || each.replayOutcome !== 'ACCEPTED')).slice(0, Number(query.get('limit'))); }
        case 'GET rejections explain': return explained(true, 'bedside-monitor', rejections.find(({ id }) => id === path[1])?.deviceId ?? null);
        case 'POST rejections replay': { const entry = rejections.find(({ id }) => id === path[1]); entry.replayedAt = iso(Date.now()); entry.replayOutcome = 'ACCEPTED'; return { id: entry.id, outcome: 'ACCEPTED', readings: 1, faults: [] }; }
        case 'POST rejections': return { replayed: 12, accepted: 9, partly: 1, rejected: 2, results: [] };
        case 'POST explain': return explained(url.searchParams.get('form') === 'bad', url.searchParams.get('model'), url.searchParams.get('device'));
        case 'POST claims': return { claim: 'vw1-8Qm2rT6xYk0fJp4wZc9sLh7dVb3nGa5e', expiresAt: iso(Date.now() + DAY) };
        case 'GET claims': return claims;
        default: return null;
      }
    },
    /** One second of waveform, ending now. */
    packets(id) {
      if (known(id)?.model !== 'bedside-monitor') return [];
      const startedAt = Math.floor(Date.now() / 1_000) * 1_000 - 1_000;
      const make = (sign, hz, unit, shape) => ({ sign, startedAt: iso(startedAt), hz, unit, samples: Array.from({ length: hz }, (_, index) => shape(((startedAt + (index * 1_000) / hz) / 833) % 1)) });
      return [make('ecg-lead-ii', 250, 'mV', (p) => Number((0.1 * Math.exp(-(((p - 0.2) / 0.025) ** 2)) + 1.1 * Math.exp(-(((p - 0.35) / 0.01) ** 2)) - 0.2 * Math.exp(-(((p - 0.38) / 0.01) ** 2)) + 0.25 * Math.exp(-(((p - 0.6) / 0.05) ** 2))).toFixed(3))), make('pleth', 125, '1', (p) => Number((0.5 + 0.4 * Math.sin(2 * Math.PI * p) + 0.1 * Math.sin(4 * Math.PI * p)).toFixed(3)))];
    },
  };
}

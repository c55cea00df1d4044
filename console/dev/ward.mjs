// Twelve invented patients and their alerts for the fixture server. Nobody here exists.

const MINUTE = 60_000;
const NAMES = [
  ['Amara Okafor', '1951-03-07'],
  ['Bernard Hughes', '1938-11-21'],
  ['Chiara Rossi', '1967-08-02'],
  ['Dafydd Llewellyn-Pritchard', '1944-01-30'],
  ['Elif Yılmaz', '1979-05-14'],
  ['Frank O’Donnell', '1956-12-09'],
  ['Grace Adeyemi', '1988-07-25'],
  ['Hiroshi Tanaka', '1949-10-17'],
  ['Ingrid Sørensen', '1961-02-11'],
  ['Joseph Mbeki', '1972-09-03'],
  ['Kateřina Nováková', '1935-06-19'],
  ['Lakshmi Raman', '1953-04-28'],
];

/** What is special about a bed; the others are well. */
const STORIES = {
  2: { name: 'sepsis', hr: 128, rr: 26, spo2: 91, sys: 92, dia: 54, temp: 38.9, acvpu: 'C', flow: 4, total: 16, risk: 'high' },
  3: { hr: 88, rr: 19, spo2: 89, sys: 138, dia: 82, temp: 36.8, flow: 2, total: 3, risk: 'low', scale: 2 },
  4: { hr: 112, rr: 21, spo2: 94, sys: 104, dia: 66, temp: 37.9, total: 6, risk: 'medium' },
  5: { offline: true, total: null, lower: 1, risk: 'low', missing: ['respiratory-rate', 'spo2', 'oxygen', 'pulse'] },
  6: { artefact: true, total: null, lower: 2, risk: 'low', missing: ['spo2'] },
  7: { hr: 74, rr: 16, spo2: 97, sys: 118, dia: 71, acvpu: 'V', total: 3, risk: 'low-medium' },
  8: { gap: true, hr: 64 },
  9: { late: true, hr: 58 },
  10: { manualOld: true, hr: 104, total: null, lower: 5, risk: 'medium', missing: ['temperature', 'consciousness'] },
  11: { noScore: true },
};

export function createWard(count = 12, synthetic = true) {
  const start = Date.now();
  let sequence = 100;
  const alerts = initialAlerts(start);
  const log = [];

  function row(bed, now, withTrend) {
    const story = STORIES[bed] ?? {};
    const [displayName, birthDate] = NAMES[(bed - 1) % NAMES.length];
    const base = {
      hr: 70 + ((bed * 7) % 18), rr: 13 + (bed % 5), spo2: 96 + (bed % 4), sys: 112 + bed * 2, dia: 68 + (bed % 7),
      temp: 36.4 + (bed % 6) / 10, acvpu: 'A', flow: 0, ...story,
    };
    const beat = Math.floor(now / 2_000);
    const wobble = (span) => Math.round(Math.sin(beat * 0.7 + bed * 3) * span);
    let age = (now % 2_000) / 1_000 + (bed % 3);
    if (story.offline) age = 1_640 + (now - start) / 1_000;
    if (story.late) age = 84 + (now - start) / 1_000;
    const value = (reading, unit, seconds, flags = []) => ({
      value: reading, unit, time: new Date(now - seconds * 1_000).toISOString(), ageSeconds: Math.floor(seconds), flags,
    });
    const cuff = 420 + bed * 37 + (now - start) / 1_000;
    const manual = (story.manualOld ? 5.4 * 3_600 : 2_400 + bed * 211) + (now - start) / 1_000;
    const vitals = {
      'heart-rate': value(base.hr + wobble(2), '/min', age),
      'respiratory-rate': value(base.rr + wobble(1), '/min', age),
      spo2: value(Math.min(100, base.spo2 + wobble(0.6)), '%', age),
      'oxygen-flow': value(base.flow, 'L/min', age),
      'systolic-pressure': value(base.sys, 'mm[Hg]', cuff),
      'diastolic-pressure': value(base.dia, 'mm[Hg]', cuff),
      temperature: value(base.temp, 'Cel', manual),
      consciousness: value(base.acvpu, '', manual),
    };
    if (story.artefact) {
      vitals.spo2 = value(41, '%', age, ['ARTEFACT']);
      vitals['heart-rate'] = value(312, '/min', age, ['IMPLAUSIBLE']);
    }
    if (story.noScore) {
      delete vitals.temperature;
      delete vitals.consciousness;
      delete vitals['systolic-pressure'];
      delete vitals['diastolic-pressure'];
      delete vitals['oxygen-flow'];
    }
    const total = base.total === undefined ? bed % 3 : base.total;
    const score = story.noScore
      ? null
      : {
          total, complete: total !== null, lowerBound: total ?? base.lower, upperBound: total ?? base.lower + 9,
          risk: base.risk ?? 'low', riskIsLowerBound: total === null, missing: base.missing ?? [],
          measuredAt: new Date(now - age * 1_000).toISOString(), scale: base.scale ?? 1,
        };
    return {
      patientId: `VW-${String(10_020 + bed * 3)}`, displayName, birthDate, bed: `${bed <= 8 ? 'A' : 'B'}${bed}`,
      careUnit: bed <= 8 ? 'Medical 4A' : 'Surgical 4B', synthetic, vitals, score, connected: !story.offline,
      ...(withTrend ? { trend: { 'heart-rate': trend(base.hr, 5, bed, now, story, 'hr'), spo2: trend(base.spo2, 1, bed, now, story, 'spo2') } } : {}),
    };
  }

  return {
    alerts,
    log,
    explain(patientId) {
      const found = Array.from({ length: count }, (_, i) => row(i + 1, Date.now(), false)).find((r) => r.patientId === patientId);
      if (found === undefined || found.score === null) return null;
      const { vitals, score } = found;
      const part = (vital, points) => (vital === undefined ? undefined : { value: vital.value, unit: vital.unit, points, ageSeconds: vital.ageSeconds, measuredAt: vital.time, valid: true });
      const components = {
        'respiratory-rate': part(vitals['respiratory-rate'], score.total > 6 ? 3 : 0),
        spo2: part(vitals.spo2, score.total > 6 ? 3 : 0),
        oxygen: { ...part(vitals['oxygen-flow'], score.total > 6 ? 2 : 0), value: vitals['oxygen-flow'].value > 0 ? 'oxygen' : 'air', unit: '' },
        'systolic-pressure': part(vitals['systolic-pressure'], score.total > 6 ? 2 : 1),
        pulse: part(vitals['heart-rate'], score.total > 6 ? 2 : 0),
        consciousness: part(vitals.consciousness, vitals.consciousness.value === 'A' ? 0 : 3),
        temperature: part(vitals.temperature, score.total > 6 ? 1 : 0),
      };
      for (const name of score.missing) if (components[name] !== undefined) components[name].valid = false;
      return { patientId, score: 'news2', ...score, components };
    },
    board: (withTrend) => {
      const now = Date.now();
      return { asOf: new Date(now).toISOString(), patients: Array.from({ length: count }, (_, i) => row(i + 1, now, withTrend)) };
    },
    record(alert) {
      alert.updatedAt = new Date().toISOString();
      const entry = { id: ++sequence, alert: { ...alert } };
      log.push(entry);
      return entry;
    },
  };
}

function trend(base, span, bed, now, story, kind) {
  const points = [];
  for (let i = 60; i >= 0; i--) {
    const time = now - i * 30_000;
    const minutes = (i * 30_000) / MINUTE;
    if (story.offline && minutes < 27) continue;
    if (story.gap && minutes > 9 && minutes < 17) continue;
    if (story.artefact && minutes < 4) continue;
    const drift = story.name === 'sepsis' ? (kind === 'hr' ? -minutes * 1.1 : minutes * 0.18) : 0;
    const noise = Math.sin(i * 1.3 + bed) * span * 0.5 + Math.sin(i * 0.37 + bed * 2) * span;
    const value = Math.round(base + drift + noise);
    points.push({ time: new Date(time).toISOString(), value: kind === 'spo2' ? Math.min(100, value) : value });
  }
  return points;
}

function initialAlerts(now) {
  const at = (minutes) => new Date(now - minutes * MINUTE).toISOString();
  const alert = (id, bed, fields) => ({
    id, patientId: `VW-${10_020 + bed * 3}`, bed: `A${bed}`, displayName: NAMES[bed - 1][0], state: 'open',
    conditionActive: true, conditionEndedAt: null, resolvedAt: null, acknowledgement: null, retrospective: false,
    synthetic: true, traceId: '4bf92f3577b34da6a3ce929d0e0e4736', evidence: [], ...fields,
    raisedAt: fields.startedAt, updatedAt: fields.startedAt,
  });
  return [
    alert('e-1', 2, { condition: 'news2-high', title: 'NEWS2 16, high risk', detail: 'RR 26, SpO₂ 91 % on 4 L/min, BP 92/54, new confusion', priority: 'high', startedAt: at(6) }),
    alert('e-2', 4, { condition: 'news2-medium', title: 'NEWS2 6, medium risk', detail: 'Heart rate 112 /min, systolic 104 mmHg', priority: 'medium', startedAt: at(14) }),
    alert('e-3', 3, { condition: 'low-spo2', title: 'SpO₂ below 90 %', detail: '89 % for 45 s; patient’s scale 2 target is 88–92 %', priority: 'medium', startedAt: at(21), conditionActive: false, conditionEndedAt: at(19) }),
    alert('e-4', 7, { condition: 'consciousness', title: 'Responds to voice only', detail: 'ACVPU V, entered by the ward', priority: 'high', startedAt: at(38), acknowledgement: { by: 'm.clarke', at: at(36) } }),
    alert('e-5', 5, { condition: 'low-spo2', title: 'SpO₂ below 90 %', detail: 'From readings that the device stored while it was offline', priority: 'medium', startedAt: at(95), retrospective: true, conditionActive: false, conditionEndedAt: at(91) }),
    alert('e-6', 6, { condition: 'signal', title: 'SpO₂ sensor: artefact', detail: 'Check the probe', priority: 'low', startedAt: at(4) }),
  ];
}

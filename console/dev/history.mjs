// Invented histories, statistics and storage for the fixture server, in the shapes of the services.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const iso = (millis) => new Date(millis).toISOString();
const LETTERS = ['A', 'C', 'V', 'P', 'U'];

/** Each sign: how often, around what, how far it swings, its unit and digits. */
const SIGNS = {
  'heart-rate': { every: 1_000, base: 78, swing: 9, unit: '/min', digits: 0 },
  'pulse-rate': { every: 1_000, base: 77, swing: 9, unit: '/min', digits: 0, silentFor: 3 * HOUR },
  'respiratory-rate': { every: 2_000, base: 16, swing: 3, unit: '/min', digits: 0 },
  spo2: { every: 1_000, base: 96, swing: 2, unit: '%', digits: 0, most: 100 },
  'systolic-pressure': { every: 15 * MINUTE, base: 126, swing: 12, unit: 'mm[Hg]', digits: 0 },
  'mean-pressure': { every: 15 * MINUTE, base: 94, swing: 9, unit: 'mm[Hg]', digits: 0 },
  'diastolic-pressure': { every: 15 * MINUTE, base: 76, swing: 8, unit: 'mm[Hg]', digits: 0 },
  temperature: { every: 2 * HOUR, base: 37.2, swing: 0.5, unit: 'Cel', digits: 1 },
  consciousness: { every: 4 * HOUR, base: 0.4, swing: 1, unit: '', digits: 0, coded: true },
  'perfusion-index': { every: 4_000, base: 3, swing: 1, unit: '%', digits: 2 },
};
const START = Date.now();
const FIRST = START - 40 * DAY;
/** Hours before the start: silence, artefacts, and what was sent late. */
const SILENT = [[2.1, 1.6], [30, 28.5], [200, 190]];
const ARTEFACT = [[0.75, 0.7], [4.2, 4.05]];
const LATE = [[1.6, 1.1], [28.5, 27]];

const within = (stretches, time) => stretches.some(([from, to]) => time >= START - from * HOUR && time < START - to * HOUR);

function valueAt(sign, time) {
  const { base, swing, digits, most, coded } = SIGNS[sign];
  const slow = Math.sin(time / (5 * HOUR)) * 0.8 + Math.sin(time / (40 * MINUTE)) * 0.4;
  const fast = Math.sin(time / 7_919) * 0.3 + Math.sin(time / 1_733) * 0.2;
  const raw = base + swing * (slow + fast);
  return coded ? Math.max(0, Math.min(2, Math.round(raw))) : Number(Math.min(most ?? Infinity, raw).toFixed(digits));
}

function flagsAt(sign, time) {
  return (sign === 'spo2' || sign === 'heart-rate') && within(ARTEFACT, time) ? ['ARTEFACT'] : [];
}

function measured(sign, time, now) {
  const { every, silentFor = 0 } = SIGNS[sign];
  return time >= FIRST && time <= now - silentFor && (every >= 15 * MINUTE || !within(SILENT, time));
}

const letter = (sign, value) => (value !== null && SIGNS[sign].coded ? LETTERS[Math.round(value)] : value);

export function createHistory() {
  const marks = [];
  let nextId = 1;
  const wrong = (sign, time) => marks.some((mark) => mark.retractedAt === null && (mark.sign === null || mark.sign === sign) && time >= Date.parse(mark.from) && time < (mark.to === null ? Date.parse(mark.from) + 1 : Date.parse(mark.to)));

  function values(sign, from, to, most = Infinity) {
    const { every } = SIGNS[sign];
    const found = [];
    for (let time = Math.ceil(from / every) * every; time < to && found.length <= most; time += every) {
      if (!measured(sign, time, Date.now()) || wrong(sign, time)) continue;
      const flags = flagsAt(sign, time);
      found.push({ time, value: flags.length > 0 ? 41 : valueAt(sign, time), flags, backfilled: every < 15 * MINUTE && within(LATE, time) });
    }
    return found;
  }

  function buckets(sign, from, to, width) {
    const { every } = SIGNS[sign];
    const found = [];
    for (let start = Math.floor(from / width) * width; start < to; start += width) {
      const step = Math.max(every, width / 24);
      const inside = [];
      for (let time = Math.ceil(start / every) * every; time < start + width; time += Math.ceil(step / every) * every) {
        if (measured(sign, time, Date.now()) && !wrong(sign, time)) inside.push({ time, flags: flagsAt(sign, time), value: valueAt(sign, time) });
      }
      if (inside.length === 0) continue;
      const good = inside.filter(({ flags }) => flags.length === 0).map(({ value }) => value);
      const mean = good.reduce((sum, value) => sum + value, 0) / good.length;
      const of = (value) => (good.length === 0 ? null : letter(sign, value));
      found.push({
        time: iso(start), value: of(SIGNS[sign].coded ? Math.max(...good) : Number(mean.toFixed(SIGNS[sign].digits + 1))), min: of(Math.min(...good)), max: of(Math.max(...good)), last: of(good.at(-1)),
        n: Math.round(good.length * step / every) , flags: [...new Set(inside.flatMap(({ flags }) => flags))], backfilled: every < 15 * MINUTE && within(LATE, start),
      });
    }
    return found;
  }

  function series(query) {
    const signs = query.get('signs').split(',');
    const from = Date.parse(query.get('from'));
    const to = Date.parse(query.get('to'));
    const points = Number(query.get('points') ?? 300);
    const raw = signs.every((sign) => (to - from) / SIGNS[sign].every <= points);
    let width = (to - from) / points;
    let resolution = 'buckets';
    if (width > 30 * MINUTE) { width = Math.ceil(width / HOUR) * HOUR; resolution = '1h'; }
    else if (width > MINUTE / 2) { width = Math.ceil(width / MINUTE) * MINUTE; resolution = '1m'; }
    return {
      patientId: 'fixture', from: iso(from), to: iso(to), resolution: raw ? 'raw' : resolution,
      series: Object.fromEntries(signs.map((sign) => [sign, {
        unit: SIGNS[sign].unit,
        points: raw
          ? values(sign, from, to).map(({ time, value, ...rest }) => ({ time: iso(time), value: letter(sign, value), min: letter(sign, value), max: letter(sign, value), n: 1, last: null, ...rest }))
          : buckets(sign, from, to, width),
      }])),
    };
  }

  function latest(patientId) {
    const now = Date.now();
    const vitals = {};
    for (const [sign, { every, unit, silentFor = 0 }] of Object.entries(SIGNS)) {
      const time = Math.floor((now - silentFor) / every) * every;
      vitals[sign] = { value: letter(sign, valueAt(sign, time)), unit, time: iso(time), ageSeconds: Math.floor((now - time) / 1_000), flags: [], deviceId: 'monitor-7', lane: 'LIVE', synthetic: true };
    }
    return { patientId, asOf: iso(now), vitals };
  }

  function completeness(query) {
    const from = Date.parse(query.get('from'));
    const to = Date.parse(query.get('to'));
    const signs = {};
    for (const sign of query.get('signs').split(',')) {
      const { every, silentFor = 0 } = SIGNS[sign];
      const silent = every >= 15 * MINUTE ? [] : SILENT.map(([begin, end]) => [START - begin * HOUR, START - end * HOUR]);
      if (silentFor > 0) silent.push([Date.now() - silentFor, Date.now()]);
      const gaps = silent.map(([begin, end]) => [Math.max(begin, from), Math.min(end, to)]).filter(([begin, end]) => end > begin);
      const missing = gaps.reduce((sum, [begin, end]) => sum + end - begin, 0);
      signs[sign] = { usualEverySeconds: every / 1_000, values: Math.floor((to - from - missing) / every), flagged: sign === 'spo2' ? 180 : 0, backfilled: every < 15 * MINUTE ? 1_800 : 0, coveredFraction: 1 - missing / (to - from), gaps: gaps.map(([begin, end]) => ({ from: iso(begin), to: iso(end) })), gapsTotal: gaps.length };
    }
    return { patientId: 'fixture', from: iso(from), to: iso(to), signs };
  }

  function exported(query) {
    const from = query.has('from') ? Date.parse(query.get('from')) : Date.now() - HOUR;
    const to = query.has('to') ? Date.parse(query.get('to')) : Date.now();
    const signs = query.get('signs')?.split(',') ?? Object.keys(SIGNS);
    return signs.flatMap((sign) => values(sign, from, to, 20_000).map(({ time, value, flags, backfilled }) => JSON.stringify({ time: iso(time), receivedAt: iso(time + 400), sign, value: letter(sign, value), unit: SIGNS[sign].unit, loinc: '', flags, device: 'monitor-7', lane: backfilled ? 'BACKFILL' : 'LIVE', synthetic: true, clockOffsetMillis: null }))).join('\n') + '\n';
  }

  function statistics(unit, query, patients) {
    const low = query.has('low') ? Number(query.get('low')) : null;
    const high = query.has('high') ? Number(query.get('high')) : null;
    const perPatient = patients.map((patientId, index) => {
      const hours = index === 4 ? 0 : 24 - (index % 5) * 1.7;
      const belowHours = low === null ? 0 : hours * [0, 0.02, 0.31, 0, 0.12, 0, 0.004][index % 7];
      const aboveHours = high === null ? 0 : hours * [0.01, 0, 0.05, 0.2][index % 4];
      return { patientId, hours, inRangeHours: hours - belowHours - aboveHours, belowHours, aboveHours };
    });
    const hours = perPatient.reduce((sum, row) => sum + row.hours, 0);
    return { unit, sign: query.get('sign'), from: query.get('from'), to: query.get('to'), patients: perPatient.length, hours, inRangeFraction: hours === 0 ? null : perPatient.reduce((sum, row) => sum + row.inRangeHours, 0) / hours, perPatient };
  }

  function scoreStatistics(unit, query, patients) {
    const atLeast = Number(query.get('from-total') ?? 5);
    const perPatient = patients.map((patientId, index) => {
      const highest = [2, 16, 3, 7, 1, 4, 3, 0][index % 8];
      return { patientId, hours: 23.5, hoursAtLeast: highest >= atLeast ? Math.min(23.5, highest * 0.9) : 0, highest };
    });
    return { unit, score: query.get('score'), atLeast, patients: perPatient.length, hours: 23.5 * perPatient.length, hoursAtLeast: perPatient.reduce((sum, row) => sum + row.hoursAtLeast, 0), perPatient };
  }

  function storage() {
    const now = Date.now();
    const table = (name, rows, bytes, partitions) => ({ name, rows, bytes, partitions, oldestPartition: iso(Math.floor((now - partitions * DAY) / DAY) * DAY), compressedPartitions: null });
    return {
      at: iso(now), timescale: null, database: '18.6', rowsPerSecond: 41.7, lagMessages: 12, lagSeconds: 0.3, oldest: iso(FIRST), newest: iso(now - 900), databaseBytes: 61_300_000_000,
      tables: [table('vital_sample', 312_000_000, 48_100_000_000, 42), table('vital_1m', 5_200_000, 1_310_000_000, 42), table('vital_1h', 88_000, 24_100_000, 42), table('waveform', 1_900_000, 11_600_000_000, 7), { name: 'score', rows: 0, bytes: 24_576, partitions: 0, oldestPartition: null, compressedPartitions: null }],
      disk: { totalBytes: 107_000_000_000, freeBytes: 21_400_000_000, bytesPerDay: 1_450_000_000, daysLeft: 14.7 },
      rollUps: { due: 31, oldestDue: iso(now - 95_000) },
      retention: [{ table: 'vital_sample', keep: 'P365D', lastRun: iso(now - 23 * MINUTE), lastDropped: 0 }, { table: 'waveform', keep: 'P7D', lastRun: iso(now - 23 * MINUTE), lastDropped: 1 }, { table: 'vital_1m', keep: 'P1825D', lastRun: null, lastDropped: 0 }],
    };
  }

  /** NEWS2 by the minute: rises, lacks the temperature for a while, and is silent when the monitor was. */
  function scores(patientId, query) {
    const from = Date.parse(query.get('from'));
    const to = Math.min(Date.parse(query.get('to')), Date.now());
    const limit = Number(query.get('limit') ?? 1_500);
    const points = [];
    let next = null;
    for (let time = Math.ceil(Math.max(from, Number(query.get('after') ?? 0) + 1) / MINUTE) * MINUTE; time < to; time += MINUTE) {
      if (within(SILENT, time)) continue;
      if (points.length === limit) { next = String(Date.parse(points.at(-1).measuredAt)); break; }
      const lacking = within([[3.4, 2.6], [0.6, 0.45]], time) ? 'temperature' : null;
      const rise = Math.max(0, Math.sin(time / (2.5 * HOUR)) * 4.4 + Math.sin(time / (22 * MINUTE)));
      const parts = [['respiratory-rate', 3, 16 + rise, '/min', 4], ['spo2', 3, 97 - rise, '%', 4], ['oxygen', 2, rise > 3 ? 'oxygen' : 'air', '', 900], ['systolic-pressure', 3, 118, 'mm[Hg]', 600], ['pulse', 3, 82 + 9 * rise, '/min', 4], ['consciousness', 3, 'A', '', 5_400], ['temperature', 3, 37.2, 'Cel', 5_400]];
      const components = parts.map(([name, maxPoints, value, unit, ageSeconds], index) => name === lacking
        ? { name, value: null, unit: null, input: null, points: null, maxPoints, ageSeconds: null, missing: true }
        : { name, value: typeof value === 'number' ? Number(value.toFixed(name === 'temperature' ? 1 : 0)) : value, unit, input: null, points: name === 'oxygen' ? (rise > 3 ? 2 : 0) : [0, 1, 4].includes(index) ? Math.min(3, Math.floor(rise / 1.6)) : 0, maxPoints, ageSeconds, missing: false });
      const lowerBound = components.reduce((sum, { points: each }) => sum + (each ?? 0), 0);
      const upperBound = lowerBound + (lacking === null ? 0 : 3);
      points.push({ measuredAt: iso(time), total: lacking === null ? lowerBound : null, lowerBound, upperBound, complete: lacking === null, risk: lowerBound >= 7 ? 'high' : lowerBound >= 5 ? 'medium' : 'low', scale: 1, edition: null, ageRange: null, refusal: null, retrospective: within(LATE, time), synthetic: true, components });
    }
    return { patientId, score: 'news2', from: iso(from), to: iso(to), points, next };
  }

  /** An oximeter under movement, and a cuff that was. */
  function heldBack(patientId) {
    const now = Date.now();
    const values = [];
    for (let i = 0; i < 24; i++) {
      const measuredAt = iso(now - 40 * MINUTE + i * 1_000);
      const text = `pulse rate ${110 + (i % 9)} /min, ECG 74 /min`;
      values.push(
        { sign: 'pulse-rate', value: 110 + (i % 9), unit: '/min', measuredAt, reason: 'pulse-disagrees', text, deviceId: 'sim-monitor-1' },
        { sign: 'spo2', value: 71 - (i % 20), unit: '%', measuredAt, reason: 'pulse-disagrees', text, deviceId: 'sim-monitor-1' },
      );
    }
    for (const [sign, value] of [['systolic-pressure', 90], ['diastolic-pressure', 95]]) {
      values.push({ sign, value, unit: 'mm[Hg]', measuredAt: iso(now - 3 * 60 * MINUTE), reason: 'pressures-disagree', text: 'systolic 90 mmHg, not above diastolic 95 mmHg', deviceId: 'sim-monitor-1' });
    }
    return { patientId, values: values.sort((a, b) => a.measuredAt.localeCompare(b.measuredAt)), truncated: false };
  }

  return {
    /** Null where the path is somebody else's; a text is sent as it is. */
    answer(method, url, body, patientsOf) {
      const [, of, rest] = /^\/api\/v1\/patients\/([^/]+)\/(.+)$/.exec(url.pathname) ?? [];
      const query = url.searchParams;
      const retracted = /^entered-in-error\/([^/]+)\/retract$/.exec(rest ?? '');
      if (retracted !== null) {
        const mark = marks.find(({ id }) => id === retracted[1]);
        if (mark !== undefined) Object.assign(mark, { retractedBy: 'sister.clarke', retractedAt: iso(Date.now()) });
        return mark ?? null;
      }
      switch (rest) {
        case 'vitals': return series(query);
        case 'vitals/latest': return latest(decodeURIComponent(of));
        case 'completeness': return completeness(query);
        case 'export': return exported(query);
        case 'scores': return scores(decodeURIComponent(of), query);
        case 'held-back': return heldBack(decodeURIComponent(of));
        case 'entered-in-error':
          if (method === 'POST') marks.push({ id: String(nextId++), ...body, by: 'sister.clarke', at: iso(Date.now()), retractedBy: null, retractedAt: null });
          return method === 'POST' ? marks.at(-1) : marks;
      }
      const [, unit, what] = /^\/api\/v1\/units\/([^/]+)\/(score-statistics|statistics)$/.exec(url.pathname) ?? [];
      if (unit !== undefined) return (what === 'statistics' ? statistics : scoreStatistics)(decodeURIComponent(unit), query, patientsOf(decodeURIComponent(unit)));
      return url.pathname === '/api/v1/storage' ? storage() : null;
    },
  };
}

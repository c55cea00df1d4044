// What the platform says of itself and of its alerts. Invented figures; OLD=1 leaves the endpoints away.
const iso = (time) => new Date(time).toISOString();
const DAY = 86_400_000;

export function createDesk() {
  const started = Date.now();
  return {
    /** [status, body], or null where it is none of ours. */
    answer({ pathname, searchParams }) {
      switch (pathname) {
        case '/api/v1/status': return [200, status(started, process.env.STATUS ?? 'degraded')];
        case '/api/v1/status/alerts': return [200, [...open(started), ...past(started)]];
        case '/api/v1/alerts/statistics': return [200, statistics(searchParams)];
        case '/api/v1/on-call/teams': return [200, { teams: teams(started) }];
        case '/api/v1/on-call/plan': return [200, PLAN];
        default: return /^\/api\/v1\/on-call\/teams\/[^/]+\/calendar$/.test(pathname) ? [200, calendar()] : null;
      }
    },
  };
}

function status(started, overall) {
  const silent = overall === 'down';
  const part = (name, state, detail, figures) => ({ name, state, since: iso(started - 40 * 60_000), detail, figures });
  return {
    at: iso(Date.now()),
    overall,
    parts: [
      silent
        ? part('canary', 'down', 'Beats are found, but no alert comes of them.', { enrolled: true, ageSeconds: 61, stoppedAt: 'alert' })
        : part('canary', 'ok', 'Beats get through.', { enrolled: true, ageSeconds: (Date.now() / 1000) % 15, passageMillis: 182, lastBeat: iso(Date.now() - 4_000) }),
      part('pipeline', 'ok', 'Every reader keeps up.', { readers: [{ group: 'alert-service', topic: 'findings.v1', lag: 0 }, { group: 'analytics', topic: 'vitals.v1', lag: 12 }] }),
      part('devices', 'ok', 'Devices that give nothing: 2', { silent: 2, byCause: { 'sensor-off': 1, offline: 1 } }),
      part('channels', overall === 'ok' ? 'ok' : 'degraded', overall === 'ok' ? 'No channel is dead.' : 'Dead: sms', { channels: [
        { name: 'console', state: 'ok', deliveriesInTheLastHour: 41, pending: 0, oldestPendingSeconds: 0, workedAt: iso(Date.now() - 9_000) },
        { name: 'sms', state: overall === 'ok' ? 'ok' : 'down', deliveriesInTheLastHour: 3, pending: 2, oldestPendingSeconds: 184, workedAt: iso(started - 2 * 3_600_000) },
      ] }),
      part('on-call', overall === 'ok' ? 'ok' : 'degraded', overall === 'ok' ? 'Somebody is on call everywhere for the next 24 h.' : 'Nobody at some time in the next 24 h: Surgical 4B.', { units: [
        { careUnit: 'Medical 4A', team: true, now: true, nextHole: '' }, { careUnit: 'Surgical 4B', team: true, now: true, nextHole: iso(started + 7 * 3_600_000) },
      ] }),
    ],
    alerts: overall === 'ok' ? [] : open(started),
  };
}

function open(started) {
  return [{ id: 'o1', kind: 'channel-dead', severity: 'degraded', subject: 'sms', since: iso(started - 11 * 60_000), detail: 'the last 5 deliveries failed', endedAt: null }];
}

function past(started) {
  return [
    { id: 'o2', kind: 'nobody-on-call', severity: 'down', subject: 'Surgical 4B', since: iso(started - 26 * 3_600_000), detail: 'Nobody is on duty in any role of the unit.', endedAt: iso(started - 25.5 * 3_600_000) },
    { id: 'o3', kind: 'pipeline-lag', severity: 'degraded', subject: 'analytics', since: iso(started - 50 * 3_600_000), detail: '4,100 records behind', endedAt: iso(started - 49.9 * 3_600_000) },
  ];
}

function statistics(query) {
  const from = Date.parse(query.get('from'));
  const to = Date.parse(query.get('to'));
  const days = Math.max(1, Math.round((to - from) / DAY));
  const daily = Array.from({ length: days }, (_, i) => ({ day: iso(to - (days - 1 - i) * DAY).slice(0, 10), alerts: 24 + ((i * 17) % 23), medianSeconds: 28 + ((i * 7) % 19) }));
  const alerts = daily.reduce((sum, day) => sum + day.alerts, 0);
  const high = Math.round(alerts * 0.09);
  const low = Math.round(alerts * 0.38);
  const of = (condition, share) => ({ condition, alerts: Math.round(alerts * share) });
  return {
    from: iso(from), to: iso(to), unit: query.get('unit'), zone: query.get('zone'), patientDays: days * 11.4, patientDaysSince: iso(to - 21 * DAY), alerts, syntheticAlerts: alerts,
    alertsPerPatientDay: alerts / (days * 11.4), byPriority: { high, medium: alerts - high - low, low },
    byCondition: [of('low-spo2', 0.41), of('news2-medium', 0.17), of('high-heart-rate', 0.14), of('high-respiratory-rate', 0.11), of('news2-high', 0.07), of('low-systolic', 0.05)],
    accepted: Math.round(alerts * 0.83), waited: alerts - 3, acceptedWithin60s: 0.74, medianTimeToAcceptSeconds: 34, initialToTotalRatio: 0.61, reAlertRate: 0.22,
    disposed: Math.round(alerts * 0.3), actionableShare: 0.46, pages: Math.round(alerts * 1.6), pagesPerAlert: 1.6, unreachable: 2, patients: 14, topDecileShare: 0.52, daily,
  };
}

const PLAN = {
  high: { steps: [{ to: 'primary', afterSeconds: 0 }, { to: 'buddy', afterSeconds: 20 }, { to: 'charge-nurse', afterSeconds: 60 }, { to: 'everyone', afterSeconds: 120 }], repeatEverySeconds: 120, remindAfterSeconds: 600, longestPauseSeconds: 600 },
  medium: { steps: [{ to: 'primary', afterSeconds: 0 }, { to: 'buddy', afterSeconds: 300 }, { to: 'charge-nurse', afterSeconds: 900 }], repeatEverySeconds: 900, remindAfterSeconds: 1800, longestPauseSeconds: 3600 },
  low: { steps: [{ to: 'primary', afterSeconds: 0 }], longestPauseSeconds: 14400 },
};

function teams(started) {
  return ['Medical 4A', 'Surgical 4B'].map((careUnit, i) => ({
    id: `team-${i}`, version: 3, changedBy: 'carla', changedAt: iso(started - 3 * DAY),
    team: { careUnit, name: 'Nurses', everyone: ['sister.clarke', 'otto', 'pia', 'carla'], schedules: Object.fromEntries(['primary', 'buddy', 'charge-nurse'].map((role) => [role, {
      zone: 'Europe/London', layers: [{ name: 'All day', begins: '2026-11-02T07:00', turn: { unit: 'days', length: 1 }, people: ['sister.clarke', 'otto', 'pia'], hours: null }], exchanges: [] }])) },
  }));
}

function calendar() {
  const now = Date.now();
  const shift = 8 * 3_600_000;
  const stretches = (people) => Array.from({ length: 6 }, (_, i) => ({ person: people[i % people.length], from: iso(now - 2 * 3_600_000 + i * shift), until: iso(now - 2 * 3_600_000 + (i + 1) * shift), exchanged: i === 1 }));
  return { roles: { primary: stretches(['sister.clarke', 'otto', 'pia']), buddy: stretches(['otto', 'pia', 'sister.clarke']), 'charge-nurse': stretches(['carla', null]) } };
}

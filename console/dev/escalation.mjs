// The escalation of the fixture's alerts: who is called next, deeds, pages, statistics, status. Invented,
// and simpler than the service's; it shows what the console makes of its answers.
const SECOND = 1_000;
const PLANS = {
  high: [['primary', 0], ['buddy', 20], ['charge-nurse', 60], ['everyone', 120]],
  medium: [['primary', 0], ['buddy', 300], ['charge-nurse', 900]],
  low: [['primary', 0]],
};
const PEOPLE = { primary: 'sister.clarke', buddy: 'otto', 'charge-nurse': 'carla', everyone: 'pia' };
const ME = 'sister.clarke';
const PAUSE = { high: 10, medium: 60, low: 240 };

export function createEscalation(alerts, publish) {
  const trails = new Map();
  const iso = (time) => new Date(time).toISOString();
  const note = (alert, transition, by = null, target = null) => {
    const entry = { eventId: (trails.get(alert.id)?.length ?? 0) + 1, transition, state: alert.state, priority: alert.priority, at: iso(Date.now()), by, target };
    trails.set(alert.id, [...(trails.get(alert.id) ?? []), entry]);
  };

  /** Brings an alert to what it is now: takes the steps that are due, ends a pause. */
  function advance(alert, silent = false) {
    const now = Date.now();
    let changed = false;
    if (alert.signal.until !== null && Date.parse(alert.signal.until) <= now) {
      alert.signal = { state: 'enabled', until: null, by: null, reason: null };
      changed = true;
    }
    const plan = PLANS[alert.priority];
    while (alert.call !== null && alert.call.nextAt !== null && Date.parse(alert.call.nextAt) <= now && alert.signal.state === 'enabled') {
      const [target] = plan[alert.call.step];
      const at = Date.parse(alert.call.nextAt);
      alert.pages.push({ id: `${alert.id}-${alert.call.step}`, person: PEOPLE[target], target, state: 'received', channel: 'console', at: iso(at), receivedAt: iso(at + 900) });
      note(alert, 'called', null, target);
      const step = alert.call.step + 1;
      const next = plan[step];
      alert.call = { ...alert.call, step, nextAt: next === undefined ? null : iso(Date.parse(alert.call.since) + next[1] * SECOND), nextTo: next?.[0] ?? null };
      alert.version += 1;
      changed = true;
    }
    if (changed && !silent) publish(alert);
  }

  function enrol(alert, since = Date.parse(alert.raisedAt)) {
    Object.assign(alert, {
      version: 1, careUnit: Number(alert.bed?.slice(1)) <= 8 ? 'Medical 4A' : 'Surgical 4B', rejections: [], disposition: null, bundle: null, pages: [],
      signal: { state: 'enabled', until: null, by: null, reason: null },
      remindAt: alert.acknowledgement === null ? null : iso(Date.now() + 400 * SECOND),
      call: null,
    });
    note(alert, 'raised');
    if (alert.acknowledgement === null && !alert.retrospective) {
      alert.call = { round: 1, step: 0, steps: PLANS[alert.priority].length, since: iso(since), nextAt: iso(since), nextTo: 'primary' };
      advance(alert, true);
    }
  }

  for (const alert of alerts) enrol(alert);
  stage(alerts, iso);
  setInterval(() => alerts.forEach((alert) => advance(alert)), 500).unref();

  function deed(alert, name, body, by) {
    const restart = () => ({ round: (alert.call?.round ?? 0) + 1, step: 0, steps: PLANS[alert.priority].length, since: iso(Date.now()), nextAt: iso(Date.now()), nextTo: 'primary' });
    switch (name) {
      case 'acknowledge':
      case 'accept':
        if (alert.acknowledgement !== null) return null;
        Object.assign(alert, { acknowledgement: { by, at: iso(Date.now()) }, call: null, remindAt: iso(Date.now() + 600 * SECOND) });
        for (const page of alert.pages) page.state = page.person === by ? 'answered' : 'withdrawn';
        return 'acknowledged';
      case 'reject':
        alert.rejections.push({ by, at: iso(Date.now()), reason: body.reason });
        for (const page of alert.pages) if (page.person === by) page.state = 'answered';
        if (alert.call?.nextAt != null) alert.call.nextAt = iso(Date.now());
        return 'rejected';
      case 'hand-over':
        Object.assign(alert, { acknowledgement: null, remindAt: null, call: { ...restart(), step: 1, nextAt: iso(Date.now() + 20 * SECOND), nextTo: 'buddy' } });
        alert.pages.push({ id: `${alert.id}-h${alert.version}`, person: body.to, target: null, state: 'open', channel: 'console', at: iso(Date.now()), receivedAt: null });
        return 'handed-over';
      case 'pause':
        if (body.minutes > PAUSE[alert.priority]) return { status: 422, code: 'PAUSE_TOO_LONG', title: 'Too long', detail: 'A pause of this alert ends after at most ' + PAUSE[alert.priority] + ' minutes.' };
        alert.signal = { state: 'paused', until: iso(Date.now() + body.minutes * 60 * SECOND), by, reason: body.reason };
        return 'paused';
      case 'switch-off':
        alert.signal = { state: 'off', until: body.until, by, reason: body.reason };
        return 'switched-off';
      case 'resume':
        alert.signal = { state: 'enabled', until: null, by: null, reason: null };
        return 'resumed';
      case 'dispose':
        alert.disposition = { code: body.disposition, by, at: iso(Date.now()) };
        return 'disposed';
      case 'resolve':
        if (alert.conditionActive) return { status: 409, code: 'CONDITION_ACTIVE', title: 'Active', detail: 'The condition is still active; the alert can be accepted.' };
        Object.assign(alert, { state: 'resolved', resolvedAt: iso(Date.now()), call: null });
        return 'resolved';
      default:
        return { status: 404, title: 'Not Found' };
    }
  }

  return {
    enrol,
    /** [status, body], or null where it is none of ours. */
    answer(method, { pathname: path, searchParams: query }, body, ifMatch) {
      const one = /^\/api\/v1\/alerts\/([^/]+)(?:\/([a-z-]+))?$/.exec(path);
      const alert = one === null ? undefined : alerts.find(({ id }) => id === decodeURIComponent(one[1]));
      if (alert !== undefined && method === 'GET') return [200, one[2] === 'transitions' ? (trails.get(alert.id) ?? []) : alert];
      if (alert !== undefined && method === 'POST') {
        if (ifMatch !== undefined && ifMatch !== `"${alert.version}"`) return [412, { status: 412, code: 'ALERT_CHANGED', title: 'Changed', detail: 'The alert has changed.' }];
        const done = deed(alert, one[2], body, ME);
        if (done !== null && typeof done === 'object') return [done.status, done];
        if (done !== null) {
          alert.version += 1;
          note(alert, done, ME);
          advance(alert, true);
          publish(alert);
        }
        return [200, alert];
      }
      if (path === '/api/v1/associations' && query.has('patient')) return [200, staysOf(query.get('patient'))];
      if (path === '/api/v1/policies/history' && query.get('scope')?.startsWith('patient:')) return [200, { decisions: decisions(query.get('scope')) }];
      if (/^\/api\/v1\/pages\/[^/]+\/receipt$/.test(path)) return [200, {}];
      return null;
    },
  };
}

const hoursAgo = (hours) => new Date(Date.now() - hours * 3_600_000).toISOString();

function staysOf(patientId) {
  return [
    { id: 's1', deviceId: 'monitor-12', patientId, bed: 'A2', from: hoursAgo(30), to: null, madeBy: 'adt', method: 'ADT' },
    { id: 's2', deviceId: 'pump-7', patientId, bed: 'A2', from: hoursAgo(4.2), to: null, madeBy: 'sister.clarke', method: 'SCAN' },
    { id: 's3', deviceId: 'wearable-3', patientId, bed: 'A2', from: hoursAgo(9), to: hoursAgo(2.5), madeBy: 'otto', method: 'SCAN' },
  ];
}

function decisions(scope) {
  return [{ scope, id: 'copd', version: 2, author: 'carla', reason: 'COPD, target 88-92 %', effectiveFrom: hoursAgo(7), expiresAt: hoursAgo(-17), owner: 'carla', state: 'IN_FORCE', shadow: false, policy: {} }];
}

/** A few alerts in the states that a screenshot should show. */
function stage(alerts, iso) {
  const by = (id) => alerts.find((alert) => alert.id === id);
  const sepsis = by('e-1');
  const since = Date.now() - 26_000;
  const calls = sepsis.pages.slice(0, 2).map((page, step) => ({ ...page, at: iso(since + step * 20_000), receivedAt: iso(since + step * 20_000 + 900) }));
  calls[0].state = 'open';
  calls[0].receivedAt = null;
  Object.assign(sepsis, { bundle: 'p-1', pages: calls, call: { round: 1, step: 2, steps: 4, since: iso(since), nextAt: iso(since + 60_000), nextTo: 'charge-nurse' } });
  const second = { ...structuredClone(sepsis), id: 'e-7', title: 'Systolic pressure low', detail: '92 mmHg, below 95 for 2 min', condition: 'low-systolic', priority: 'medium', version: 1 };
  second.call = { round: 1, step: 1, steps: 3, since: iso(since), nextAt: iso(since + 300_000), nextTo: 'buddy' };
  second.pages = [calls[0]];
  alerts.push(second);
  const low = by('e-6');
  low.signal = { state: 'paused', until: iso(Date.now() + 22 * 60_000), by: 'otto', reason: 'sensor-change' };
  const three = by('e-3');
  three.rejections = [{ by: 'otto', at: iso(Date.now() - 60_000), reason: 'busy' }];
  const past = (id, title, priority, started, ended, extra = {}) => alerts.push({ ...structuredClone(sepsis), id, title, detail: null, priority, condition: id, state: 'resolved', bundle: null, call: null, pages: [], conditionActive: false, startedAt: hoursAgo(started), raisedAt: hoursAgo(started), updatedAt: hoursAgo(ended), conditionEndedAt: hoursAgo(ended), acknowledgement: { by: 'otto', at: hoursAgo(started - 0.02) }, ...extra });
  past('e-11', 'Respiratory rate above 24 /min', 'medium', 5.1, 4.6);
  past('e-12', 'SpO₂ below 90 %', 'medium', 3.9, 3.85, { disposition: { code: 'artefact', by: 'otto', at: hoursAgo(3.8) } });
  past('e-13', 'Heart rate above 130 /min', 'high', 2.2, 1.3);
  past('e-14', 'SpO₂ below 90 %', 'low', 8, 7.5, { retrospective: true, acknowledgement: null });
  for (const bed of [9, 11]) {
    const ended = { ...structuredClone(by('e-5')), id: `e-end-${bed}`, retrospective: false, state: 'resolved', bed: `B${bed}`, displayName: 'Ingrid Sørensen', patientId: `VW-${10_020 + bed * 3}`, careUnit: 'Surgical 4B', title: 'Heart rate above 130 /min', detail: '134 /min for 60 s', acknowledgement: { by: 'sister.clarke', at: iso(Date.now() - (bed + 85) * 60_000) }, disposition: bed === 9 ? { code: 'actionable', by: 'sister.clarke', at: iso(Date.now() - 3_600_000) } : null };
    alerts.push(ended);
  }
}

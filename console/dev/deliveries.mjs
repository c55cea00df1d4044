// Deliveries to two targets, one of which refuses some. Invented figures.
const iso = (time) => new Date(time).toISOString();

export function createDeliveries() {
  const started = Date.now();
  const failed = Array.from({ length: 14 }, (_, i) => failure(`vw-${(0x9e3779b1 * (i + 1)).toString(16).padStart(32, '0').slice(0, 32)}`, i, started));
  return {
    /** [status, body], or null where it is none of ours. */
    answer(method, { pathname }) {
      if (!pathname.startsWith('/api/v1/deliveries')) return null;
      const of = /^\/api\/v1\/deliveries\/([^/]+)\/(failed|retry)(?:\/[^/]+\/([^/]+)\/retry)?$/.exec(pathname);
      if (of === null) return [200, { targets: targets(failed) }];
      const [, target, , id] = of;
      if (method === 'GET') return [200, { failed: target === 'archive' ? failed : [], next: null }];
      const gone = id === undefined ? failed.splice(0) : failed.splice(failed.findIndex(({ resourceId }) => resourceId === id), 1);
      return [200, { lines: gone.length }];
    },
  };
}

function targets(failed) {
  const kinds = ['OBSERVATION', 'FLAG', 'COMMUNICATION', 'TASK', 'DEVICE'];
  const failures = [...new Set(failed.map(({ error }) => error))].map((error) => ({ error, explanation: failed.find((f) => f.error === error).explanation, lines: failed.filter((f) => f.error === error).length }));
  return [
    { id: 'archive', configured: true, doing: 'delivering', kinds: kinds.slice(0, 2), notOffered: ['TASK'], trouble: null, triesAgainAt: null, backlog: 3, oldestDueAt: iso(Date.now() - 4_000), lagSeconds: 4, failed: failed.length, failures },
    { id: 'default', configured: true, doing: 'waiting', kinds, notOffered: [], trouble: '503', triesAgainAt: iso(Date.now() + 42_000), backlog: 4_218, oldestDueAt: iso(Date.now() - 1_930_000), lagSeconds: 1_930, failed: 0, failures: [] },
    { id: 'registry', configured: true, doing: 'delivering', kinds: ['OBSERVATION'], notOffered: [], trouble: null, triesAgainAt: null, backlog: 0, oldestDueAt: null, lagSeconds: 0, failed: 0, failures: [] },
  ];
}

function failure(resourceId, i, started) {
  const refused = i % 5 === 0;
  return {
    kind: i % 7 === 6 ? 'FLAG' : 'OBSERVATION', resourceId, item: ['heart-rate', 'spo2', 'blood-pressure'][i % 3], revision: 1 + (i % 2), attempts: 1 + (i % 3), failedAt: iso(started - i * 61_000),
    error: refused ? 'patient-gone' : '422:business-rule',
    explanation: { meaning: 'The target’s rules refuse this content.', advice: 'See the outcome. Then retry.', retryHelps: false },
    outcome: refused ? null : { status: 422, issues: [{ code: 'business-rule', expression: 'Observation.effective', diagnostics: 'The encounter ended before … and takes no further results.' }] },
  };
}

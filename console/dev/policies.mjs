// Invented decisions about the shipped policy for the fixture server, in the shapes of analytics-service.
import { readFile } from 'node:fs/promises';

const SHIPPED = new URL('../../analytics-service/src/main/resources/org/vitalwire/analytics/policy/ward-adult.json', import.meta.url);
const HOUR = 3_600_000;
const iso = (millis) => new Date(millis).toISOString();

export async function createPolicies() {
  const shipped = JSON.parse(await readFile(SHIPPED, 'utf8'));
  const decided = (scope, version, over) => ({ scope, id: shipped.id, version, author: 'matron.okoye', reason: 'Fewer calls at night, agreed with the outreach team', decidedAt: iso(Date.now() - 50 * HOUR), effectiveFrom: iso(Date.now() - 50 * HOUR), expiresAt: null, owner: null, state: 'IN_FORCE', shadow: false, policy: { ...shipped, version }, ...over });
  let begun = 0;
  const entries = [
    decided('organisation', 4, {}),
    decided('unit:Medical 4A', 2, { shadow: true, reason: 'SpO2 from 88 with 40 s, on trial for a week' }),
    decided('patient:VW-10029', 1, { reason: 'Target 88 to 92 %, COPD', owner: 'dr.rossi', expiresAt: iso(Date.now() + 30 * HOUR) }),
  ];

  /** As the server: what is no number is refused beside its field. */
  function problems({ policy, reason, owner, expiresAt }, scope) {
    const found = [];
    (policy?.limits ?? []).forEach((limit, index) => limit.steps.forEach((step, at) => {
      if (typeof step.beyond !== 'number') found.push({ field: `limits[${index}].steps[${at}].beyond`, message: 'must be a number' });
      if (!/^PT\d/.test(step.delay)) found.push({ field: `limits[${index}].steps[${at}].delay`, message: 'must be a duration such as PT15S' });
    }));
    if (!reason) found.push({ field: 'reason', message: 'is missing' });
    if (scope.startsWith('patient:') && !owner) found.push({ field: 'owner', message: 'is missing: somebody answers for a patient\'s policy' });
    if (scope.startsWith('patient:') && !expiresAt) found.push({ field: 'expiresAt', message: 'is missing: a patient\'s policy must end' });
    return found;
  }

  return {
    /** Null where the path is somebody else's. */
    answer(method, url, body, ifMatch) {
      const [, rest] = /^\/api\/v1\/policies(?:\/(.+))?$/.exec(url.pathname) ?? [null, null];
      if (!url.pathname.startsWith('/api/v1/policies')) return null;
      const newest = (of) => Math.max(0, ...entries.filter((entry) => entry.scope === of).map((entry) => entry.version));
      const versions = () => Object.fromEntries(entries.map(({ scope }) => [scope, newest(scope)]));
      if (rest === undefined) return [200, { policies: entries.filter(({ state }) => state !== 'SUPERSEDED'), versions: versions(), shipped: [{ id: shipped.id, description: shipped.description, inForceByDefault: true, policy: shipped }] }];
      if (rest === 'history') return [200, { scope: url.searchParams.get('scope'), decisions: entries.filter(({ scope }) => scope === url.searchParams.get('scope')).reverse() }];
      if (rest === 'shadow') return [200, { patients: 8, patientDays: 7.4, truncated: false, candidate: { started: 21 }, inForce: { started: 34 }, conditions: [{ condition: 'low-spo2', candidate: { started: 12 }, inForce: { started: 25 } }] }];
      if (rest === 'evaluations') { begun = Date.now(); return [202, { id: 'e1' }]; }
      if (rest === 'evaluations/e1') {
        const figures = (factor) => [6.1, 3.4, 0.9].map((rate) => ({ name: 'x', alertsPerPatientDay: rate * factor, callsPerPatientDay: rate * factor * 0.7, byCondition: { 'low-spo2': Math.round(140 * factor), 'high-heart-rate': 31 } }));
        return [200, Date.now() - begun < 5_000 ? { state: 'RUNNING', done: (Date.now() - begun) / 5_000, report: null } : { state: 'DONE', done: 1, report: { patients: 8, patientDays: 51.3, asked: figures(0.6), inForce: figures(1) } }];
      }
      const scope = rest === 'check' ? url.searchParams.get('scope') : decodeURIComponent(rest);
      const at = entries.findIndex((entry) => entry.scope === scope && entry.state === 'IN_FORCE' && entry.shadow === (body.shadow ?? false));
      if (rest !== 'check' && ifMatch !== undefined && ifMatch !== `"${newest(scope)}"`) return [412, { title: 'Precondition Failed', status: 412, code: 'POLICY_CHANGED', detail: 'Somebody else decided about this scope meanwhile; nothing was changed.' }];
      if (method === 'DELETE') return at < 0 ? [404, { title: 'x', status: 404, code: 'POLICY_NOT_FOUND', detail: 'There is no such policy to withdraw.' }] : [200, entries.splice(at, 1)[0]];
      const found = problems(body, scope);
      if (found.length > 0) return [422, { title: 'Unprocessable Content', status: 422, code: 'POLICY_INVALID', detail: 'The policy is not sound; nothing was changed.', problems: found }];
      if (rest === 'check') return [200, { valid: true, id: body.policy.id, limits: body.policy.limits.length, scores: 1, otherRules: 0 }];
      if (at >= 0) entries[at].state = 'SUPERSEDED';
      const version = newest(scope) + 1;
      entries.push(decided(scope, version, { ...body, author: 'sister.clarke', effectiveFrom: body.effectiveFrom ?? iso(Date.now()) }));
      return [200, entries.at(-1)];
    },
  };
}

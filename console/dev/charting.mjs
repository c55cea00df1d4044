// A charting policy and what it comes to. Invented figures.
const MINUTE = 60_000;
const iso = (time) => new Date(time).toISOString();
const AROUND = { priorities: ['HIGH', 'MEDIUM'], beforeMinutes: 15, afterMinutes: 60 };
const POLICY = { everyMinutes: 5, items: { temperature: { written: true, everyMinutes: 15 }, 'perfusion-index': { written: false, everyMinutes: null } }, aroundAlerts: AROUND };
const ITEMS = ['heart-rate', 'pulse-rate', 'respiratory-rate', 'spo2', 'perfusion-index', 'blood-pressure', 'temperature', 'etco2', 'oxygen-flow', 'consciousness', 'news2'];

export function createCharting() {
  return {
    /** [status, body], or null where it is none of ours. */
    answer(method, { pathname }, body) {
      if (pathname === '/api/v1/charting') return [200, { targets: [{ id: 'archive', policy: { everyMinutes: 1, items: {}, aroundAlerts: null } }, { id: 'default', policy: POLICY }], items: ITEMS }];
      if (pathname !== '/api/v1/charting/preview' || method !== 'POST') return null;
      return [200, preview(body, body.policy ?? (body.target === 'archive' ? { everyMinutes: 1, items: {}, aroundAlerts: null } : POLICY))];
    },
  };
}

function preview({ patientId, from, to }, policy) {
  const lines = [];
  const every = policy.everyMinutes;
  for (let start = Date.parse(from); start < Date.parse(to); start += MINUTE) {
    const i = Math.round(start / MINUTE);
    const off = policy.items['heart-rate']?.written === false;
    const whole = { item: 'heart-rate', deviceId: 'monitor-1', from: iso(start), effectiveAt: iso(start), resourceId: `vw-${i}`, values: [{ sign: 'HEART_RATE', display: 'Heart rate', value: 70 + (i % 9), text: String(70 + (i % 9)), unit: '/min', samples: 58 }] };
    if (off) lines.push({ ...whole, decision: 'WITHHELD', reason: 'ITEM_NOT_WRITTEN', explanation: 'The policy leaves this item out.', minutes: 1, writtenAt: null });
    else if (every === 1) lines.push({ ...whole, decision: 'WRITTEN', reason: 'BY_THE_MINUTE', explanation: 'The policy asks for each minute.', minutes: 1, writtenAt: iso(start + 70_000) });
    else {
      if (i % every === 0) lines.push({ ...whole, resourceId: `vw-a${i}`, decision: 'WRITTEN', reason: 'AGGREGATE', explanation: `The median of ${every} minutes.`, minutes: every, writtenAt: iso(start + (every * 60 + 30) * 1_000) });
      lines.push({ ...whole, decision: 'WITHHELD', reason: 'IN_AGGREGATE', explanation: `Part of the ${every} minutes.`, minutes: 1, writtenAt: null });
    }
    if (i % 30 === 0) lines.push({ ...whole, resourceId: `vw-b${i}`, item: 'blood-pressure', decision: 'WRITTEN', reason: 'SPOT_CHECK', explanation: 'Measured singly.', minutes: 1, writtenAt: iso(start + 70_000), values: [{ display: 'Systolic pressure', text: '124', unit: 'mm[Hg]' }, { display: 'Diastolic pressure', text: '78', unit: 'mm[Hg]' }] });
  }
  const written = lines.filter(({ decision }) => decision === 'WRITTEN').length;
  return { patientId, from, to, policy, alerts: [{ openedAt: iso(Date.parse(to) - 25 * MINUTE), priority: 'HIGH' }], written, withheld: lines.length - written, truncated: false, lines };
}

// A census with somebody discharged and merged, and admission messages that wait. Invented people.
const iso = (time) => new Date(time).toISOString();

export function createCensus(board) {
  const started = Date.now();
  const held = [
    { id: 3, receivedAt: iso(started - 5_400_000), sender: 'KIS|HOSPITAL', controlId: 'MSG00017', trigger: 'A40', reason: 'the surviving patient is not known', place: 'PID-3' },
    { id: 4, receivedAt: iso(started - 900_000), sender: 'KIS|HOSPITAL', controlId: 'MSG00021', trigger: 'A02', reason: 'no identifier of the authority HOSPITAL', place: 'PID-3' },
  ];
  return {
    /** [status, body], or null where it is none of ours. */
    answer(method, { pathname }) {
      if (pathname === '/api/v1/patients') return [200, patients(board().patients, started)];
      const message = /^\/api\/v1\/adt\/quarantine(?:\/(\d+)(\/replay)?)?$/.exec(pathname);
      if (message === null) return null;
      if (method === 'GET') return [200, held];
      if (message[2] !== undefined && message[1] === '3') return [422, { title: 'Unprocessable Content', status: 422, code: 'NOT_APPLIED', detail: 'PID-3: the surviving patient is not known' }];
      held.splice(held.findIndex(({ id }) => id === Number(message[1])), 1);
      return [200, null];
    },
  };
}

function patients(onBoard, started) {
  const here = onBoard.map(({ patientId, displayName, careUnit, bed }, i) => ({ patientId, displayName, birthDate: `${1932 + ((i * 7) % 60)}-0${1 + (i % 9)}-1${i % 9}`, careUnit, bed, synthetic: true, dischargedAt: null, mergedInto: null }));
  return [
    ...here,
    { patientId: 'VW-9001', displayName: 'Demo, Left', birthDate: '1948-03-14', careUnit: here[0]?.careUnit, bed: null, synthetic: true, dischargedAt: iso(started - 7_200_000), mergedInto: null },
    { patientId: 'VW-9002', displayName: null, birthDate: null, careUnit: here[0]?.careUnit, bed: null, synthetic: true, dischargedAt: null, mergedInto: here[0]?.patientId ?? 'VW-9001' },
  ];
}

// Invented preferences of whoever is signed in.
export function createPeople() {
  let kept = {
    person: 'sister.clarke',
    version: 3,
    language: 'en',
    channels: [
      { channel: 'web-push', address: '0a4c7f', label: 'Chrome · Android', enabled: true },
      { channel: 'e-mail', address: 'm.clarke@hospital.example', label: null, enabled: true },
    ],
    quietHours: { zone: 'Europe/London', from: '22:00', to: '06:00', days: ['friday', 'saturday'] },
    available: ['e-mail', 'sms', 'web-push'],
  };
  return {
    answer(method, { pathname }, body, ifMatch) {
      if (pathname === '/api/v1/people/me/preferences') {
        if (method === 'GET') return [200, kept];
        if (ifMatch !== `"${kept.version}"`) return [412, { title: 'Changed', status: 412, code: 'PREFERENCES_CHANGED' }];
        kept = { ...kept, ...body, version: kept.version + 1 };
        return [200, kept];
      }
      const test = /^\/api\/v1\/people\/me\/channels\/([^/]+)\/test$/.exec(pathname);
      if (test !== null) return [200, { channel: test[1], results: [{ address: 'x', outcome: 'sent', reason: null }] }];
      return null;
    },
  };
}

import { expect, it } from 'vitest';
import { bodyOf, earlier, preferencesOf } from './model';
import { browserName, bytesOf } from './push';

const ANSWER = {
  person: 'nina',
  version: 3,
  language: 'de',
  channels: [
    { channel: 'web-push', address: '0a4c', label: 'Ward tablet', enabled: true },
    { channel: 'e-mail', address: 'nina@example.org', label: null, enabled: false },
    { channel: 'sms' },
  ],
  quietHours: { zone: 'Europe/Berlin', from: '22:00:00', to: '06:00', days: ['saturday', 'friday', 'someday'] },
  available: ['e-mail', 'web-push'],
};

it('sends back what it read, without what the server adds', () => {
  expect(bodyOf(preferencesOf(ANSWER))).toEqual({
    language: 'de',
    channels: [
      { channel: 'web-push', address: '0a4c', enabled: true },
      { channel: 'e-mail', address: 'nina@example.org', enabled: false },
    ],
    quietHours: { zone: 'Europe/Berlin', from: '22:00', to: '06:00', days: ['friday', 'saturday'] },
  });
});

it('knows somebody who never said anything', () => {
  expect(preferencesOf({ version: 0, channels: [] })).toEqual({
    version: 0,
    language: null,
    channels: [],
    quietHours: null,
    available: [],
  });
});

it('tries a channel one place earlier, and the first not before the first', () => {
  const { channels } = preferencesOf(ANSWER);
  expect(earlier(channels, 1).map(({ channel }) => channel)).toEqual(['e-mail', 'web-push']);
  expect(earlier(channels, 0)).toBe(channels);
});

it('reads keys as browsers want them, and names the browser', () => {
  expect([...bytesOf('-_8')]).toEqual([251, 255]);
  expect(browserName('Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36')).toBe('Chrome · Android');
});

import { describe, expect, it } from 'vitest';
import { deedOf, noticeOf, notTold, placeFor, shownFor, unreadable } from './notice';
import { letterOf } from './register';
import { handlingOf } from './shell';

const ORIGIN = 'https://vitalwire.ward';
const SHELL = ['/assets/index-1.js', '/favicon.svg'];
const handling = (path: string, navigates = false, method = 'GET') =>
  handlingOf({ method, url: new URL(path, ORIGIN).href, navigates }, ORIGIN, SHELL);

describe('shell', () => {
  it('never stands between the page and data, whatever the path looks like', () => {
    for (const path of [
      '/api/v1/board',
      '/api/v1/alerts/stream',
      '/api/assets/index-1.js',
      '/console/config.json',
      '/oauth2/token',
      '/assets/unknown.js',
      'https://elsewhere.example/assets/index-1.js',
    ]) {
      expect(handling(path), path).toBe('network');
      expect(handling(path, true), path).toBe('network');
    }
    expect(handling('/assets/index-1.js', false, 'POST')).toBe('network');
  });

  it('keeps the page and the files of its build', () => {
    expect(handling('/?page=alerts', true)).toBe('page');
    expect(handling('/assets/index-1.js')).toBe('kept');
    expect(handling('/favicon.svg')).toBe('kept');
  });

  it('leaves what the identity provider sends back alone', () => {
    expect(handling('/?code=1&state=2', true)).toBe('network');
  });
});

const PUSH = {
  deliveryId: 'd',
  pageId: 'p',
  priority: 'high',
  title: 'HIGH: SpO2 low',
  body: 'ward-a, bed 3, since 14:03 UTC',
  link: `${ORIGIN}/?page=alerts`,
  token: 'answer.1.x',
  synthetic: false,
  language: 'de',
};

describe('push', () => {
  const notice = noticeOf(PUSH);
  if (notice === null) throw new Error('must be read');

  it('stays until it is answered when it is high, with its two answers in the person’s language', () => {
    expect(shownFor(notice)).toMatchObject({
      tag: 'p',
      renotify: true,
      requireInteraction: true,
      actions: [{ title: 'Übernehmen' }, { title: 'Kann nicht kommen' }],
    });
    expect(shownFor({ ...notice, priority: 'low' }).requireInteraction).toBe(false);
  });

  it('that cannot be read is shown all the same', () => {
    expect(noticeOf({ ...PUSH, token: '' })).toBeNull();
    expect(noticeOf('no')).toBeNull();
    expect(unreadable('en-GB')).toMatchObject({ title: 'A page for you', shown: { requireInteraction: true } });
  });

  it('whose answer did not arrive says so and can be answered again', () => {
    const { title, shown } = notTold({ ...notice, priority: 'low', language: 'en' }, 'accept');
    expect(title).toBe('NOT accepted: HIGH: SpO2 low');
    expect(shown.requireInteraction).toBe(true);
    expect(shown.actions?.map(({ action }) => action)).toEqual(['accept', 'reject']);
  });

  it('leads nowhere but into the console', () => {
    expect(placeFor(`${ORIGIN}/?page=patient`, ORIGIN)).toBe(`${ORIGIN}/?page=patient`);
    expect(placeFor('https://phish.example/', ORIGIN)).toBe(`${ORIGIN}/?page=alerts`);
    expect(placeFor('javascript:alert(1)', ORIGIN)).toBe(`${ORIGIN}/?page=alerts`);
    expect(placeFor(null, ORIGIN)).toBe(`${ORIGIN}/?page=alerts`);
  });

  it('has a sister in letters, whose receipt is in the address', () => {
    expect(letterOf('#delivery=d&token=receipt.1.x')).toEqual({ delivery: 'd', token: 'receipt.1.x' });
    expect(letterOf('#board')).toBeNull();
  });

  it('knows two answers only', () => {
    expect([deedOf('accept'), deedOf('reject'), deedOf(''), deedOf('resolve')]).toEqual(['accept', 'reject', null, null]);
  });
});

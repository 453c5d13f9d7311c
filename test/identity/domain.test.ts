import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFresh, isSameUrl } from '../../src/identity/domain/proof.js';
import { cookieNamed, safeReturn, sessionNow } from '../../src/identity/domain/session.js';

describe('a path to return to', () => {
  it('never leads a browser to another host', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `/${text}`),
        ),
        (path) => {
          const target = new URL(safeReturn(path), 'https://hub.example/callback');
          expect(target.origin).toBe('https://hub.example');
        },
      ),
    );
  });

  it('keeps a path of our own with its query', () => {
    expect(safeReturn('/v1/me/children?a=b#c')).toBe('/v1/me/children?a=b#c');
    expect(safeReturn(undefined)).toBe('/');
  });
});

describe('a cookie', () => {
  it('is found by its whole name only', () => {
    expect(cookieNamed('xa=1; a=2;b=3; a=4', 'a')).toBe('2');
    expect(cookieNamed('a', 'a')).toBeNull();
    expect(cookieNamed(undefined, 'a')).toBeNull();
    expect(cookieNamed('a=b=c', 'a')).toBe('b=c');
  });

  it('survives whatever a browser sends', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (header, name) => {
        const found = cookieNamed(header, name);
        expect(found === null || header.includes(found)).toBe(true);
      }),
    );
  });
});

describe('an address in a proof', () => {
  it('is the same in any spelling of RFC 3986', () => {
    const expected = 'https://hub.example/v1/x';
    for (const same of ['https://HUB.example:443/v1/x', 'https://hub.example/v1/./x?q=1#f']) {
      expect(isSameUrl(same, expected)).toBe(true);
    }
    for (const other of [
      'http://hub.example/v1/x',
      'https://hub.example:8443/v1/x',
      'https://hub.example/v1/x/',
      'https://hub.example/v1/X',
      'https://a@hub.example/v1/x',
      '/v1/x',
      '',
      7,
      null,
    ]) {
      expect(isSameUrl(other, expected)).toBe(false);
    }
  });
});

describe('freshness', () => {
  it('has a minute behind it and a little room for clocks on both sides', () => {
    expect([929, 930, 1010, 1011].map((iat) => isFresh(iat, 1000))).toEqual([false, true, true, false]);
    expect(isFresh(Number.NaN, 1000)).toBe(false);
  });
});

describe('a session', () => {
  it('is over once idle for half an hour or open for eight, and never lives again', () => {
    const minutes = fc.integer({ min: 0, max: 600 });
    fc.assert(
      fc.property(minutes, minutes, minutes, (seen, later, more) => {
        const at = (minute: number) => new Date(minute * 60_000);
        const session = {
          account: 'acc_x' as never,
          duty: null,
          partner: null,
          acr: 'x',
          authenticatedAt: at(0),
          openedAt: at(0),
          seenAt: at(seen),
        };
        const ended = sessionNow(session, at(seen + later)) === 'ended';
        expect(ended).toBe(later >= 30 || seen + later >= 480);
        if (ended) expect(sessionNow(session, at(seen + later + more))).toBe('ended');
      }),
    );
  });
});

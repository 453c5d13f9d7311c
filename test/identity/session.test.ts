import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../src/demo/person.js';
import { openIdToken } from '../../src/identity/domain/sealed-id-token.js';
import {
  beginSignIn,
  completeSignIn,
  signOut as endSessionOf,
  entrance,
} from '../../src/identity/usecases/sign-in.js';
import { type IdentityHub, identityHub } from './hub.js';
import { codeOf, cookieOf, getPage } from './pages.js';
import { publicUrl } from './world.js';

describe('a citizen’s session', () => {
  let hub: IdentityHub;
  beforeAll(async () => {
    hub = await identityHub();
  });
  afterAll(() => hub.close());

  const get = (path: string, cookie = '') => getPage(hub.url, path, cookie);

  /** Leaves for the issuer and comes back to the callback, which the test then calls itself. */
  const leave = async (start = '/login', consents = true) => {
    const begun = await get(start);
    const end = await signIn(
      begun.headers.get('location') ?? '',
      { account: 'ouder', password: 'welkom', consents },
      { stopAt: (url) => url.origin === publicUrl },
    );
    const { search } = new URL(end.finalUrl);
    return { begun, cookie: cookieOf(begun), back: `/callback${search}` };
  };
  const signedIn = async (start?: string) => {
    const { back, cookie } = await leave(start);
    return get(back, cookie);
  };
  const resume = (cookie: string, method = 'GET', origin?: string) =>
    hub.identity.authenticate({ method, path: '/v1/me/children', cookie, origin }, ['citizen']);

  const signOut = (cookie: string, origin: string) =>
    fetch(`${hub.url}/logout`, {
      method: 'POST',
      headers: { Cookie: cookie, Origin: origin },
      redirect: 'manual',
    });
  const unreachable = (config: IdentityHub['needs']['config']) => ({
    ...config,
    citizens: { ...config.citizens, issuer: 'http://127.0.0.1:1/citizens' },
  });

  it('begins at the issuer, with a pushed request and a cookie for this browser alone', async () => {
    const response = await get('/login');
    expect(response.status).toBe(303);
    const target = new URL(response.headers.get('location') ?? '');
    expect(`${target.origin}${target.pathname}`).toMatch(new RegExp(`^${hub.issuers.citizens}`));
    expect([...target.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-kernhub-login=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('opens after the sign-in, under a cookie that no script and no other host can touch', async () => {
    const response = await signedIn('/login?returnTo=/v1/me/children');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/v1/me/children']);
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-kernhub-session=[\w-]{43}; Path=\/; Max-Age=28800; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(await resume(cookieOf(response))).toEqual({
      kind: 'citizen',
      account: expect.stringMatching(/^acc_/),
      acr: 'http://eidas.europa.eu/LoA/substantial',
      authenticatedAt: expect.any(Date),
    });
  });

  it('is the same account at every sign-in, and is stored only as a digest', async () => {
    const [one, two] = [cookieOf(await signedIn()), cookieOf(await signedIn())];
    expect((await resume(one)).kind === 'citizen' && (await resume(one))).toMatchObject({
      account: ((await resume(two)) as { account: string }).account,
    });
    const secret = one.slice(one.indexOf('=') + 1);
    const rows = await hub.needs.database.reader.query<{ text: string }>(
      'SELECT browser_session::text AS text FROM browser_session',
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const { text } of rows) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  it('returns to no other place than our own', async () => {
    for (const path of ['//elders.example', '/\\elders.example', 'https://elders.example', '/a%0d%0ab']) {
      const response = await signedIn(`/login?returnTo=${encodeURIComponent(decodeURIComponent(path))}`);
      expect(response.headers.get('location')).toBe('/');
    }
  });

  it('does not open in another browser than the one that left', async () => {
    const { back } = await leave();
    const other = cookieOf(await get('/login'));
    for (const cookie of ['', other]) {
      const response = await get(back, cookie);
      expect([response.status, await codeOf(response)]).toEqual([401, 'session-required']);
      expect(response.headers.get('set-cookie')).toBeNull();
    }
  });

  it('opens once per sign-in, and not with another state, or with what the issuer did not say', async () => {
    const { back, cookie } = await leave();
    const changed = back.replace(/state=[^&]+/, 'state=verzonnen');
    expect((await get(changed, cookie)).status).toBe(401);
    expect((await get(back, cookie)).status).toBe(303);
    expect((await get(back, cookie)).status).toBe(401);
    const second = await leave();
    const wrong = second.back.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Felders.example');
    expect((await get(wrong, second.cookie)).status).toBe(401);
    expect((await get(second.back, second.cookie)).status).toBe(401);
  });

  it('does not open when the person says no', async () => {
    const { back, cookie } = await leave('/login', false);
    expect(back).toContain('error=access_denied');
    const response = await get(back, cookie);
    expect([response.status, await codeOf(response)]).toEqual([401, 'session-required']);
  });

  it('does not open below the level that the hub asks for', async () => {
    const citizens = { ...hub.needs.config.citizens, acr: ['http://eidas.europa.eu/LoA/high'] };
    const strict = { ...hub.needs, config: { ...hub.needs.config, citizens } };
    const at = entrance('citizens', strict);
    const { url, browser } = await beginSignIn(strict, at, { returnTo: '/' });
    const end = await signIn(
      url,
      { account: 'ouder', password: 'welkom' },
      { stopAt: (at) => at.origin === publicUrl },
    );
    const query = new URL(end.finalUrl).searchParams;
    const cookie = `__Host-kernhub-login=${browser}`;
    await expect(completeSignIn(strict, at, query, cookie)).rejects.toMatchObject({
      code: 'step-up-required',
    });
  });

  it('does not open after ten minutes', async () => {
    const { back, cookie } = await leave();
    hub.clock.advance(601);
    expect((await get(back, cookie)).status).toBe(401);
    hub.clock.advance(-601);
  });

  it('is new at every sign-in, and the one before in that browser ends', async () => {
    const former = cookieOf(await signedIn());
    const { back, cookie } = await leave();
    const later = cookieOf(await get(back, `${cookie}; ${former}`));
    expect(later).not.toBe(former);
    await expect(resume(former)).rejects.toMatchObject({ code: 'session-required' });
    expect(await resume(later)).toMatchObject({ kind: 'citizen' });
  });

  it('ends after half an hour without use, and lives on with it', async () => {
    const cookie = cookieOf(await signedIn());
    for (let round = 0; round < 3; round += 1) {
      hub.clock.advance(29 * 60);
      expect(await resume(cookie)).toMatchObject({ kind: 'citizen' });
    }
    hub.clock.advance(30 * 60);
    await expect(resume(cookie)).rejects.toMatchObject({ code: 'session-expired' });
    await expect(resume(cookie)).rejects.toMatchObject({ code: 'session-required' });
    hub.clock.advance(-(4 * 29 + 1) * 60);
  });

  it('ends after eight hours whatever its use', async () => {
    const cookie = cookieOf(await signedIn());
    for (let quarter = 1; quarter < 32; quarter += 1) {
      hub.clock.advance(15 * 60);
      await resume(cookie);
    }
    hub.clock.advance(15 * 60);
    await expect(resume(cookie)).rejects.toMatchObject({ code: 'session-expired' });
    hub.clock.advance(-8 * 3600);
  });

  it('changes nothing at the word of another site', async () => {
    const cookie = cookieOf(await signedIn());
    for (const origin of [undefined, 'null', 'https://elders.example', `${publicUrl}.elders.example`]) {
      await expect(resume(cookie, 'POST', origin)).rejects.toMatchObject({ code: 'origin-not-allowed' });
    }
    expect(await resume(cookie, 'POST', publicUrl)).toMatchObject({ kind: 'citizen' });
  });

  it('is all that counts on its routes: a token beside it or instead of it changes nothing', async () => {
    const call = { method: 'GET', path: '/v1/me/children', authorization: 'DPoP a.b.c' };
    const { authenticate } = hub.identity;
    const cookie = cookieOf(await signedIn());
    expect(await authenticate({ ...call, cookie }, ['citizen'])).toMatchObject({ kind: 'citizen' });
    await expect(authenticate(call, ['citizen'])).rejects.toMatchObject({ code: 'session-required' });
    const unsafe = { ...call, cookie, method: 'POST' };
    await expect(authenticate(unsafe, ['citizen'])).rejects.toMatchObject({ code: 'origin-not-allowed' });
  });

  it('is nothing without its cookie, or with one that was made up', async () => {
    for (const cookie of ['', '__Host-kernhub-session=', `__Host-kernhub-session=${'A'.repeat(43)}`, 'x=y']) {
      await expect(resume(cookie)).rejects.toMatchObject({ code: 'session-required' });
    }
  });

  it('ends at signing out, from our own pages only', async () => {
    const cookie = cookieOf(await signedIn());
    expect((await signOut(cookie, 'https://elders.example')).status).toBe(403);
    const response = await signOut(cookie, publicUrl);
    expect([response.status, response.headers.get('set-cookie')]).toEqual([
      303,
      '__Host-kernhub-session=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax',
    ]);
    await expect(resume(cookie)).rejects.toMatchObject({ code: 'session-required' });
  });

  it('leads to where the session at the issuer ends, which learns whose it is, and from there back', async () => {
    const cookie = cookieOf(await signedIn());
    const target = new URL((await signOut(cookie, publicUrl)).headers.get('location') ?? '');
    expect(`${target.origin}${target.pathname}`).toBe(`${hub.issuers.citizens}/session/end`);
    expect(target.searchParams.get('post_logout_redirect_uri')).toBe(`${publicUrl}/signed-out`);
    const hint = decodeJwt(target.searchParams.get('id_token_hint') ?? '');
    expect([hint.iss, hint.sub]).toEqual([hub.issuers.citizens, 'ouder']);
    // The issuer takes it: an address or a token that is not its own it would refuse.
    expect((await fetch(target)).status).toBe(200);
    target.searchParams.set('post_logout_redirect_uri', 'https://elders.example');
    expect((await fetch(target)).status).toBe(400);
  });

  it('ends here also where the issuer was not asked, or the session was none', async () => {
    for (const cookie of ['', `__Host-kernhub-session=${'A'.repeat(43)}`]) {
      expect(await endSessionOf(hub.needs, () => entrance('citizens', hub.needs).party, cookie)).toBe(
        '/signed-out',
      );
    }
    const own = cookieOf(await signedIn());
    const away = entrance('citizens', { ...hub.needs, config: unreachable(hub.needs.config) });
    expect(await endSessionOf(hub.needs, () => away.party, own)).toBe('/signed-out');
    await expect(resume(own)).rejects.toMatchObject({ code: 'session-required' });
  });

  it('keeps its ID token so that only the cookie opens it', async () => {
    const secret = cookieOf(await signedIn()).replace(/^.*=/, '');
    const [row] = await hub.needs.database.reader.query<{ sealed: Buffer }>(
      'SELECT sealed_id_token AS sealed FROM browser_session ORDER BY opened_at DESC LIMIT 1',
    );
    const sealed = row?.sealed ?? Buffer.alloc(0);
    expect(sealed.toString('latin1')).not.toContain('eyJ');
    expect(decodeJwt(openIdToken(secret, sealed)).sub).toBe('ouder');
    expect(() => openIdToken(`${secret.slice(1)}A`, sealed)).toThrow();
    sealed.writeUInt8(sealed.readUInt8(0) ^ 1, 0);
    expect(() => openIdToken(secret, sealed)).toThrow();
  });

  it('begins anew where a step asks for it: an issuer that lets an older sign-in do is not believed', async () => {
    const again = '/login?returnTo=/rights&again=yes';
    const fresh = await signedIn(again);
    expect([fresh.status, fresh.headers.get('location')]).toEqual([303, '/rights']);
    hub.signedInBefore(60);
    expect((await signedIn()).status).toBe(303);
    const stale = await signedIn(again);
    hub.signedInBefore(0);
    expect([stale.status, await codeOf(stale)]).toEqual([403, 'step-up-required']);
    expect(stale.headers.get('set-cookie')).toBeNull();
  });
});

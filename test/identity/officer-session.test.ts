import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallerKind } from '../../src/contract/index.js';
import { signIn } from '../../src/demo/person.js';
import { beginSignIn, completeSignIn, entrance } from '../../src/identity/usecases/sign-in.js';
import { type IdentityHub, identityHub } from './hub.js';
import { codeOf, cookieOf, getPage } from './pages.js';
import { publicUrl } from './world.js';

describe('an officer’s session', () => {
  let hub: IdentityHub;
  beforeAll(async () => {
    hub = await identityHub();
  });
  afterAll(() => hub.close());

  const get = (path: string, cookie = '') => getPage(hub.url, path, cookie);

  /** Leaves for the issuer and comes back with what it brings. */
  const leave = async (start: string, account: string) => {
    const begun = await get(start);
    const end = await signIn(
      begun.headers.get('location') ?? '',
      { account, password: 'welkom' },
      { stopAt: (url) => url.origin === publicUrl },
    );
    const { pathname, search } = new URL(end.finalUrl);
    return { cookie: cookieOf(begun), pathname, search };
  };
  const signedIn = async (account: string, start = '/officer/login') => {
    const { cookie, pathname, search } = await leave(start, account);
    return get(`${pathname}${search}`, cookie);
  };
  const resume = (cookie: string, callers: readonly CallerKind[], page = true) =>
    hub.identity.authenticate({ method: 'GET', path: '/officer', cookie, page }, callers);

  it('opens at the officers’ own issuer, with the duty that it names', async () => {
    for (const [account, duty] of [
      ['privacy', 'privacy-officer'],
      ['fg', 'fg'],
    ] as const) {
      const response = await signedIn(account, '/officer/login?returnTo=/officer/log');
      expect([response.status, response.headers.get('location')]).toEqual([303, '/officer/log']);
      const officer = await resume(cookieOf(response), ['officer']);
      expect(officer).toEqual({ kind: 'officer', account: expect.stringMatching(/^acc_/), duty });
    }
  });

  it('does not open for whoever is no officer there', async () => {
    const response = await signedIn('beheer');
    expect([response.status, await codeOf(response)]).toEqual([403, 'caller-not-allowed']);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('does not open below two factors', async () => {
    const officers = { ...hub.needs.config.officers, acr: ['http://eidas.europa.eu/LoA/high'] };
    const strict = { ...hub.needs, config: { ...hub.needs.config, officers } };
    const at = entrance('officers', strict);
    const { url, browser } = await beginSignIn(strict, at, { returnTo: '/officer' });
    const person = { account: 'privacy', password: 'welkom' };
    const end = await signIn(url, person, { stopAt: ({ origin }) => origin === publicUrl });
    const query = new URL(end.finalUrl).searchParams;
    const back = completeSignIn(strict, at, query, `__Host-kernhub-login=${browser}`);
    await expect(back).rejects.toMatchObject({ code: 'step-up-required' });
  });

  it('is none where a parent’s counts, and a parent’s is none where an officer’s counts', async () => {
    const officer = cookieOf(await signedIn('privacy'));
    const parent = cookieOf(await signedIn('ouder', '/login'));
    await expect(resume(officer, ['citizen'])).rejects.toMatchObject({ code: 'session-required' });
    await expect(resume(parent, ['officer'])).rejects.toMatchObject({ code: 'session-required' });
    expect(await resume(parent, ['citizen'])).toMatchObject({ kind: 'citizen' });
  });

  it('opens pages alone: a call of the API takes a token', async () => {
    const cookie = cookieOf(await signedIn('privacy'));
    await expect(resume(cookie, ['officer'], false)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(resume(cookie, ['citizen', 'professional'], false)).rejects.toMatchObject({
      code: 'session-required',
    });
  });

  it('is not completed where another kind of sign-in was begun', async () => {
    const { cookie, search } = await leave('/login', 'ouder');
    const response = await get(`/officer/callback${search}`, cookie);
    expect([response.status, await codeOf(response)]).toEqual([401, 'session-required']);
  });

  it('ends here and at its own issuer', async () => {
    const cookie = cookieOf(await signedIn('fg'));
    const response = await fetch(`${hub.url}/logout`, {
      method: 'POST',
      headers: { Cookie: cookie, Origin: publicUrl },
      redirect: 'manual',
    });
    const target = response.headers.get('location') ?? '';
    expect(target.startsWith(hub.issuers.officers)).toBe(true);
    const back = new URL(target).searchParams.get('post_logout_redirect_uri');
    expect(back).toBe(`${publicUrl}/officer/signed-out`);
    expect((await fetch(target)).status).toBe(200);
    await expect(resume(cookie, ['officer'])).rejects.toMatchObject({ code: 'session-required' });
  });
});

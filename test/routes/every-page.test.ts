import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../src/contract/index.js';
import { logFields } from '../../src/officer/domain/log-form.js';
import type { Answer, Call } from '../harness/caller.js';
import { templateOf } from '../harness/id-positions.js';
import {
  codeOfRecording,
  type Identity,
  idsOfNobody,
  plantWorld,
  type World,
} from '../harness/planted-world.js';
import { callOn, kindsOn } from '../harness/route-calls.js';

/** Each page of every table, called as everyone: so that a new page cannot escape. */
let world: World;
let parent: Identity;
let officer: Identity;
/** Every page that its reader gets when all is well. */
const shown: { readonly route: Route; readonly answer: Answer }[] = [];

const pages = (): readonly Route[] => world.hub.routes.filter(({ page }) => page === true);
const closed = () => pages().filter(({ callers }) => !callers.includes('anyone'));
const isForOfficers = ({ callers }: Route): boolean => callers.every((kind) => kind === 'officer');
/** Whose page it is: a parent's also where everyone may come. */
const readerOf = (route: Route): Identity => (isForOfficers(route) ? officer : parent);
const loginOf = (route: Route): string => (isForOfficers(route) ? '/officer/login' : '/login');
const posted = () => pages().filter(({ method }) => method === 'POST');
const isHtml = ({ headers }: Answer): boolean => headers.get('content-type') === 'text/html; charset=utf-8';

/** What the form of a page holds, hidden from the eye. */
const hiddenIn = (path: string): object => {
  const { text = '' } = shown.find(({ route }) => route.path === path)?.answer ?? {};
  const inputs = text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g);
  return Object.fromEntries([...inputs].map(([, name, value]) => [name, value]));
};
/** Pages that only a form leads to: those on which a device is to make a key, or to sign. */
const asksDevice = (path: string): object =>
  path.includes('/questions/') ? { ...hiddenIn(path), choice: 'refused', sign: 'yes' } : {};
/** What was written down shows only to who sends the code on the paper. */
const onPaper = (path: string): object =>
  path.startsWith('/paper') ? { code: world.belongings.get(parent.holder)?.[codeOfRecording] ?? '' } : {};

/** What an officer searches for: everything, with a reason. */
const onSearch = (path: string): object =>
  path === '/officer/log'
    ? { ...Object.fromEntries(logFields.map((name) => [name, ''])), reason: 'steekproef', cursor: '' }
    : {};

const about = (route: Route, identity: Identity): Promise<Call> => {
  const own = world.belongings.get(identity.holder);
  return callOn(route, identity, { ...idsOfNobody(kindsOn(route)), ...own });
};
const by = (name: string): Identity => {
  const found = world.identities.find((identity) => identity.name === name);
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found;
};

beforeAll(async () => {
  world = await plantWorld();
  parent = by('ouder-een');
  officer = by('privacy officer at the console');
  // An address waits for its code, so that the form for the code shows.
  const address = { address: 'ouder@post.example', language: 'nl', once: 'A'.repeat(22) };
  const raw = new URLSearchParams({ ...address, csrf: parent.caller.csrf() }).toString();
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: world.hub.url };
  await parent.caller.send({ method: 'POST', path: '/settings', raw, key: null, headers });
  const html = 'text/html; charset=utf-8';
  for (const route of pages().filter(
    ({ method, responses }) => method === 'GET' && responses[200] === html,
  )) {
    const reader = readerOf(route);
    const call = await about(route, reader);
    // Of an officer's lists the beginning: past a time to come there is nothing, the oldest being first.
    const path = isForOfficers(route) ? call.path.replace(/\?.*$/, '') : call.path;
    const answer = await reader.caller.send({ ...call, path });
    if (!route.path.startsWith('/assets/')) shown.push({ route, answer });
  }
  // Undoing what is on paper would end what other pages lead to.
  const harmless = posted().filter(
    ({ path, responses }) => responses[200] === html && path !== '/paper/undoing',
  );
  for (const route of harmless) {
    const reader = readerOf(route);
    const call = await about(route, reader);
    const more = { ...asksDevice(route.path), ...onPaper(route.path), ...onSearch(route.path) };
    const body = { ...(call.body as object), ...more };
    shown.push({ route, answer: await reader.caller.send({ ...call, body }) });
  }
});
afterAll(() => world?.hub.close());

describe('a page', () => {
  it('is for families, for officers or for everyone, and in no document of the API', () => {
    expect(pages().length).toBeGreaterThan(15);
    for (const route of pages()) {
      const whose = [['citizen'], ['officer'], ['citizen', 'officer'], ['anyone']];
      expect(whose, templateOf(route)).toContainEqual(route.callers);
      expect(Object.keys(world.hub.document.paths), templateOf(route)).not.toContain(route.path);
    }
  });

  it('leads whoever has no session to where one begins, and back to the same page; a form is refused', async () => {
    const names = ['anyone', 'system of school', 'professional of jgz', 'administrator', 'privacy officer'];
    for (const route of closed()) {
      const others = [...names.map(by), ...(isForOfficers(route) ? [parent] : [])];
      for (const other of others) {
        const call = await about(route, other);
        const answer = await other.caller.send(call);
        const name = `${templateOf(route)} as ${other.name}`;
        if (route.method === 'GET') {
          const returnTo = new URLSearchParams({ returnTo: call.path });
          expect([answer.status, answer.headers.get('location')], name).toEqual([
            303,
            `${loginOf(route)}?${returnTo}`,
          ]);
          expect(answer.text, name).toBe('');
        } else {
          expect([answer.status, answer.body.code], name).toEqual([401, 'session-required']);
          expect(answer.headers.get('www-authenticate'), name).toContain('/login');
        }
        expect(answer.headers.get('set-cookie'), name).toBeNull();
      }
    }
  });

  it('takes no form that comes from another site', async () => {
    for (const route of posted()) {
      for (const origin of [null, 'null', 'https://elders.example']) {
        const reader = readerOf(route);
        const call = { ...(await about(route, reader)), headers: { Origin: origin } };
        const answer = await reader.caller.send(call);
        expect([answer.status, answer.body.code], templateOf(route)).toEqual([403, 'origin-not-allowed']);
      }
    }
  });

  it('is a page too when it is asked for in a way that it does not have', async () => {
    for (const route of pages()) {
      const reader = readerOf(route);
      const { path } = await about(route, reader);
      const answer = await reader.caller.send({ method: 'PATCH', path });
      expect([answer.status, answer.body.code], templateOf(route)).toEqual([405, 'method-not-allowed']);
      expect([isHtml(answer), answer.headers.get('allow')], templateOf(route)).toEqual([
        true,
        expect.stringContaining(route.method),
      ]);
    }
  });

  it('is shown for an address that leads nowhere, to a browser and outside the API', async () => {
    const at = (path: string, accept: string) => world.hub.anyone.send({ path, headers: { Accept: accept } });
    const browser = 'text/html,application/xhtml+xml,*/*;q=0.8';
    for (const path of ['/nergens', '/children/', '/Help', '/%ff']) {
      const answer = await at(path, browser);
      expect([answer.status, isHtml(answer), answer.body.code], path).toEqual([404, true, 'not-found']);
      expect(answer.text, path).not.toContain('nergens');
    }
    for (const answer of [await at('/v1/nergens', browser), await at('/nergens', 'application/json')]) {
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    }
  });
});

describe('every page that a parent or an officer sees', () => {
  it('is there', () => {
    expect(shown.length).toBeGreaterThan(10);
    for (const { route, answer } of shown) {
      expect([answer.status, isHtml(answer)], templateOf(route)).toEqual([200, true]);
    }
  });

  it('runs nothing but files of our own, is kept by nobody and tells no other site where it was', () => {
    for (const { route, answer } of shown) {
      const name = templateOf(route);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy, name).toMatch(/^default-src 'none'; /);
      expect(policy, name).not.toContain('unsafe');
      expect(answer.headers.get('cache-control'), name).toBe('no-store');
      expect(answer.headers.get('referrer-policy'), name).toBe('same-origin');
      expect(answer.headers.get('vary'), name).toBe('Cookie, Accept-Language');
      expect(answer.text, name).not.toMatch(
        /<script(?![^>]* src="\/assets\/)|<style|<iframe|<base|javascript:/i,
      );
      expect(answer.text, name).not.toMatch(/<[^>]*\s(?:on\w+|style)=/i);
    }
  });

  it('posts only to pages of ours, each form with its guards', () => {
    const actions = new Set<string>();
    for (const { route, answer } of shown) {
      for (const [form, action = ''] of answer.text.matchAll(
        /<form method="post" action="([^"]*)"[\s\S]*?<\/form>/g,
      )) {
        const target = posted().find(({ path }) =>
          new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(action),
        );
        if (target === undefined) throw new Error(`${templateOf(route)}: nothing takes a form at ${action}`);
        actions.add(templateOf(target));
        expect(form, `${templateOf(route)} to ${action}`).toContain(
          `name="csrf" value="${readerOf(route).caller.csrf()}"`,
        );
        if (target.idempotent === true) expect(form, action).toMatch(/name="once" value="[\w-]{22}"/);
      }
    }
    expect([...actions].sort()).toEqual(posted().map(templateOf).sort());
  });

  it('leads on only to addresses that are there', async () => {
    for (const reader of [parent, officer]) {
      const own = shown.filter(({ route }) => readerOf(route) === reader);
      const hrefs = own.flatMap(({ answer }) => [...answer.text.matchAll(/ href="(\/[^"]*)"/g)]);
      const links = new Set(hrefs.map(([, to]) => to ?? ''));
      expect(links.size).toBeGreaterThan(reader === parent ? 15 : 7);
      for (const link of links) {
        const answer = await reader.caller.send({ path: link.replaceAll('&amp;', '&') });
        expect(answer.status, link).toBeLessThan(400);
      }
    }
  });
});

describe('a file of the pages', () => {
  it('may be kept for ever, because its name holds what it is', async () => {
    const [, style = ''] = /<link rel="stylesheet" href="([^"]+)">/.exec(shown[0]?.answer.text ?? '') ?? [];
    const answer = await world.hub.anyone.send({ path: style });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    for (const [, font] of answer.text.matchAll(/url\("?([^")]+\.woff2)"?\)/g)) {
      const found = await world.hub.anyone.send({
        path: new URL(font ?? '', `http://hub.example${style}`).pathname,
      });
      expect([found.status, found.headers.get('content-type')], font).toEqual([200, 'font/woff2']);
    }
  });

  it('is none of any other folder', async () => {
    const tries = [
      'assets.json',
      '..%2fassets.json',
      '%2e%2e%2fassets.json',
      '__proto__',
      'style.css',
      '%00',
      '',
    ];
    for (const file of tries) {
      const answer = await world.hub.anyone.send({ path: `/assets/${file}` });
      expect([answer.status, answer.text.includes('woff2')], file).toEqual([404, false]);
    }
  });
});

describe('the choice of a language', () => {
  const choose = (to: string, back: string) =>
    world.hub.anyone.send({ path: `/language?${new URLSearchParams({ to, back })}` });

  it('is remembered by this browser alone, and leads back', async () => {
    const answer = await choose('en', '/help');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/help']);
    expect(answer.headers.get('set-cookie')).toMatch(
      /^__Host-kernhub-language=en; Path=\/; Max-Age=\d+; HttpOnly; Secure; SameSite=Lax$/,
    );
    const help = await world.hub.anyone.send({
      path: '/help',
      headers: { Cookie: '__Host-kernhub-language=en', 'Accept-Language': 'nl' },
    });
    expect(help.headers.get('content-language')).toBe('en');
    expect(help.text).toContain('<html lang="en"');
  });

  it('leads to no other site, whatever stands in the address', async () => {
    for (const back of [
      '//elders.example',
      '/\\elders.example',
      'https://elders.example',
      'javascript:1',
      '/a\r\nb',
      '',
    ]) {
      const answer = await choose('nl', back);
      expect([answer.status, answer.headers.get('location')], back).toEqual([303, '/']);
    }
    for (const to of ['xx', 'nl; Path=/', '__proto__', '']) {
      const answer = await choose(to, '/help');
      expect([answer.status, answer.body.code, answer.headers.get('set-cookie')], to).toEqual([
        400,
        'invalid-request',
        null,
      ]);
    }
  });
});

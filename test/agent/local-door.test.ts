import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../../src/demo/person.js';
import { startTwoAgents, type TwoAgents } from './two-agents.js';
import { purpose } from './world.js';

let world: TwoAgents;
let url: string;

beforeAll(async () => {
  world = await startTwoAgents();
  url = world.jgz.url;
});
afterAll(() => world.close());

describe('the local API', () => {
  it('answers nobody without a session', async () => {
    for (const path of ['/api/status', '/api/children', '/api/tasks', '/api/exchanges/exc_x']) {
      const response = await fetch(`${url}${path}`);
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
        401,
        'session-required',
      ]);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
    const stolen = await fetch(`${url}/api/status`, { headers: { Cookie: 'kernhub-agent-x=abc' } });
    expect(stolen.status).toBe(401);
  });

  it("refuses an unsafe method from another site's page, or without an Origin", async () => {
    for (const Origin of ['https://evil.example', 'null', '']) {
      const answer = await world.bram.send(
        'POST',
        '/api/children/J-77/enrolment',
        { relation: 'in-care' },
        { Origin },
      );
      expect([answer.status, answer.body.code]).toEqual([403, 'origin-not-allowed']);
    }
  });

  it('lets a browser name the origin of our own forms: under no-referrer it would send null', async () => {
    const { headers } = await fetch(`${url}/`);
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });

  it('refuses what is not JSON, twice the same name, another media type, and a path in a number', async () => {
    const post = (body: string, type: string) =>
      fetch(`${url}/api/introductions`, {
        method: 'POST',
        body,
        headers: { 'Content-Type': type, Origin: url, Cookie: cookie },
      });
    const { cookies } = await signIn(`${url}/login`, { account: 'bram', password: 'geheim-bram' });
    const cookie = cookies.headerFor(new URL(url));
    expect((await post('{', 'application/json')).status).toBe(400);
    const twice = (await (await post('{"code":"a","code":"b"}', 'application/json')).json()) as object;
    expect(twice).toMatchObject({ errors: [{ pointer: '/code', reason: 'appears twice' }] });
    expect((await post('code=1', 'text/plain')).status).toBe(415);
    expect((await post(`{"code":"${'x'.repeat(70_000)}"}`, 'application/json')).status).toBe(413);
    const climbing = await world.bram.send('POST', '/api/children/..%2F..%2Fetc/enrolment', {
      relation: 'in-care',
    });
    expect(climbing).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await world.bram.get('/api/exchanges/exc_AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404);
  });

  it('ends a session at sign-out', async () => {
    const { cookies } = await signIn(`${url}/login`, { account: 'bram', password: 'geheim-bram' });
    const headers = { Cookie: cookies.headerFor(new URL(url)), Origin: url };
    expect((await fetch(`${url}/api/status`, { headers })).status).toBe(200);
    await fetch(`${url}/logout`, { method: 'POST', headers, redirect: 'manual' });
    expect((await fetch(`${url}/api/status`, { headers })).status).toBe(401);
  });

  it('completes a sign-in only in the browser that began it', async () => {
    const { finalUrl } = await signIn(
      `${url}/login`,
      { account: 'bram', password: 'geheim-bram' },
      { stopAt: (address) => address.pathname === '/callback' },
    );
    const elsewhere = await fetch(finalUrl, { redirect: 'manual' });
    expect(elsewhere.status).toBe(401);
    expect(elsewhere.headers.getSetCookie().join()).not.toMatch(/kernhub-agent-[^=]{8}=[^;]/);
  });

  it('signs in with two steps where an emergency asks for it', async () => {
    const { body, finalUrl } = await signIn(`${url}/login?level=strong`, {
      account: 'bram',
      password: 'geheim-bram',
    });
    expect(finalUrl).toBe(`${url}/`);
    expect(body).toContain('Ingelogd als bram');
  });
});

describe('the page', () => {
  it('needs no script, allows none, and is not framed or cached', async () => {
    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const html = await response.text();
    expect(html).toContain('lang="nl"');
    expect(html).not.toMatch(/<script|style=|onclick/);
    expect((await fetch(`${url}/style.css`)).headers.get('content-type')).toMatch(/^text\/css/);
  });

  it('escapes what others chose, such as a name in the roster', async () => {
    const { html } = await world.bram.page('/');
    expect(html).toContain('JGZ &lt;Testerland&gt; &amp; Co');
    expect(html).not.toContain('<Testerland>');
  });

  it('leads from enrolment to a question to its answer', async () => {
    await world.anna.form('/children/1001/enrolment', { relation: 'enrolled-pupil' });
    expect((await world.bram.page('/children/J-77')).html).toContain('Aanmelden bij Kernhub');
    const enrolled = await world.bram.form('/children/J-77/enrolment', { relation: 'in-care' });
    expect([enrolled.status, enrolled.location]).toEqual([303, '/children/J-77']);
    const { html } = await world.bram.page('/children/J-77');
    expect(html).toContain('Wat speelt er?');
    const asked = await world.bram.form('/children/J-77/exchanges', {
      purpose: purpose.id,
      question: 'wat-speelt-er',
      fields: 'zorgniveau',
      text: '',
      necessity: '',
    });
    expect(asked.status).toBe(303);
    const answer = await world.bram.page(asked.location);
    expect(answer.html).toContain('Antwoord van Basisschool De Testlinde');
    expect(answer.html).toContain('Label van zorgniveau');
    expect(answer.html).not.toContain('Label van leerjaar');
    expect(answer.html).toContain('De bron heeft het antwoord zelf ondertekend.');
  });

  it('says in plain words what went wrong', async () => {
    world.hub.lies.refuseWith = 'basis-not-in-force';
    const refused = await world.bram.form('/children/J-77/exchanges', {
      purpose: purpose.id,
      question: 'wat-speelt-er',
      fields: 'zorgniveau',
    });
    delete world.hub.lies.refuseWith;
    expect(refused.status).toBe(403);
    expect(refused.html).toContain('Er is geen toestemming of andere grondslag die nu geldt');
    const unknown = await world.bram.page('/children/9999');
    expect(unknown.status).toBe(404);
    const anonymous = await fetch(`${url}/children/J-77`);
    expect(anonymous.status).toBe(401);
    expect(await anonymous.text()).toContain('href="/login"');
  });
});

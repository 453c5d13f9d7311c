import { createHmac } from 'node:crypto';
import { get as httpGet, request as httpRequest } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closed, HubError, type Route, route, Type } from '../../src/contract/index.js';
import { settleOnce } from '../../src/database/index.js';
import type { ProblemPage } from '../../src/http/index.js';
import { type SmallHub, smallHub } from './small-hub.js';

const text = 'a{color:red}'.repeat(200);
const style = { type: 'text/css; charset=utf-8', data: text, gzip: new Uint8Array(gzipSync(text)) };
const asCitizen = { Authorization: 'DPoP citizen' };
const form = 'application/x-www-form-urlencoded';

/** What the wish book took in. */
const wishes: string[] = [];
/** Set by a test that wants the first wish to be slow: what it waits for. */
let held: Promise<void> | null = null;

const pages = (hub: () => SmallHub): readonly Route[] => {
  const common = { page: true, tag: 'Pages', problems: [] } as const;
  return [
    route({
      ...common,
      method: 'GET',
      path: '/style.css',
      callers: ['anyone'],
      summary: 'A file',
      responses: { 200: '*/*' },
      handler: async () => ({ status: 200, headers: { Vary: 'Cookie' }, content: style }),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/wishes/{book}',
      callers: ['citizen'],
      summary: 'Wish for something',
      params: closed({ book: Type.String({ maxLength: 10 }) }),
      body: closed({ once: Type.String({ maxLength: 200 }), wish: Type.String({ maxLength: 40 }) }),
      idempotent: true,
      responses: { 303: null, 400: 'text/html' },
      handler: async (_caller, { body: { wish }, claim, params: { book } }) => {
        if (held !== null) await held;
        if (wish === '') return { status: 400, content: { type: 'text/html', data: 'Empty' } };
        if (wish === 'moon') throw new HubError('state-conflict');
        const location = `/wishes/${book}/thanks`;
        const once = claim === null ? null : { ...claim, outcome: { status: 303, location } };
        await hub().fresh.database.transaction((tx) =>
          settleOnce(tx, once, { status: 201, location: '/v1/api' }),
        );
        wishes.push(wish);
        return { status: 303, headers: { Location: location } };
      },
    }),
  ];
};

const problemPage: ProblemPage = ({ code }) => {
  const status = {
    'idempotency-key-reused': 409,
    'state-conflict': 409,
    unauthenticated: 401,
    'invalid-request': 400,
  }[code as string];
  return { status: status ?? 500, content: { type: 'text/html', data: `<p data-code="${code}">` } };
};

let hub: SmallHub;
beforeAll(async () => {
  hub = await smallHub({ routes: pages(() => hub), problemPage });
});
afterAll(() => hub.close());
beforeEach(() => {
  wishes.splice(0);
  held = null;
});

interface Fetched {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** Without a client that sets headers of its own, or inflates. */
const fetchStyle = (accept: string | null, method = 'GET'): Promise<Fetched> =>
  new Promise((done, fail) => {
    const { url } = hub.request.get('/style.css');
    const headers = accept === null ? {} : { 'Accept-Encoding': accept };
    const sent = (method === 'GET' ? httpGet : httpRequest)(url, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) });
      });
    });
    sent.once('error', fail).end();
  });

describe('a file that is there compressed too', () => {
  it.each(['gzip', 'br, gzip;q=0.5', 'GZIP', '*', 'deflate, *;q=0.1'])(
    'is sent so to who accepts %s',
    async (accept) => {
      const { status, headers, body } = await fetchStyle(accept);
      expect([status, headers['content-encoding']]).toEqual([200, 'gzip']);
      expect(gunzipSync(body).toString()).toBe(text);
    },
  );

  it.each([
    null,
    '',
    'identity',
    'br',
    'gzip;q=0',
    'gzip;q=0, *',
    '*;q=0',
    'identity;q=0',
    'gzipped',
    ';;q=,',
  ])('is sent as it is to who accepts %s', async (accept) => {
    const { status, headers, body } = await fetchStyle(accept);
    expect([status, headers['content-encoding']]).toEqual([200, undefined]);
    expect(body.toString()).toBe(text);
  });

  it('says either way that it depends on what is accepted, besides what it depended on', async () => {
    for (const accept of ['gzip', null]) {
      const { headers } = await fetchStyle(accept);
      expect(headers.vary, String(accept)).toBe('Cookie, Accept-Encoding');
    }
  });

  it('is described by HEAD as by GET', async () => {
    for (const accept of ['gzip', null]) {
      const [head, got] = [await fetchStyle(accept, 'HEAD'), await fetchStyle(accept)];
      expect(head.body).toHaveLength(0);
      for (const name of ['content-encoding', 'content-type', 'content-length', 'vary']) {
        expect(head.headers[name], name).toBe(got.headers[name]);
      }
    }
  });
});

const send = (once: string, wish: string, book = 'red') =>
  hub.request
    .post(`/wishes/${book}`)
    .set(asCitizen)
    .type(form)
    .send(new URLSearchParams({ once, wish }).toString());
const onceFor = (name: string): string => createHmac('sha256', 'test').update(name).digest('base64url');
const codeOf = (page: string): string => /data-code="([a-z-]+)"/.exec(page)?.[1] ?? '';

describe('a form that is sent twice', () => {
  it('does once what it says, and leads to the same place, which is its own and not that of the API', async () => {
    const once = onceFor('later');
    const [first, second] = [await send(once, 'sea'), await send(once, 'sea')];
    expect([first.status, first.headers.location]).toEqual([303, '/wishes/red/thanks']);
    expect([second.status, second.headers.location]).toEqual([303, '/wishes/red/thanks']);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(wishes).toEqual(['sea']);
  });

  it('while the first still runs waits for it, and is led to the same place', async () => {
    const once = onceFor('at once');
    let release = (): void => undefined;
    held = new Promise((done) => {
      release = done;
    });
    const answers = [send(once, 'sea'), send(once, 'sea'), send(once, 'sea')].map(async (one) => one);
    const claims = 'SELECT 1 FROM idempotency_key WHERE key = $1 AND status IS NULL';
    const claimed = async () => (await hub.fresh.database.pool.query(claims, [once])).rowCount;
    await expect.poll(claimed).toBe(1);
    release();
    for (const { status, headers } of await Promise.all(answers)) {
      expect([status, headers.location]).toEqual([303, '/wishes/red/thanks']);
    }
    expect(wishes).toEqual(['sea']);
  });

  it('with something else in it, or to another place, is refused', async () => {
    const once = onceFor('else');
    await send(once, 'sea');
    for (const answer of [await send(once, 'mountain'), await send(once, 'sea', 'blue')]) {
      expect([answer.status, codeOf(answer.text)]).toEqual([409, 'idempotency-key-reused']);
    }
    expect(wishes).toEqual(['sea']);
  });

  it('after it was shown again or refused may be sent anew: nothing was done', async () => {
    const once = onceFor('again');
    expect((await send(once, '')).status).toBe(400);
    expect(codeOf((await send(once, 'moon')).text)).toBe('state-conflict');
    expect((await send(once, 'sea')).status).toBe(303);
    expect(wishes).toEqual(['sea']);
  });

  it('has to say which form it is', async () => {
    const bodies = ['wish=sea', 'wish=sea&once=', 'wish=sea&once=kort', `wish=sea&once=${'x'.repeat(129)}`];
    for (const body of [...bodies, `wish=sea&once=${onceFor('a')}&once=${onceFor('b')}`]) {
      const answer = await hub.request
        .post('/wishes/red')
        .set({ ...asCitizen, 'Idempotency-Key': onceFor('header') })
        .type(form)
        .send(body);
      expect([answer.status, codeOf(answer.text)], body).toEqual([400, 'invalid-request']);
    }
    expect(wishes).toEqual([]);
  });
});

describe('a page that refuses', () => {
  it('tells a browser what a problem document tells a program: the challenge', async () => {
    const answer = await hub.request.post('/wishes/red');
    expect([answer.status, answer.type, codeOf(answer.text)]).toEqual([401, 'text/html', 'unauthenticated']);
    expect(answer.headers['www-authenticate']).toContain('DPoP');
  });
});

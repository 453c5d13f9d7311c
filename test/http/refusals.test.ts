import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asSchool, type SmallHub, signed, smallHub } from './small-hub.js';

let hub: SmallHub;
beforeAll(async () => {
  hub = await smallHub();
});
afterAll(() => hub.close());
beforeEach(() => hub.rejections.splice(0));

const books = '/v1/shelves/tall/books';
const atlas = { title: 'Wereldatlas', kind: 'atlas' };
const post = (body: string, headers: Record<string, string> = {}) =>
  hub.request
    .post(books)
    .set({ ...signed(body), ...headers })
    .send(body);

describe('refuses in the order token, scope, signature, schema', () => {
  it('answers 401 with a challenge before it looks at anything else', async () => {
    const answer = await hub.request.post('/v1/shelves/NO/books?unknown=1').send('garbage');
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('DPoP');
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      type: '/problems/unauthenticated',
      status: 401,
      code: 'unauthenticated',
    });
    expect(hub.rejections).toEqual([]);
  });

  it('answers 403 to a caller of another kind, without scope, or suspended', async () => {
    const call = (name: string) => hub.request.delete('/v1/shelves/NO').set('Authorization', `DPoP ${name}`);
    expect((await call('citizen')).body.code).toBe('caller-not-allowed');
    expect((await call('school')).body.code).toBe('scope-insufficient');
    expect((await call('suspended')).body.code).toBe('partner-suspended');
  });

  it('answers 401 to a broken payload signature before it reads the body', async () => {
    const answer = await post('{"broken"', { 'Payload-Signature': 'length 3' });
    expect(answer.body.code).toBe('payload-signature-invalid');
    expect(hub.rejections).toEqual([
      {
        partner: 'prt_school0000000000000000',
        code: 'payload-signature-invalid',
        route: 'POST /v1/shelves/{shelf}/books',
      },
    ]);
  });

  it('asks no payload signature of a citizen', async () => {
    const answer = await hub.request
      .post('/v1/shelves/_search')
      .set('Authorization', 'DPoP citizen')
      .send({ word: 'zee' });
    expect(answer.body).toEqual({ length: 3 });
  });

  it('names every fault of path, query, header and body at once', async () => {
    const body = JSON.stringify({ kind: 'comic', author: 'x', pages: 'many' });
    const answer = await hub.request
      .post('/v1/shelves/TALL/books?colour=red')
      .set({ ...signed(body), 'Idempotency-Key': 'no' })
      .send(body);
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe('invalid-request');
    const places = answer.body.errors.map((fault: { in?: string; pointer: string }) => [
      fault.in,
      fault.pointer,
    ]);
    expect(places).toEqual(
      expect.arrayContaining([
        ['path', '/shelf'],
        ['query', '/colour'],
        ['header', '/Idempotency-Key'],
        [undefined, '/title'],
        [undefined, '/kind'],
        [undefined, '/author'],
        [undefined, '/pages'],
      ]),
    );
    expect(hub.rejections.map(({ code }) => code)).toEqual(['invalid-request']);
    expect(hub.shelved).toEqual([]);
  });

  it('records what the present state does not allow', async () => {
    const answer = await post(JSON.stringify({ ...atlas, title: 'Stolen' }));
    expect(answer.body.code).toBe('state-conflict');
    expect(hub.rejections.map(({ code }) => code)).toEqual(['state-conflict']);
  });

  it('names a missing Idempotency-Key by its own code', async () => {
    const body = JSON.stringify(atlas);
    const { 'Idempotency-Key': _, ...headers } = signed(body);
    const answer = await hub.request.post(books).set(headers).send(body);
    expect(answer.body.code).toBe('idempotency-key-missing');
  });
});

describe('reads bodies strictly', () => {
  it.each([
    ['{"title":"a","title":"b","kind":"atlas"}', '/title', 'appears twice'],
    ['{"title":', '', 'is not JSON'],
    ['{"__proto__":{}}', '/__proto__', 'is not an allowed name'],
    ['', '', 'a body is required'],
  ])('refuses %s', async (body, pointer, reason) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toContainEqual({ pointer, reason });
  });

  it('refuses bytes that are not UTF-8', async () => {
    const answer = await hub.request
      .post(books)
      .set({ ...signed(''), 'Payload-Signature': 'length 1' })
      .serialize((x) => x)
      .send(Buffer.from([0xff]) as never);
    expect(answer.body.errors).toEqual([{ pointer: '', reason: 'is not UTF-8' }]);
  });

  it.each([
    [{ 'Content-Type': 'text/plain' }],
    [{ 'Content-Type': 'application/json; charset=latin1' }],
    [{ 'Content-Encoding': 'gzip' }],
    [{ 'Content-Encoding': 'identity' }],
  ])('refuses the media type or encoding %j', async (headers) => {
    const answer = await post(JSON.stringify(atlas), headers);
    expect(answer.status).toBe(415);
    expect(answer.body.code).toBe('media-type-unsupported');
  });

  it('refuses more than 256 kB, announced or not, and takes more where the route says so', async () => {
    const large = JSON.stringify({ word: 'x'.repeat(300_000) });
    expect((await post(large)).body.code).toBe('content-too-large');
    const chunked = await fetch(new URL(books, hub.request.get('/').url), {
      method: 'POST',
      headers: signed(large),
      body: new Blob([large]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(chunked.status).toBe(413);
    const search = await hub.request.post('/v1/shelves/_search').set(signed(large)).send(large);
    expect(search.body).toEqual({ length: 300_000 });
  });

  it('refuses a body where none is expected', async () => {
    const answer = await hub.request
      .get(books)
      .set(asSchool)
      .set('Content-Type', 'application/json')
      .send('{}');
    expect(answer.body.errors).toEqual([{ pointer: '', reason: 'no body is expected here' }]);
  });

  it('reads numbers in a query and refuses one that is repeated or out of range', async () => {
    const get = (query: string) => hub.request.get(`${books}${query}`).set(asSchool);
    expect((await get('?limit=5')).body.limit).toBe(5);
    expect((await get('?limit=6')).body.errors).toEqual([
      { in: 'query', pointer: '/limit', reason: 'must be <= 5' },
    ]);
    expect((await get('?limit=1&limit=2')).body.errors[0].reason).toBe('appears twice');
    expect((await get('?limit=1e3')).status).toBe(400);
  });
});

describe('has one address per resource', () => {
  it.each([
    '/v1/shelves/tall/books/',
    '/V1/shelves/tall/books',
    '/v1//shelves/tall/books',
    '/',
    '/v1/%ff',
    '/v1/shelves/%E0%A4%A/books',
  ])('answers 404 at %s and does not redirect', async (path) => {
    const answer = await hub.request.get(path).set(asSchool);
    expect(answer.status).toBe(404);
    expect(answer.body.code).toBe('not-found');
  });

  it('answers 405 with Allow to another method', async () => {
    const answer = await hub.request.put(books).send({});
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, POST']);
    expect(answer.body.code).toBe('method-not-allowed');
    expect((await hub.request.get('/v1/shelves/_search')).headers.allow).toBe('POST');
    expect((await hub.request.options(books)).status).toBe(405);
  });

  it('answers HEAD only where anyone may look', async () => {
    expect((await hub.request.head('/open')).status).toBe(200);
    expect((await hub.request.head(books).set(asSchool)).status).toBe(405);
  });
});

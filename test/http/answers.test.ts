import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asSchool, type SmallHub, signed, smallHub } from './small-hub.js';

let hub: SmallHub;
beforeAll(async () => {
  hub = await smallHub();
});
afterAll(() => hub.close());

const shelf = (name: string) => hub.request.get(`/v1/shelves/${name}/books`).set(asSchool);
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('carries a trace', () => {
  it('takes up the id of traceparent, answers it and names it in a problem', async () => {
    const answer = await shelf('none').set('traceparent', `00-${traceId}-00f067aa0ba902b7-01`);
    expect(answer.body.traceId).toBe(traceId);
    expect(answer.headers.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
  });

  it.each(['garbage', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, `ff-${traceId}-00f067aa0ba902b7-01`])(
    'starts a trace of its own instead of %s',
    async (header) => {
      const answer = await shelf('none').set('traceparent', header);
      expect(answer.body.traceId).toMatch(/^[0-9a-f]{32}$/);
      expect(answer.body.traceId).not.toBe(traceId);
    },
  );
});

describe('hides what went wrong on its side', () => {
  it('answers a bare 500 with a trace id, and logs the class of the error without its message', async () => {
    hub.lines.splice(0);
    const answer = await shelf('broken');
    expect(answer.status).toBe(500);
    expect(Object.keys(answer.body).sort()).toEqual(['code', 'status', 'title', 'traceId', 'type']);
    await expect.poll(() => hub.lines.length).toBe(2);
    expect(hub.lines.join()).not.toContain('999990019');
    const failure = hub.lines.map((line) => JSON.parse(line)).find((line) => line.level === 'error');
    expect(failure).toMatchObject({ error: 'Error', traceId: answer.body.traceId });
    expect(failure.at[0]).toContain('small-hub');
  });

  it('answers 503 with Retry-After when the database does not answer', async () => {
    const answer = await shelf('away');
    expect([answer.status, answer.body.code]).toEqual([503, 'database-unavailable']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('logs the template of a route, never the path called', async () => {
    hub.lines.splice(0);
    await shelf('tall').query({ limit: 2 });
    await hub.request.get('/v1/unknown-999990019');
    await expect.poll(() => hub.lines.length).toBe(2);
    const [known, unknown] = hub.lines.map((line) => JSON.parse(line));
    expect(Object.keys(known).sort()).toEqual(
      ['durationMs', 'level', 'method', 'msg', 'route', 'status', 'time', 'traceId'].sort(),
    );
    expect(known.route).toBe('/v1/shelves/{shelf}/books');
    expect(unknown.route).toBeUndefined();
    expect(hub.lines.join()).not.toContain('999990019');
  });
});

describe('a caller that hangs up', () => {
  it('halfway its body or its wait is logged as gone and is no fault of ours', async () => {
    hub.lines.splice(0);
    const controller = new AbortController();
    const body = new ReadableStream({ start: (stream) => stream.enqueue(Buffer.from('{"word":')) });
    const url = new URL('/v1/shelves/_search', hub.request.get('/').url);
    const headers = signed('');
    const half = { method: 'POST', headers, body, duplex: 'half', signal: controller.signal };
    const sent = fetch(url, half as RequestInit).catch((error: Error) => error.name);
    const waiting = shelf('slow').timeout(200);
    await waiting.catch(() => undefined);
    controller.abort();
    expect(await sent).toBe('AbortError');
    const codes = () => hub.lines.map((line) => [JSON.parse(line).level, JSON.parse(line).code]);
    await expect.poll(codes).toEqual([
      ['info', 'caller-gone'],
      ['info', 'caller-gone'],
    ]);
  });
});

describe('prefers and waits', () => {
  it('hands over the seconds of Prefer, at most 30, and says that it honoured them', async () => {
    const answer = await shelf('tall').set('Prefer', 'respond-async, wait=7');
    expect(answer.body.waited).toBe(7);
    expect(answer.headers['preference-applied']).toBe('wait=7');
    expect((await shelf('tall').set('Prefer', 'wait=9000')).body.waited).toBe(30);
    const ignored = await shelf('tall').set('Prefer', 'wait=soon');
    expect(ignored.body.waited).toBe(0);
    expect(ignored.headers['preference-applied']).toBeUndefined();
  });
});

describe('sends the headers that api.md asks for', () => {
  it('on an answer and on a refusal', async () => {
    for (const answer of [await shelf('tall'), await hub.request.get('/v1/nothing')]) {
      expect(answer.headers).toMatchObject({
        'api-version': '1.0.0',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.stringContaining('max-age='),
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      });
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
      expect(answer.headers['x-powered-by']).toBeUndefined();
    }
  });
});

describe('keeps an Idempotency-Key', () => {
  const put = (title: string, key: string, name = 'school', place = 'tall') => {
    const body = JSON.stringify({ title, kind: 'story' });
    return hub.request
      .post(`/v1/shelves/${place}/books`)
      .set(signed(body, key, name))
      .send(body);
  };

  it('answers a repeat with status and Location of the first, without its data', async () => {
    const before = hub.shelved.length;
    const first = await put('Een', 'repeat-0001');
    const second = await put('Een', 'repeat-0001');
    expect([first.status, first.body]).toEqual([201, { title: 'Een' }]);
    expect([second.status, second.text]).toEqual([201, '']);
    expect(second.headers.location).toBe(first.headers.location);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(hub.shelved.length).toBe(before + 1);
  });

  it('refuses the key with another body or for another resource', async () => {
    await put('Twee', 'other-00001');
    expect((await put('Drie', 'other-00001')).body.code).toBe('idempotency-key-reused');
    expect((await put('Twee', 'other-00001', 'school', 'low')).body.code).toBe('idempotency-key-reused');
  });

  it('keeps the keys of two partners apart', async () => {
    await put('Vier', 'apart-00001');
    const other = await put('Vier', 'apart-00001', 'jgz');
    expect(other.headers['idempotency-replayed']).toBeUndefined();
  });

  it('refuses a second call while the first still runs', async () => {
    const first = put('Slow', 'while-00001').then((answer) => answer.status);
    await expect.poll(async () => (await put('Slow', 'while-00001')).body?.code).toBe('request-in-progress');
    expect(await first).toBe(201);
  });

  it('answers a repeat of a recorded refusal with its status and place', async () => {
    expect((await put('Banned', 'banned-0001')).body.code).toBe('policy-forbids');
    const second = await put('Banned', 'banned-0001');
    expect([second.status, second.body.code]).toEqual([403, 'refused-before']);
    expect(second.headers.location).toBe('/v1/refusals/1');
    expect(second.headers['idempotency-replayed']).toBe('true');
  });

  it('frees the key of a call that was refused', async () => {
    expect((await put('Stolen', 'freed-00001')).body.code).toBe('state-conflict');
    expect((await put('Bought', 'freed-00001')).status).toBe(201);
  });
});

describe('holds its own promises', () => {
  it('can tell a reply that the document does not announce', async () => {
    const seen: unknown[] = [];
    const strict = await smallHub({
      onOffContract: (route, status, faults) => seen.push([route.path, status, faults.length]),
    });
    await strict.request.get('/v1/shelves/odd/books').set(asSchool);
    await strict.request.get('/v1/shelves/tall/books').set(asSchool);
    await strict.close();
    expect(seen).toEqual([['/v1/shelves/{shelf}/books', 200, expect.any(Number)]]);
  });
});

describe('limits the rate', () => {
  it('counts per partner, says what is left, and answers 429 with Retry-After', async () => {
    const small = await smallHub({ limits: { partner: { calls: 2, windowSeconds: 60 } } });
    const call = (name: string) =>
      small.request.get('/v1/shelves/tall/books').set('Authorization', `DPoP ${name}`);
    const first = await call('school');
    expect(first.headers['ratelimit-policy']).toBe('"partner";q=2;w=60');
    expect(first.headers.ratelimit).toMatch(/^"partner";r=1;t=\d+$/);
    await call('school');
    const refused = await call('school');
    expect([refused.status, refused.body.code]).toEqual([429, 'rate-limited']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await call('jgz')).status).toBe(200);
    await small.close();
  });

  it('lets a partner keep so many calls open, and others go on', async () => {
    const small = await smallHub({ limits: { waiting: 2 } });
    const wait = (name: string) =>
      small.request
        .get('/v1/shelves/slow/books')
        .set('Authorization', `DPoP ${name}`)
        .set('Prefer', 'wait=30');
    const open = [wait('school'), wait('school')].map((call) => call.then(({ status }) => status));
    await expect.poll(() => small.shelved).toHaveLength(2);
    const refused = await wait('school');
    expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([
      429,
      'rate-limited',
      '1',
    ]);
    expect((await small.request.get('/v1/shelves/tall/books').set(asSchool)).status).toBe(200);
    open.push(wait('jgz').then(({ status }) => status));
    await expect.poll(() => small.shelved).toHaveLength(3);
    await small.server.drain({ graceMs: 5_000 });
    expect(await Promise.all(open)).toEqual([200, 200, 200]);
    await small.fresh.drop();
  });

  it('keeps a caller that is refused over and over from filling the ledger, and others go on', async () => {
    const small = await smallHub({ limits: { refusal: { calls: 2, windowSeconds: 60 } } });
    const call = (name: string, shelf: string) =>
      small.request.get(`/v1/shelves/${shelf}/books`).set('Authorization', `DPoP ${name}`);
    const atOnce = await Promise.all(Array.from({ length: 5 }, () => call('school', 'none')));
    expect(atOnce.map(({ status }) => status).sort()).toEqual([404, 404, 429, 429, 429]);
    const refused = await call('school', 'tall');
    expect([refused.status, refused.body.code]).toEqual([429, 'rate-limited']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(small.rejections).toHaveLength(2);
    expect((await call('jgz', 'tall')).status).toBe(200);
    await small.close();
  });

  it('counts the refusals of all who call for a partner', async () => {
    const small = await smallHub({ limits: { partnerRefusal: { calls: 1, windowSeconds: 60 } } });
    const call = (shelf: string) => small.request.get(`/v1/shelves/${shelf}/books`).set(asSchool);
    expect([(await call('none')).status, (await call('tall')).status]).toEqual([404, 429]);
    await small.close();
  });

  it('stops an address that keeps failing to log in', async () => {
    const small = await smallHub({ limits: { failure: { calls: 2, windowSeconds: 60 } } });
    const call = () => small.request.get('/v1/shelves/tall/books');
    expect([(await call()).status, (await call()).status, (await call()).status]).toEqual([401, 401, 429]);
    expect((await small.request.get('/open')).status).toBe(200);
    await small.close();
  });
});

describe('drains', () => {
  it('ends a long poll at once and then takes no more calls', async () => {
    const small = await smallHub();
    const waiting = small.request.get('/v1/shelves/slow/books').set(asSchool).set('Prefer', 'wait=30');
    const answered = waiting.then((answer) => answer.status);
    await expect.poll(() => small.shelved).toEqual(['waiting']);
    await small.server.drain({ graceMs: 5_000 });
    expect(await answered).toBe(200);
    await expect(fetch(small.request.get('/open').url)).rejects.toThrow();
    await small.fresh.drop();
  });

  it('first gives notice: serves on, each answer the last on its connection', async () => {
    const small = await smallHub();
    const waiting = small.request.get('/v1/shelves/slow/books').set(asSchool).set('Prefer', 'wait=30');
    const answered = waiting.then((answer) => answer);
    await expect.poll(() => small.shelved).toEqual(['waiting']);
    const drained = small.server.drain({ noticeMs: 1_000, graceMs: 5_000 });
    const before = await answered;
    const during = await small.request.get('/open');
    expect([before.status, before.headers.connection]).toEqual([200, 'close']);
    expect([during.status, during.headers.connection]).toEqual([200, 'close']);
    await drained;
    await expect(fetch(small.request.get('/open').url)).rejects.toThrow();
    await small.fresh.drop();
  });
});

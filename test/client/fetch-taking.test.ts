import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchTaking, type TakeBody } from '../../src/client/index.js';
import { type LocalHub, problem, startLocalHub } from './local-hub.js';

const part = Buffer.alloc(64 * 1024, 'x');
const parts = 400;

let hub: LocalHub;
beforeEach(async () => {
  hub = await startLocalHub();
});
afterEach(() => hub.close());

const ask = (take: TakeBody, signal = new AbortController().signal): Promise<Response> =>
  fetchTaking(take)(`${hub.url}/file`, { method: 'GET', headers: {}, body: null, signal });
const never: TakeBody = () => Promise.reject(new Error('there was nothing to take'));

describe('an answer of any length', () => {
  it('comes no faster than it is taken', async () => {
    let sent = 0;
    hub.answer = async (_request, response) => {
      response.writeHead(200, { 'Kernhub-Rows': '7' });
      for (; sent < parts; sent += 1) if (!response.write(part)) await once(response, 'drain');
      response.end();
    };
    let [taken, ahead] = [0, 0];
    const response = await ask(async (body, headers) => {
      expect(headers.get('Kernhub-Rows')).toBe('7');
      for await (const piece of body) {
        taken += piece.length;
        ahead = Math.max(ahead, sent * part.length - taken);
        // Whoever writes it away takes time.
        await new Promise((done) => setImmediate(done));
      }
    });
    expect([response.status, await response.text(), taken]).toEqual([200, '', parts * part.length]);
    expect(ahead).toBeLessThan((parts * part.length) / 2);
  });

  it('that breaks off is no answer', async () => {
    hub.answer = (_request, response) => {
      response.writeHead(200);
      response.write(part, () => response.destroy());
    };
    let taken = 0;
    const asked = ask(async (body) => {
      for await (const piece of body) taken += piece.length;
    });
    await expect(asked).rejects.toThrow(/aborted|ECONNRESET|socket hang up/);
    expect(taken).toBeGreaterThan(0);
  });

  it('is waited for as long as the signal says, and not hurried once it has begun', async () => {
    const controller = new AbortController();
    hub.answer = async (_request, response) => {
      response.writeHead(200);
      response.write('a');
      await new Promise((done) => setTimeout(done, 50));
      response.end('b');
    };
    let text = '';
    await ask(async (body) => {
      for await (const piece of body) {
        text += Buffer.from(piece).toString();
        controller.abort(new Error('too late'));
      }
    }, controller.signal);
    expect(text).toBe('ab');
    hub.answer = () => undefined;
    const silent = new AbortController();
    const waiting = ask(never, silent.signal);
    silent.abort(new Error('too late'));
    await expect(waiting).rejects.toThrow('too late');
    await expect(ask(never, silent.signal)).rejects.toThrow('too late');
  });

  it('is a refusal where it is one, whole', async () => {
    hub.answer = (_request, response) => problem(response, 403, { code: 'caller-not-allowed' });
    const response = await ask(never);
    expect([response.status, await response.json()]).toEqual([403, { code: 'caller-not-allowed' }]);
  });
});

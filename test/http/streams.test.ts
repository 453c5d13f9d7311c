import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asSchool, type SmallHub, smallHub } from './small-hub.js';

let hub: SmallHub;
beforeAll(async () => {
  hub = await smallHub();
});
afterAll(() => hub.close());
beforeEach(() => {
  hub.shelved.splice(0);
  hub.lines.splice(0);
});

const open = async (shelf: string): Promise<IncomingMessage> => {
  const [response] = await once(
    get(`${hub.url}/v1/shelves/${shelf}/catalogue`, { headers: asSchool }),
    'response',
  );
  return response as IncomingMessage;
};

describe('an answer that comes bit by bit', () => {
  it('comes whole', async () => {
    const answer = await hub.request.get('/v1/shelves/a/catalogue').set(asSchool);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/plain']);
    const places = answer.text
      .split('\n')
      .filter((line) => line !== '')
      .map(Number);
    expect(places).toEqual([...Array(2_000).keys()]);
  });

  it('is made no faster than it is read, and no further than somebody reads', async () => {
    const answer = await open('a');
    await once(answer, 'readable');
    answer.read(1);
    // What the sockets of both sides hold, and no more of it.
    await expect.poll(() => quiet(hub.shelved)).toBe(true);
    const made = hub.shelved.length;
    expect(made).toBeLessThan(1_500);
    answer.destroy();
    await expect.poll(() => hub.lines.some((line) => line.includes('/catalogue'))).toBe(true);
    expect(hub.shelved.length).toBe(made);
  });

  it('breaks off where it fails, so that nobody takes a part for the whole', async () => {
    const answer = await open('torn');
    answer.resume();
    await expect(once(answer, 'end')).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect.poll(() => hub.lines.some((line) => line.includes('"level":"error"'))).toBe(true);
  });
});

let last = -1;
/** Whether nothing came in since it was asked before. */
function quiet(shelved: readonly string[]): boolean {
  const still = shelved.length === last;
  last = shelved.length;
  return still;
}

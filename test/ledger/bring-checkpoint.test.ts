import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePrivateJwk } from '../../src/kernel/index.js';
import { bringCheckpoint } from '../../src/ledger/usecases/bring-checkpoint.js';
import { cosignerOf, leafHash, noteSigner, signCheckpoint } from '../../src/tlog/index.js';

const origin = 'log.test/one';
const log = noteSigner(origin, await generatePrivateJwk('Ed25519'));
const witness = cosignerOf('witness.test', await generatePrivateJwk('Ed25519'));
const stranger = cosignerOf('witness.test', await generatePrivateJwk('Ed25519'));
const checkpoint = signCheckpoint({ origin, size: 1, root: leafHash('one') }, log);
const text = checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1);
const now = new Date('2026-05-01T12:00:00Z');
const seconds = now.getTime() / 1_000;
const mine = witness.cosign(text, seconds);

let server: Server;
let url: string;
let answer: { status: number; body: string; headers?: Record<string, string> };

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(answer.status, answer.headers).end(answer.body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const bring = (given: typeof answer) => {
  answer = given;
  const signal = new AbortController().signal;
  const target = { name: 'w', key: witness.verifier, url };
  return bringCheckpoint(target, { oldSize: 0, path: [], checkpoint }, { now: () => now, signal });
};
const sized = (body: string) => ({ status: 409, body, headers: { 'Content-Type': 'text/x.tlog.size' } });

describe('what a witness answers', () => {
  it('counts when its own cosignature holds, whatever stands beside it', async () => {
    const cosigned = { kind: 'cosigned', line: mine.trimEnd() };
    expect(await bring({ status: 200, body: mine })).toEqual(cosigned);
    const strange = stranger.cosign(text, seconds);
    expect(await bring({ status: 200, body: strange + mine + strange })).toEqual(cosigned);
  });

  it.each([
    ['nothing', '', 'malformed'],
    ['words', 'well done\n', 'malformed'],
    ['the cosignature of another key', stranger.cosign(text, seconds), 'no cosignature of its key'],
    ['a cosignature of another checkpoint', witness.cosign(text.replace('1', '2'), seconds), 'does not hold'],
    ['a cosignature of tomorrow', witness.cosign(text, seconds + 86_400), 'in the future'],
    ['more than anyone would read', mine.repeat(1_000), 'too long'],
    ['a note of its own', `${text}\n${mine}`, 'malformed'],
  ])('does not count when it is %s', async (_, body, reason) => {
    const outcome = await bring({ status: 200, body });
    expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringContaining(reason) });
  });

  it('is the size that it has, in the specified form alone', async () => {
    expect(await bring(sized('7\n'))).toEqual({ kind: 'elsewhere', size: 7 });
    expect(await bring(sized('0\n'))).toEqual({ kind: 'contradicted' });
    expect(await bring(sized('seven\n'))).toEqual({ kind: 'contradicted' });
    expect(await bring({ status: 409, body: '7\n' })).toEqual({ kind: 'contradicted' });
    expect(await bring({ status: 422, body: '' })).toEqual({ kind: 'contradicted' });
  });

  it('is a failure when it is of any other kind, and no other place is asked', async () => {
    for (const status of [400, 403, 404, 500, 503]) {
      expect(await bring({ status, body: '' })).toEqual({ kind: 'failed', reason: `answers ${status}` });
    }
    const elsewhere = await bring({ status: 302, body: '', headers: { Location: `${url}/other` } });
    expect(elsewhere).toMatchObject({ kind: 'failed', reason: expect.stringContaining('cannot be reached') });
  });
});

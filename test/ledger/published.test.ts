import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Officer } from '../../src/contract/index.js';
import { createLog, createServer, type HubServer } from '../../src/http/index.js';
import { systemClock } from '../../src/kernel/index.js';
import { ledgerRoutes } from '../../src/ledger/index.js';
import {
  type Checkpoint,
  fromTiles,
  HashTile,
  inclusionPath,
  leafHash,
  openCheckpoint,
  parseVerifierKey,
  rootOf,
  tilePath,
  tilesOf,
  verifyConsistency,
  verifyInclusion,
  verifyProofFile,
} from '../../src/tlog/index.js';
import { asSuperuser, type HubProcess, type LedgerWorld, ledgerWorld, origin } from './ledger-world.js';

const officer: Officer = { kind: 'officer', account: 'acc_officer' as Officer['account'], duty: 'fg' };
const size = 700;
const hashOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

describe('the published log', () => {
  let world: LedgerWorld;
  let hub: HubProcess;
  let request: ReturnType<typeof supertest>;
  let checkpoint: Checkpoint;
  const servers: HubServer[] = [];
  const keys = () => hub.ledger.verifierKeys().map(parseVerifierKey);
  const serve = async (process: HubProcess) => {
    const server = createServer({
      routes: ledgerRoutes(process.ledger),
      officerMay: () => true,
      authenticate: async () => officer,
      verifyPayloadSignature: async () => '',
      recordRejection: async () => {},
      pool: process.database.pool,
      clock: systemClock(),
      log: createLog('silent', { write: () => {} }),
    });
    servers.push(server);
    return supertest(`http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`);
  };
  const bytesOf = async (path: string): Promise<Uint8Array> => {
    const answer = await request.get(path).buffer(true);
    expect([path, answer.status, answer.type]).toEqual([path, 200, 'application/octet-stream']);
    return new Uint8Array(answer.body as Buffer);
  };

  beforeAll(async () => {
    world = await ledgerWorld();
    hub = world.process({ publishEveryMs: 1 });
    await hub.ledger.start();
    await hub.database.pool.query(
      `INSERT INTO ledger_entry (log_id, id, kind, commitment)
       SELECT 0, 'ent_' || n, 'thing', sha256(n::text::bytea) FROM generate_series(1, $1) AS n`,
      [size],
    );
    request = await serve(hub);
    await vi.waitFor(async () => {
      checkpoint = openCheckpoint((await request.get('/checkpoint')).text, origin, keys());
      expect(checkpoint.size).toBe(size);
    });
  });
  afterAll(async () => {
    for (const server of servers) await server.drain({ graceMs: 100 });
    await world.close();
  });

  it('can be computed from its tiles alone, which nobody need ask for twice', async () => {
    const tiles = new Map<string, HashTile>();
    for (const id of tilesOf(size)) {
      tiles.set(`${id.level} ${id.index}`, HashTile.of(await bytesOf(`/tile/${tilePath(id)}`)));
    }
    const { headers } = await request.get('/tile/0/000');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const computed = fromTiles(
      ({ level, index }) => tiles.get(`${level} ${index}`),
      (node) => ({ root: rootOf(size, node), path: inclusionPath(299, size, node), leaf: node(0, 299) }),
    );
    if ('missing' in computed) throw new Error('a tile is missing');
    const { root, path, leaf } = computed.value;
    expect(Buffer.from(root)).toEqual(Buffer.from(checkpoint.root));
    verifyInclusion(299, size, leaf, path, checkpoint.root);
  });

  it('serves a partial tile of every size there was, from the full one too', async () => {
    const full = await bytesOf('/tile/0/001');
    for (const width of [1, 100, 255]) {
      expect(await bytesOf(`/tile/0/001.p/${width}`)).toEqual(full.slice(0, 32 * width));
    }
    expect(await bytesOf('/tile/1/000.p/1')).toHaveLength(32);
  });

  it.each([
    '/tile/0/003',
    '/tile/0/002',
    '/tile/0/002.p/189',
    '/tile/1/000',
    '/tile/1/000.p/3',
    '/tile/2/000.p/1',
    '/tile/0/000.p/256',
    '/tile/0/000.p/0',
    '/tile/0/0',
    '/tile/00/000',
    '/tile/64/000',
    '/tile/0/x000/000',
    '/tile/0/x001/000',
    '/tile/0/000/',
    '/tile/0//000',
    '/tile/0/%30%30%30',
    '/tile/0/000.p%2F1',
    '/tile/0',
    '/tile/',
    '/tile',
    '/tile/0/000.p/1/2',
    '/tile/-1/000',
    '/tile/0/999999999999999999999',
    '/tile/8/0/000',
    '/tile/entries/003',
    '/tile/entries/002.p/189',
    '/tile/entries/0',
    '/tile/entries/',
    '/tile/entries',
    '/tile/entries/000/',
    '/tile/entries/%30%30%30',
  ])('has nothing at %s, and says so in one way', async (path) => {
    const answer = await request.get(path);
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect({ ...answer.body, traceId: null }).toEqual({
      type: '/problems/not-found',
      code: 'not-found',
      title: 'Not found',
      status: 404,
      traceId: null,
    });
  });

  it('gives an auditor the leaves, and a cache of others nothing', async () => {
    const read = (bundle: Uint8Array): Uint8Array[] => {
      const entries: Uint8Array[] = [];
      for (let at = 0; at < bundle.length; at += 2 + (entries.at(-1)?.length ?? 0)) {
        entries.push(bundle.slice(at + 2, at + 2 + ((bundle[at] ?? 0) << 8) + (bundle[at + 1] ?? 0)));
      }
      return entries;
    };
    for (const [bundle, count] of [
      ['000', 256],
      ['001.p/7', 7],
      ['002.p/188', 188],
    ] as const) {
      const entries = read(await bytesOf(`/tile/entries/${bundle}`));
      expect(entries).toHaveLength(count);
      expect(Buffer.concat(entries.map(leafHash))).toEqual(Buffer.from(await bytesOf(`/tile/0/${bundle}`)));
      expect(Buffer.from(entries[0] ?? []).toString()).toMatch(
        /^kernhub\/leaf\/v1\nthing\n[A-Za-z0-9+/]{43}=\n$/,
      );
    }
    const { headers } = await request.get('/tile/entries/000');
    expect(headers['cache-control']).toBe('private, max-age=31536000, immutable');
  });

  it('proves that a leaf stands in it, as JSON and as a file', async () => {
    const leaves = await bytesOf('/tile/0/000');
    for (const index of [0, 17, 255]) {
      const leaf = leaves.slice(index * 32, index * 32 + 32);
      const { body } = await request.get(`/v1/ledger/inclusion-proofs/${index}`);
      expect([body.index, hashOf(body.leaf)]).toEqual([index, leaf]);
      verifyInclusion(index, size, leaf, body.hashes.map(hashOf), checkpoint.root);
      const file = await request.get(`/v1/ledger/inclusion-proofs/${index}/file`);
      expect([file.type, file.headers['content-disposition']]).toEqual([
        'text/plain',
        `attachment; filename="${index}.tlog-proof"`,
      ]);
      expect(verifyProofFile(file.text, leaf, origin, keys()).size).toBe(size);
    }
    for (const index of [size, size + 1, 999_999_999_999_999]) {
      expect((await request.get(`/v1/ledger/inclusion-proofs/${index}`)).status).toBe(404);
    }
    for (const index of ['-1', '01x', '1.5', '9999999999999999']) {
      expect((await request.get(`/v1/ledger/inclusion-proofs/${index}`)).status).toBe(400);
    }
  });

  it('proves that it continues what it was before', async () => {
    const tile = HashTile.of(await bytesOf('/tile/0/000'));
    for (const from of [1, 2, 100, 255, 256]) {
      const { body } = await request.get(`/v1/ledger/consistency-proofs?from=${from}&to=${size}`);
      const root = fromTiles(
        () => tile,
        (node) => rootOf(from, node),
      );
      const first = {
        size: from,
        root: from === 256 ? tile.root : 'value' in root ? root.value : new Uint8Array(),
      };
      verifyConsistency(first, checkpoint, body.hashes.map(hashOf));
      expect([body.from, body.to]).toEqual([from, size]);
    }
    const same = await request.get(`/v1/ledger/consistency-proofs?from=9&to=9`);
    expect([same.status, same.body.hashes]).toEqual([200, []]);
  });

  it.each([
    ['from=1&to=701', 404],
    ['from=701&to=701', 404],
    ['from=0&to=5', 400],
    ['from=5&to=4', 400],
    ['from=5', 400],
    ['from=a&to=b', 400],
    ['from=1&from=2&to=3', 400],
  ])('has no consistency for %s', async (query, status) => {
    expect((await request.get(`/v1/ledger/consistency-proofs?${query}`)).status).toBe(status);
  });

  it('ends where the interval says, whatever was recorded since', async () => {
    const slow = await serve(world.process({ publishEveryMs: 3_600_000 }));
    expect((await slow.get('/checkpoint')).text).toContain(`${origin}\n0\n`);
    for (const path of [
      '/tile/0/000',
      '/tile/0/000.p/1',
      '/tile/entries/000',
      '/v1/ledger/inclusion-proofs/0',
    ]) {
      expect([path, (await slow.get(path)).status]).toEqual([path, 404]);
    }
    expect((await slow.get('/v1/ledger/consistency-proofs?from=1&to=2')).status).toBe(404);
  });

  it('tells who asks for what was destroyed to come back, and never half of it', async () => {
    await asSuperuser(world, (client) => client.query("DELETE FROM ledger_entry WHERE id = 'ent_600'"));
    const answer = await request.get('/tile/entries/002.p/188');
    expect([answer.status, answer.body.code]).toEqual([503, 'ledger-unavailable']);
    expect(answer.headers['retry-after']).toBe('2');
    expect((await request.get('/tile/entries/001')).status).toBe(200);
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { EntryId } from '../../src/contract/index.js';
import { LedgerDamaged } from '../../src/ledger/index.js';
import { HashTree, tilesOf } from '../../src/tlog/index.js';
import {
  append,
  asSuperuser,
  type HubProcess,
  type LedgerWorld,
  ledgerWorld,
  noted,
  provenIndex,
} from './ledger-world.js';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Entries that open for nobody, many at once, and waits until each has its index. */
async function fill(hub: HubProcess, size: number): Promise<void> {
  const missing = size - (hub.ledger.health().size ?? 0);
  await hub.database.pool.query(
    `INSERT INTO ledger_entry (log_id, id, kind, commitment)
     SELECT 0, 'ent_' || gen_random_uuid(), 'thing', sha256(gen_random_uuid()::text::bytea) FROM generate_series(1, $1)`,
    [missing],
  );
  await vi.waitFor(() => expect(hub.ledger.health().size).toBe(size), { timeout: 30_000 });
}

async function treeOf(hub: HubProcess): Promise<HashTree> {
  const tree = new HashTree();
  const { rows } = await hub.database.pool.query('SELECT hash FROM ledger_leaf ORDER BY index');
  for (const { hash } of rows) tree.append(hash);
  return tree;
}

const tilesIn = async (hub: HubProcess): Promise<readonly string[]> => {
  const sql =
    "SELECT level, index, encode(hashes || root, 'base64') AS bytes FROM ledger_tile ORDER BY level, index";
  const { rows } = await hub.database.pool.query(sql);
  return rows.map(({ level, index, bytes }) => `${level} ${index} ${bytes}`);
};

describe('the tiles of the ledger', () => {
  const size = 66_000;
  let world: LedgerWorld;
  let hub: HubProcess;
  let tree: HashTree;
  let ids: readonly EntryId[];
  beforeAll(async () => {
    world = await ledgerWorld();
    hub = world.process({ tilesInMemory: 2 });
    await hub.ledger.start();
    await fill(hub, size);
    tree = await treeOf(hub);
    const { rows } = await hub.database.pool.query(
      'SELECT id FROM ledger_leaf JOIN ledger_entry USING (log_id, seq) ORDER BY index',
    );
    ids = rows.map(({ id }) => id);
  });
  afterAll(() => world.close());

  const proves = async (process: HubProcess, index: number): Promise<void> => {
    const inclusion = await process.ledger.inclusionOf(ids[index] ?? ('' as EntryId));
    // The tree that the proof is for: a process that lost its session knows none for a moment.
    const within = Number(inclusion?.checkpoint.split('\n')[1]);
    expect(inclusion).toMatchObject({
      index,
      leaf: base64(tree.leaf(index)),
      hashes: tree.inclusionPath(index, within).map(base64),
    });
  };
  const places = fc.integer({ min: 0, max: size - 1 });

  it('that are full are written, each with its root, and no other', async () => {
    const full = [...tilesOf(size)].filter(({ width }) => width === 256);
    const { rows } = await hub.database.pool.query(
      'SELECT level, index::int, hashes, root FROM ledger_tile ORDER BY level, index',
    );
    expect(rows.map(({ level, index }) => [level, index])).toEqual(
      full.map(({ level, index }) => [level, index]),
    );
    for (const { level, index, hashes } of rows.filter((row) => row.level === 0)) {
      const leaves = Array.from({ length: 256 }, (_, place) => tree.leaf(index * 256 + place));
      expect([level, index, Buffer.concat(leaves).equals(hashes)]).toEqual([0, index, true]);
    }
    const [above] = rows.filter((row) => row.level === 1);
    const roots = rows.filter((row) => row.level === 0 && row.index < 256).map(({ root }) => root);
    expect(Buffer.concat(roots).equals(above.hashes)).toBe(true);
    expect(base64(above.root)).toBe(base64(tree.root(65_536)));
  });

  it('prove any entry, however few of them are in memory', async () => {
    for (const index of [0, 255, 256, 65_535, 65_536, size - 1]) await proves(hub, index);
    await fc.assert(
      fc.asyncProperty(places, (index) => proves(hub, index)),
      { numRuns: 100 },
    );
  });

  it('prove many entries at once, each pushing the tiles of the others out of memory', async () => {
    for (let round = 0; round < 4; round += 1) {
      // Neighbours in turn, so that what one call found is gone before its own tile arrives.
      const spread = Array.from({ length: 60 }, (_, place) => (place * 1_097 + round * 300) % size);
      await Promise.all(spread.map((index) => proves(hub, index)));
    }
  });

  it('and the last leaves are all that a start reads', async () => {
    await hub.ledger.stop();
    await asSuperuser(world, async (client) => {
      await client.query('CREATE TABLE kept AS TABLE ledger_leaf');
      // Whoever read one of these would not come to the signed root.
      await client.query("UPDATE ledger_leaf SET hash = sha256('not read') WHERE index < $1", [
        256 * Math.floor(size / 256),
      ]);
    });
    await hub.ledger.start();
    await proves(hub, 300);
    await proves(hub, size - 1);
    const entry = await append(hub, noted('after the start'));
    expect(await provenIndex(hub.ledger, entry.id)).toBe(size);
    await hub.ledger.stop();
    await asSuperuser(world, (client) =>
      client.query('UPDATE ledger_leaf AS l SET hash = kept.hash FROM kept WHERE l.index = kept.index'),
    );
    tree = await treeOf(hub);
    await hub.ledger.start();
  });

  it('are followed by a process that does not lead', async () => {
    const follower = world.process({ tilesInMemory: 3 });
    await follower.ledger.start();
    expect(follower.ledger.health().leading).toBe(false);
    await fill(hub, size + 700);
    await vi.waitFor(() => expect(follower.ledger.health().size).toBe(size + 700));
    tree = await treeOf(hub);
    await fc.assert(
      fc.asyncProperty(places, (index) => proves(follower, index)),
      { numRuns: 20 },
    );
    await follower.ledger.stop();
  });

  it('that are missing, as from an earlier release, are written by whoever leads next', async () => {
    const before = await tilesIn(hub);
    for (const lost of ['true', 'level = 0 AND index > 200 OR level = 1']) {
      await hub.ledger.stop();
      await asSuperuser(world, (client) => client.query(`DELETE FROM ledger_tile WHERE ${lost}`));
      await hub.ledger.start();
      expect(await tilesIn(hub)).toEqual(before);
      await proves(hub, 60_000);
    }
  });

  it('are asked for by nobody while one of them is altered, and the hub goes on', async () => {
    const failures: string[] = [];
    const reader = world.process({ tilesInMemory: 2, onFailure: ({ message }) => failures.push(message) });
    await reader.ledger.start();
    const change = (sign: string) => (client: { query(sql: string): Promise<unknown> }) =>
      client.query(`UPDATE ledger_tile SET hashes = set_byte(hashes, 40, (get_byte(hashes, 40) ${sign} 1) & 255)
                    WHERE level = 0 AND index = 17`);
    await asSuperuser(world, change('+'));
    await expect(reader.ledger.inclusionOf(ids[17 * 256 + 9] ?? ('' as EntryId))).rejects.toMatchObject({
      code: 'ledger-unavailable',
    });
    expect(failures).toEqual(['tile 0/017 does not lead to the signed root']);
    await proves(reader, 18 * 256);
    reader.ledger.assertWritable();
    await asSuperuser(world, change('-'));
    await proves(reader, 17 * 256 + 9);
    await asSuperuser(world, (client) =>
      client.query('CREATE TABLE lost AS SELECT * FROM ledger_tile WHERE level = 0 AND index = 99'),
    );
    await asSuperuser(world, (client) =>
      client.query('DELETE FROM ledger_tile WHERE level = 0 AND index = 99'),
    );
    await expect(reader.ledger.inclusionOf(ids[99 * 256] ?? ('' as EntryId))).rejects.toMatchObject({
      code: 'ledger-unavailable',
    });
    expect(failures.at(-1)).toBe('tile 0/099 is missing');
    await asSuperuser(world, (client) => client.query('INSERT INTO ledger_tile TABLE lost'));
    await reader.ledger.stop();
  });

  it('that are altered where the edge begins let no hub start', async () => {
    await hub.ledger.stop();
    await asSuperuser(world, (client) =>
      client.query("UPDATE ledger_tile SET root = sha256('x') WHERE level = 0 AND index = 256"),
    );
    await expect(hub.ledger.start()).rejects.toThrow(LedgerDamaged);
  });
});

describe('a head that another process wrote', () => {
  it('leaves no tile behind of the one that came too late', async () => {
    const world = await ledgerWorld();
    const hub = world.process();
    await hub.ledger.start();
    await fill(hub, 255);
    await asSuperuser(world, (client) =>
      client.query(
        `INSERT INTO ledger_checkpoint (log_id, size, previous_size, root, note, low_water)
         SELECT 0, 256, 255, sha256('a fork'), 'forged', 0`,
      ),
    );
    const entry = await append(hub, noted('the 256th'));
    await expect(hub.ledger.settled(entry.id, { timeoutMs: 1_000 })).rejects.toMatchObject({
      code: 'ledger-unavailable',
    });
    expect(await tilesIn(hub)).toEqual([]);
    await world.close();
  });
});

describe('leaders that die while they write', () => {
  it('leave the tiles of their leaves, without a gap', async () => {
    const world = await ledgerWorld();
    const hubs = [world.process({ tilesInMemory: 2 }), world.process({ tilesInMemory: 2 })];
    for (const { ledger } of hubs) await ledger.start();
    const [hub] = hubs;
    if (hub === undefined) return;
    let recorded = 0;
    await asSuperuser(world, async (client) => {
      for (let round = 0; round < 12; round += 1) {
        await hub.database.pool.query(
          `INSERT INTO ledger_entry (log_id, id, kind, commitment)
           SELECT 0, 'ent_' || gen_random_uuid(), 'thing', sha256(n::text::bytea) FROM generate_series(1, 300) AS n`,
        );
        recorded += 300;
        await client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = 72707370
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        );
      }
    });
    const entry = await append(hub, noted('after all of them'));
    expect(await provenIndex(hub.ledger, entry.id)).toBe(recorded);
    const tree = await treeOf(hub);
    const expected = [...tilesOf(recorded + 1)].filter(({ width, level }) => width === 256 && level === 0);
    const { rows } = await hub.database.pool.query(
      'SELECT level, index::int, hashes FROM ledger_tile ORDER BY level, index',
    );
    expect(rows.map(({ level, index }) => [level, index])).toEqual(
      expected.map(({ level, index }) => [level, index]),
    );
    for (const { index, hashes } of rows) {
      const leaves = Array.from({ length: 256 }, (_, place) => tree.leaf(index * 256 + place));
      expect([index, Buffer.concat(leaves).equals(hashes)]).toEqual([index, true]);
    }
    await world.close();
  });
});

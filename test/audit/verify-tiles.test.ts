import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Rule, verifyDatabase } from '../../src/audit/index.js';
import { asSuperuser, ledgerWorld, origin } from '../ledger/ledger-world.js';

/** A log of entries that open for nobody, with its tiles, which come back as they were written. */
async function tiledLog(size: number) {
  const world = await ledgerWorld();
  const hub = world.process();
  await hub.ledger.start();
  await hub.database.pool.query(
    `WITH entry AS (
       INSERT INTO ledger_entry (log_id, id, kind, commitment)
       SELECT 0, 'ent_' || n, 'thing', sha256(n::text::bytea) FROM generate_series(1, $1) AS n RETURNING seq
     ), payload AS (
       INSERT INTO ledger_payload (log_id, seq, owner, retention, sealed)
       SELECT 0, seq, 'hub', 'operation', 'x' FROM entry
     )
     INSERT INTO ledger_opening (log_id, seq, sealed) SELECT 0, seq, 'x' FROM entry`,
    [size],
  );
  await vi.waitFor(() => expect(hub.ledger.health().size).toBe(size), { timeout: 30_000 });
  await hub.ledger.stop();
  const tamper = (sql: string) => asSuperuser(world, (client) => client.query(sql));
  await tamper('CREATE TABLE kept AS TABLE ledger_tile');
  await tamper('ANALYZE');
  return {
    tamper,
    restore: () => tamper('DELETE FROM ledger_tile; INSERT INTO ledger_tile TABLE kept'),
    verify: () =>
      verifyDatabase({
        pool: hub.database.pool,
        vault: null,
        origin,
        verifierKeys: hub.ledger.verifierKeys(),
      }),
    close: world.close,
  };
}

type TiledLog = Awaited<ReturnType<typeof tiledLog>>;
type Case = readonly [name: string, rule: Rule, index: number, reason: string, sql: string];

const flip = (column: string) =>
  `UPDATE ledger_tile SET ${column} = set_byte(${column}, 9, get_byte(${column}, 9) # 1)`;
const copy = (level: number, index: number) =>
  `INSERT INTO ledger_tile SELECT 0, ${level}, ${index}, hashes, root FROM ledger_tile WHERE level = 0 AND index = 0`;

async function named(log: TiledLog, [, rule, index, reason, sql]: Case): Promise<void> {
  await log.tamper(sql);
  const { finding } = await log.verify();
  expect(finding).toMatchObject({ rule, index, reason: expect.stringContaining(reason) });
}

describe('the verification of tiles', () => {
  let log: TiledLog;
  beforeAll(async () => {
    log = await tiledLog(1_100);
  });
  afterEach(() => log.restore());
  afterAll(() => log?.close());

  it('finds nothing in tiles that nobody touched', async () => {
    const { finding, checked } = await log.verify();
    expect([finding, checked.entries]).toEqual([null, 1_100]);
  });

  it.each<Case>([
    ['an altered hash', 'tile-of-leaves', 512, 'tile 0/002 was altered', `${flip('hashes')} WHERE index = 2`],
    ['an altered root', 'tile-of-leaves', 768, 'tile 0/003 was altered', `${flip('root')} WHERE index = 3`],
    [
      'a deleted tile',
      'tile-present',
      256,
      'tile 0/001 is missing',
      'DELETE FROM ledger_tile WHERE index = 1',
    ],
    [
      'the first of several',
      'tile-present',
      256,
      'tile 0/001 is missing',
      `${flip('root')} WHERE index = 2; DELETE FROM ledger_tile WHERE index = 1`,
    ],
    ['all tiles deleted', 'tile-present', 0, 'tile 0/000 is missing', 'DELETE FROM ledger_tile'],
    ['an inserted tile', 'tile-of-leaves', 1_024, 'tile 0/004 was inserted', copy(0, 4)],
    ['a tile of a level that is not there', 'tile-of-leaves', 0, 'tile 1/000 was inserted', copy(1, 0)],
    [
      'a tile far away',
      'tile-of-leaves',
      1_024_000_000,
      'tile 0/x004/x000/000 was inserted',
      copy(0, 4_000_000),
    ],
    [
      'two tiles that changed places',
      'tile-of-leaves',
      256,
      'tile 0/001 was altered',
      `UPDATE ledger_tile SET index = 103 - index WHERE index IN (1, 2);
       UPDATE ledger_tile SET index = index - 100 WHERE index > 99`,
    ],
  ])('names %s', (...tampered) => named(log, tampered));

  it('names an altered leaf before the tile that it no longer makes', async () => {
    await log.tamper('CREATE TABLE leaf AS SELECT * FROM ledger_leaf WHERE index = 700');
    await log.tamper("UPDATE ledger_leaf SET hash = sha256('x') WHERE index = 700");
    expect((await log.verify()).finding).toMatchObject({ rule: 'leaf-of-entry', index: 700 });
    await log.tamper('UPDATE ledger_leaf SET hash = (SELECT hash FROM leaf) WHERE index = 700');
    expect((await log.verify()).finding).toBeNull();
  });
});

describe('the verification of tiles above others', () => {
  let log: TiledLog;
  beforeAll(async () => {
    log = await tiledLog(65_600);
  });
  afterEach(() => log.restore());
  afterAll(() => log?.close());

  it.each<Case>([
    ['an altered one', 'tile-of-leaves', 0, 'tile 1/000 was altered', `${flip('hashes')} WHERE level = 1`],
    ['a deleted one', 'tile-present', 0, 'tile 1/000 is missing', 'DELETE FROM ledger_tile WHERE level = 1'],
    ['an inserted one', 'tile-of-leaves', 65_536, 'tile 1/001 was inserted', copy(1, 1)],
  ])('names %s', (...tampered) => named(log, tampered));
});

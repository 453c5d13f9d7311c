import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { verifyDatabase } from '../../src/audit/index.js';
import {
  append,
  asSuperuser,
  type HubProcess,
  kinds,
  type LedgerWorld,
  ledgerWorld,
  newSubject,
  noted,
  origin,
  provenIndex,
} from './ledger-world.js';

/** The sequencer's advisory lock: class, and the log's id. */
const leaderLock = [72_707_370, 0];

describe('two leaders of one log', () => {
  let world: LedgerWorld;
  beforeEach(async () => {
    world = await ledgerWorld();
  });
  afterEach(() => world.close());

  /** Half of them in transactions of their own, half gathered. */
  const record = (hub: HubProcess, count: number, name: string): Promise<number[]> =>
    Promise.all(
      Array.from({ length: count }, async (_, number) => {
        const draft = noted(`${name} ${number}`, newSubject());
        const { id } = number % 2 === 0 ? await append(hub, draft) : await hub.ledger.record(draft);
        return provenIndex(hub.ledger, id);
      }),
    );
  const holds = async ({ ledger, database }: HubProcess): Promise<void> => {
    const verifierKeys = ledger.verifierKeys();
    const { finding } = await verifyDatabase({
      pool: database.pool,
      vault: world.vault,
      origin,
      kinds,
      verifierKeys,
    });
    expect(finding).toBeNull();
  };
  const contiguous = (indexes: readonly number[]): void =>
    expect(indexes.toSorted((a, b) => a - b)).toEqual(indexes.map((_, place) => place));

  it('that both believe in their lock write one log, because the head is compared', async () => {
    await asSuperuser(world, async (client) => {
      const { pathname } = new URL(world.db.superuserUrl);
      // Found before PostgreSQL's own: a lock that everybody gets.
      await client.query(`
        CREATE SCHEMA broken;
        CREATE FUNCTION broken.pg_try_advisory_lock(integer, integer) RETURNS boolean LANGUAGE sql AS 'SELECT true';
        GRANT USAGE ON SCHEMA broken TO PUBLIC;
        ALTER DATABASE ${client.escapeIdentifier(pathname.slice(1))} SET search_path = broken, pg_catalog, public`);
    });
    const failures: string[] = [];
    const hubs = [1, 2].map(() =>
      world.process({ onFailure: ({ message, name }) => failures.push(`${name} ${message}`) }),
    );
    const [one, two] = hubs;
    if (one === undefined || two === undefined) throw new Error('there are two');
    await one.ledger.start();
    await two.ledger.start();
    expect(hubs.map(({ ledger }) => ledger.health().leading)).toEqual([true, true]);
    const indexes: number[] = [];
    for (let round = 0; round < 15; round += 1) {
      const recorded = await Promise.all(hubs.map((hub, nth) => record(hub, 4, `${round} of ${nth}`)));
      indexes.push(...recorded.flat());
    }
    contiguous(indexes);
    // The guard was needed: one of them found a head that the other had written, or the leaf that it wanted to write.
    expect(failures.join()).toMatch(/HeadMoved|duplicate key/);
    await holds(one);
  });

  it('never are there when the first hangs in the middle of a batch, loses its connection and comes back', async () => {
    const failures: string[] = [];
    const [old, next] = [
      world.process({ onFailure: ({ message }) => failures.push(message) }),
      world.process(),
    ];
    await old.ledger.start();
    await next.ledger.start();
    const before = await record(old, 3, 'before');
    const gate = new pg.Client({ connectionString: world.db.superuserUrl });
    await gate.connect();
    await gate.query('BEGIN');
    await gate.query('LOCK TABLE ledger_checkpoint IN SHARE ROW EXCLUSIVE MODE');
    // The old leader now stands in its statement, with leaves and head written but not committed.
    const during = Promise.all([record(old, 4, 'of the old'), record(next, 4, 'of the next')]);
    const waiting = `SELECT a.pid FROM pg_stat_activity AS a JOIN pg_locks AS l ON l.pid = a.pid
      WHERE a.wait_event_type = 'Lock' AND l.locktype = 'advisory' AND l.granted AND l.classid = $1 AND l.objid = $2
        AND a.datname = current_database()`;
    const leader = async (): Promise<number | undefined> =>
      (await asSuperuser(world, (client) => client.query<{ pid: number }>(waiting, leaderLock))).rows[0]?.pid;
    await vi.waitFor(async () => expect(await leader()).toBeGreaterThan(0), { timeout: 10_000 });
    const first = await leader();
    await asSuperuser(world, (client) => client.query('SELECT pg_terminate_backend($1)', [first]));
    // The next one leads, and stands in the same place.
    await vi.waitFor(async () => expect([first, undefined]).not.toContain(await leader()), {
      timeout: 10_000,
    });
    await gate.query('COMMIT');
    await gate.end();
    contiguous([...before, ...(await during).flat()]);
    expect(failures.length).toBeGreaterThan(0);
    await vi.waitFor(() =>
      expect([old, next].filter(({ ledger }) => ledger.health().leading)).toHaveLength(1),
    );
    contiguous([
      ...Array(11).keys(),
      ...(await record(old, 2, 'after')),
      ...(await record(next, 2, 'after')),
    ]);
    await holds(next);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { verifyDatabase } from '../../src/audit/index.js';
import { type AppendedEntry, holdOwner } from '../../src/ledger/index.js';
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

describe('entries that get their index in the transaction that records them', () => {
  let world: LedgerWorld;
  beforeEach(async () => {
    world = await ledgerWorld();
  });
  afterEach(() => world.close());

  const recordMany = ({ ledger }: HubProcess, count: number): Promise<AppendedEntry[]> =>
    Promise.all(
      Array.from({ length: count }, (_, number) => ledger.record(noted(`${number}`, newSubject()))),
    );
  const indexesOf = ({ ledger }: HubProcess, entries: readonly AppendedEntry[]): Promise<number[]> =>
    Promise.all(entries.map(({ id }) => provenIndex(ledger, id)));
  const contiguous = (indexes: readonly number[]): void =>
    expect(indexes.toSorted((a, b) => a - b)).toEqual(indexes.map((_, place) => place));
  /** Every claim of the log, and that it holds so many entries, each with its leaf. */
  const holds = async ({ ledger, database }: HubProcess, entries: number): Promise<void> => {
    const verifierKeys = ledger.verifierKeys();
    const { pool } = database;
    const { finding } = await verifyDatabase({ pool, vault: world.vault, origin, kinds, verifierKeys });
    expect(finding).toBeNull();
    const { rows } = await pool.query(
      'SELECT (SELECT count(*)::int FROM ledger_entry) AS entries, (SELECT count(*)::int FROM ledger_leaf) AS leaves',
    );
    expect(rows).toEqual([{ entries, leaves: entries }]);
  };
  /** What the first commit of a head does from now on, in the server, when everything of it is written. */
  const atFirstCommit = (act: string): Promise<unknown> =>
    asSuperuser(world, (client) =>
      client.query(`
        CREATE SEQUENCE commits;
        CREATE FUNCTION at_commit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
          IF nextval('public.commits') = 1 THEN ${act}; END IF;
          RETURN NULL;
        END
        $$;
        CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON ledger_checkpoint DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION at_commit()`),
    );

  it('stand beside their leaf, and so do those of others that waited for an index', async () => {
    const hub = world.process();
    await hub.ledger.start();
    const entries = await recordMany(hub, 40);
    // Nobody has asked for an index yet.
    const { rows } = await hub.database.pool.query(
      `SELECT count(*)::int AS together FROM ledger_entry AS e JOIN ledger_leaf AS l USING (log_id, seq)
       WHERE e.xmin = l.xmin AND e.id = ANY ($1)`,
      [entries.map(({ id }) => id)],
    );
    expect(rows).toEqual([{ together: 40 }]);
    contiguous(await indexesOf(hub, entries));
    const [other, ...more] = await Promise.all([append(hub, noted('other')), ...(await recordMany(hub, 5))]);
    contiguous([...Array(40).keys(), ...(await indexesOf(hub, [other, ...more]))]);
    await holds(hub, 46);
  });

  it('get it from the leader where their process follows', async () => {
    const [leader, hub] = [world.process(), world.process()];
    await leader.ledger.start();
    await hub.ledger.start();
    const both = await Promise.all([recordMany(leader, 60), recordMany(hub, 60)]);
    contiguous([...(await indexesOf(leader, both[0])), ...(await indexesOf(hub, both[1]))]);
    await holds(hub, 120);
  });

  it('wait for nobody else, where a transaction holds the lock of one subject', async () => {
    const hub = world.process();
    await hub.ledger.start();
    const child = newSubject();
    const waiting: Promise<AppendedEntry>[] = [];
    const others: number[] = [];
    await hub.database.transaction(async (tx) => {
      await holdOwner(tx, child);
      for (let round = 0; round < 3; round += 1) {
        waiting.push(hub.ledger.record(noted('waits', child)));
        others.push(...(await indexesOf(hub, await recordMany(hub, 8))));
      }
    });
    contiguous(others);
    const late = await indexesOf(hub, await Promise.all(waiting));
    contiguous([...others, ...late]);
    expect(Math.min(...late)).toBe(24);
    await holds(hub, 27);
  });

  it('are recorded again, once, where their commit was refused after the head was written', async () => {
    const failures: string[] = [];
    const hub = world.process({ onFailure: ({ message }) => failures.push(message) });
    await hub.ledger.start();
    await atFirstCommit("RAISE EXCEPTION 'refused at the commit'");
    const entries = await recordMany(hub, 50);
    contiguous(await indexesOf(hub, entries));
    expect(failures).toContain('refused at the commit');
    await holds(hub, 50);
  });

  it('leave out what was pending before their turn and got its index meanwhile', async () => {
    const failures: string[] = [];
    const hub = world.process({ onFailure: ({ message }) => failures.push(message) });
    await hub.ledger.start();
    await atFirstCommit('PERFORM pg_sleep(1)');
    const first = recordMany(hub, 1);
    await vi.waitFor(async () => {
      const { rows } = await asSuperuser(world, (client) =>
        client.query(
          `SELECT FROM pg_stat_activity WHERE query = 'COMMIT' AND state = 'active' AND datname = current_database()`,
        ),
      );
      expect(rows).toHaveLength(1);
    });
    // The loop stands before the next batch, and both see this one.
    const other = await append(hub, noted('other'));
    const behind = await recordMany(hub, 5);
    contiguous(await indexesOf(hub, [...(await first), other, ...behind]));
    expect(failures).toEqual([]);
    await holds(hub, 7);
  });

  it('are not acknowledged where the session ended in the commit, and nothing of them is left', async () => {
    const hub = world.process({ onFailure: () => undefined });
    await hub.ledger.start();
    const before = await recordMany(hub, 3);
    await atFirstCommit('PERFORM pg_sleep(30)');
    const cut = Promise.allSettled([hub.ledger.record(noted('cut off'))]);
    await vi.waitFor(async () => {
      const { rows } = await asSuperuser(world, (client) =>
        client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE query = 'COMMIT' AND state = 'active' AND datname = current_database()`,
        ),
      );
      expect(rows).toHaveLength(1);
    });
    expect(await cut).toMatchObject([{ status: 'rejected' }]);
    const after = await recordMany(hub, 20);
    contiguous(await indexesOf(hub, [...before, ...after]));
    await holds(hub, 23);
  });

  it('hold, each once, where a commit takes longer than the loop waits for it', async () => {
    const failures: string[] = [];
    const hub = world.process({ onFailure: ({ message }) => failures.push(message) });
    await hub.ledger.start();
    await atFirstCommit('PERFORM pg_sleep(2.5)');
    const entries = (await Promise.all([recordMany(hub, 1), recordMany(hub, 40)])).flat();
    contiguous(await indexesOf(hub, entries));
    expect(failures).toContain('a transaction of this process does not end');
    await holds(hub, 41);
  });
});

import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EntryId } from '../../src/contract/index.js';
import { LedgerDamaged } from '../../src/ledger/index.js';
import {
  append,
  asSuperuser,
  type HubProcess,
  type LedgerWorld,
  ledgerWorld,
  newSubject,
  noted,
  provenIndex,
} from './ledger-world.js';

/** The sequencer's advisory lock: class, and the log's id. */
const leaderLock = [72_707_370, 0];

describe('the sequencer', () => {
  let world: LedgerWorld;
  beforeEach(async () => {
    world = await ledgerWorld();
  });
  afterEach(() => world.close());

  const recordMany = (hub: HubProcess, count: number, name: string): Promise<number[]> =>
    Promise.all(
      Array.from({ length: count }, async (_, number) => {
        const draft = noted(`${name} ${number}`, newSubject());
        const entry = number % 2 === 0 ? await append(hub, draft) : await hub.ledger.record(draft);
        return provenIndex(hub.ledger, entry.id);
      }),
    );
  const contiguous = (indexes: readonly number[]): void =>
    expect(indexes.toSorted((a, b) => a - b)).toEqual(indexes.map((_, place) => place));

  it('is one among processes that record at the same time', async () => {
    const hubs = [world.process(), world.process(), world.process()];
    await Promise.all(hubs.map(({ ledger }) => ledger.start()));
    const indexes = await Promise.all(hubs.map((hub, number) => recordMany(hub, 80, `hub ${number}`)));
    contiguous(indexes.flat());
    expect(hubs.filter(({ ledger }) => ledger.health().leading)).toHaveLength(1);
  });

  it('is taken over when the connection of the leader dies, and nothing is lost', async () => {
    const [one, two] = [world.process(), world.process()];
    await one.ledger.start();
    await two.ledger.start();
    expect([one, two].map(({ ledger }) => ledger.health().leading)).toEqual([true, false]);
    const recording = Promise.all([recordMany(one, 60, 'one'), recordMany(two, 60, 'two')]);
    const between: number[] = [];
    await asSuperuser(world, async (client) => {
      for (let round = 0; round < 5; round += 1) {
        await client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_locks
           WHERE locktype = 'advisory' AND classid = $1 AND objid = $2
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
          leaderLock,
        );
        const entry = await append(two, noted(`between two leaders ${round}`));
        between.push(await provenIndex(two.ledger, entry.id));
      }
    });
    contiguous([...(await recording).flat(), ...between]);
  });

  it('goes on in another process after the leader stopped', async () => {
    const [one, two] = [world.process(), world.process()];
    await one.ledger.start();
    await two.ledger.start();
    await recordMany(one, 5, 'first');
    await one.ledger.stop();
    expect(await recordMany(two, 1, 'second')).toEqual([5]);
    expect(two.ledger.health()).toMatchObject({ leading: true, size: 6, writable: true });
  });

  it('does not lose an entry that commits after one with a higher seq', async () => {
    const hub = world.process();
    await hub.ledger.start();
    const late = await hub.database.transaction(async (tx) => {
      const entry = await hub.ledger.append(tx, noted('late', newSubject()));
      // While this one is open others pass it by, often enough for the low-water mark to move if it could.
      for (let round = 0; round < 10; round += 1) {
        const other = await append(hub, noted(`meanwhile ${round}`, newSubject()));
        expect(other.seq > entry.seq).toBe(true);
        expect(await provenIndex(hub.ledger, other.id)).toBe(round);
      }
      return entry;
    });
    expect(await provenIndex(hub.ledger, late.id)).toBe(10);
  });

  it('does not lose one whose transaction began after that of the higher seq', async () => {
    const hub = world.process();
    await hub.ledger.start();
    const passTheMark = async (round: number): Promise<void> => {
      await hub.database.reader.query('SELECT pg_sleep(0.05)');
      await provenIndex(hub.ledger, (await append(hub, noted(`round ${round}`, newSubject()))).id);
    };
    const child = newSubject();
    // Their data keys are there: making one takes a transaction id too, and ends.
    for (const first of [noted('hub'), noted('child', child)]) {
      await provenIndex(hub.ledger, (await append(hub, first)).id);
    }
    let late: EntryId | undefined;
    // The highest id that ended is the earlier one's: a snapshot's xmax says nothing of the later one, which still runs.
    const later = await new Promise<Promise<void>>((begun) => {
      const done = hub.database.transaction(async (earlier) => {
        await earlier.query('SELECT pg_current_xact_id()');
        const running = new Promise<void>((appended) => {
          const whole = hub.database.transaction(async (tx) => {
            late = (await hub.ledger.append(tx, noted('late', child))).id;
            appended();
            await hub.database.reader.query('SELECT pg_sleep(0.5)');
          });
          void done.then(() => begun(whole));
        });
        await running;
        await hub.ledger.append(earlier, noted('earlier'));
      });
    });
    await later;
    for (let round = 0; round < 3; round += 1) await passTheMark(round);
    if (late === undefined) throw new Error('nothing was recorded');
    expect(await provenIndex(hub.ledger, late)).toBe(3);
  });

  it('gives an entry of a process that died before it asked for the index one too', async () => {
    const hub = world.process();
    await hub.ledger.start();
    const entry = await append(hub, noted('nobody waits'));
    await vi.waitFor(async () => expect((await hub.ledger.inclusionOf(entry.id))?.index).toBe(0));
  });

  it('raises its low-water mark, so that it need not search the whole log', async () => {
    const hub = world.process();
    await hub.ledger.start();
    const { seq } = await append(hub, noted('to be passed'));
    await vi.waitFor(
      async () => {
        await hub.ledger.settled((await append(hub, noted('and one more'))).id);
        const { rows } = await hub.database.pool.query(
          'SELECT max(low_water) AS mark FROM ledger_checkpoint',
        );
        expect(BigInt(rows[0].mark) >= seq).toBe(true);
      },
      { timeout: 10_000 },
    );
  });

  it('stalls when the leader hangs, says so, and recovers by itself', async () => {
    const [leader, hub] = [world.process(), world.process()];
    await leader.ledger.start();
    await hub.ledger.start();
    const hung = new pg.Client({ connectionString: world.db.appUrl });
    await hung.connect();
    await leader.ledger.stop();
    await vi.waitFor(async () => {
      const { rows } = await hung.query('SELECT pg_try_advisory_lock($1, $2) AS got', leaderLock);
      expect(rows[0].got).toBe(true);
    });
    const entry = await append(hub, noted('into the void'));
    await expect(hub.ledger.settled(entry.id, { timeoutMs: 3_500 })).rejects.toMatchObject({
      code: 'ledger-unavailable',
    });
    expect(() => hub.ledger.assertWritable()).toThrow('ledger-unavailable');
    await hung.end();
    expect(await provenIndex(hub.ledger, entry.id)).toBe(0);
    hub.ledger.assertWritable();
  });

  it('refuses to go on from leaves that do not lead to the signed root', async () => {
    const hub = world.process();
    await hub.ledger.start();
    await recordMany(hub, 3, 'before');
    await hub.ledger.stop();
    await asSuperuser(world, (client) =>
      client.query("UPDATE ledger_leaf SET hash = sha256('other') WHERE index = 1"),
    );
    await expect(hub.ledger.start()).rejects.toThrow(LedgerDamaged);
    expect(() => hub.ledger.assertWritable()).toThrow('ledger-unavailable');
  });

  it('writes nothing when the head is not the one it knows', async () => {
    const failures: string[] = [];
    const hub = world.process({ onFailure: (error) => failures.push(error.name) });
    await hub.ledger.start();
    await recordMany(hub, 2, 'before');
    // A second leader, as after a restored backup or a lock that was lost unnoticed.
    await asSuperuser(world, (client) =>
      client.query(
        `INSERT INTO ledger_checkpoint (log_id, size, previous_size, root, note, low_water)
         SELECT 0, size + 1, size, sha256('a fork'), 'forged', 0 FROM ledger_checkpoint ORDER BY size DESC LIMIT 1`,
      ),
    );
    const entry = await append(hub, noted('on which branch'));
    await expect(hub.ledger.settled(entry.id, { timeoutMs: 2_000 })).rejects.toMatchObject({
      code: 'ledger-unavailable',
    });
    expect(failures).toContain('HeadMoved');
    expect(() => hub.ledger.assertWritable()).toThrow('ledger-unavailable');
    const { rows } = await hub.database.pool.query('SELECT count(*)::int AS n FROM ledger_leaf');
    expect(rows[0].n).toBe(2);
  });
});

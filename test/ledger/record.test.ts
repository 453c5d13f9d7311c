import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/index.js';
import { EntryMalformed } from '../../src/ledger/index.js';
import { VaultKeyShredded } from '../../src/vault/index.js';
import {
  append,
  type HubProcess,
  type LedgerWorld,
  ledgerWorld,
  newSubject,
  noted,
  provenIndex,
} from './ledger-world.js';

describe('entries that stand on no row of their caller', () => {
  let world: LedgerWorld;
  let hub: HubProcess;
  beforeAll(async () => {
    world = await ledgerWorld();
    hub = world.process();
    await hub.ledger.start();
  });
  afterAll(() => world.close());

  it('are committed when the call is done, and get their index like any other', async () => {
    const entry = await hub.ledger.record(noted('alone'));
    const { rows } = await hub.database.pool.query('SELECT id FROM ledger_entry WHERE seq = $1', [entry.seq]);
    expect(rows).toEqual([{ id: entry.id }]);
    expect(await provenIndex(hub.ledger, entry.id)).toBeGreaterThanOrEqual(0);
    expect((await hub.ledger.read(entry.id)).payload).toMatchObject({ note: 'alone' });
  });

  it('share a transaction when they come together, each with an index of its own', async () => {
    const entries = await Promise.all(
      Array.from({ length: 600 }, (_, number) => hub.ledger.record(noted(`${number}`, newSubject()))),
    );
    const { rows } = await hub.database.pool.query(
      'SELECT count(*)::int AS entries, count(DISTINCT xmin::text)::int AS transactions FROM ledger_entry WHERE id = ANY($1)',
      [entries.map(({ id }) => id)],
    );
    expect(rows[0].entries).toBe(600);
    expect(rows[0].transactions).toBeLessThanOrEqual(10);
    const indexes = await Promise.all(entries.map(({ id }) => provenIndex(hub.ledger, id)));
    expect(new Set(indexes).size).toBe(600);
  });

  it('keep the order of one subject, beside transactions that write about it too', async () => {
    const subject = newSubject();
    const entries = await Promise.all(
      Array.from({ length: 60 }, (_, number) =>
        number % 3 === 0
          ? append(hub, noted(`in a transaction, ${number}`, subject))
          : hub.ledger.record(noted(`alone, ${number}`, subject)),
      ),
    );
    const placed = await Promise.all(
      entries.map(async ({ id, at }) => ({ at: at.getTime(), index: await provenIndex(hub.ledger, id) })),
    );
    const times = placed.toSorted((one, other) => one.index - other.index).map(({ at }) => at);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  });

  it('are refused alone where a key was destroyed, and the others of the batch hold', async () => {
    const erased = newSubject();
    await hub.ledger.record(noted('before', erased));
    await world.vault.shred(erased, ['operation']);
    const [one, refused, other] = await Promise.allSettled([
      hub.ledger.record(noted('one', newSubject())),
      hub.ledger.record(noted('about who was erased', erased)),
      hub.ledger.record(noted('other', newSubject())),
    ]);
    expect(refused).toMatchObject({ status: 'rejected', reason: expect.any(VaultKeyShredded) });
    for (const kept of [one, other]) {
      if (kept?.status !== 'fulfilled') throw new Error('an entry was refused for the sake of another');
      expect(await provenIndex(hub.ledger, kept.value.id)).toBeGreaterThan(0);
    }
  });

  it('are refused before they meet the others when their shape is wrong', async () => {
    const [malformed, good] = await Promise.allSettled([
      hub.ledger.record({ ...noted('x'), payload: { note: 7 } }),
      hub.ledger.record(noted('good')),
    ]);
    expect(malformed).toMatchObject({ status: 'rejected', reason: expect.any(EntryMalformed) });
    expect(good.status).toBe('fulfilled');
  });

  it('are refused, each, when the database is gone, and nothing is left waiting', async () => {
    const database = openDatabase(world.db.appUrl);
    await database.close();
    const { ledger } = world.process({ database });
    const calls = await Promise.allSettled([ledger.record(noted('one')), ledger.record(noted('two'))]);
    expect(calls.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(ledger.record(noted('three'))).rejects.toThrow();
  });
});

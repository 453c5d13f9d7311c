/** The one way by which content leaves the ledger, tried by someone who holds the hub's own role. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryId } from '../../src/contract/index.js';
import { canonicalJson, type JsonObject, utf8 } from '../../src/kernel/index.js';
import { commitmentOf, eraseEntries, ownedEntries } from '../../src/ledger/index.js';
import {
  append,
  asSuperuser,
  type HubProcess,
  type LedgerWorld,
  ledgerWorld,
  newSubject,
  noted,
  provenIndex,
} from '../ledger/ledger-world.js';

let world: LedgerWorld;
let hub: HubProcess;
beforeAll(async () => {
  world = await ledgerWorld();
  hub = world.process({
    kinds: { 'thing.noted': { type: 'object' }, 'erasure.executed': { type: 'object' } },
  });
  await hub.ledger.start();
});
afterAll(() => world.close());

const child = newSubject();
const other = newSubject();
const payloadsOf = async (owner: string): Promise<number> =>
  (await hub.database.reader.query('SELECT 1 FROM ledger_payload WHERE owner = $1', [owner])).length;

/** An entry as only an erasure may be, saying what it likes. */
async function claimed(event: string, payload: JsonObject) {
  const { id } = await append(hub, { event, owner: 'hub', retention: 'operation', payload });
  const evidence = await ownedEntries({ reader: hub.database.reader, vault: world.vault }).entry(id);
  if (evidence === null) throw new Error('the entry is there');
  return { id, opening: evidence.opening, bytes: utf8(canonicalJson(evidence.payload)) };
}
const call = (id: string, opening: Uint8Array, payload: Uint8Array) =>
  hub.database.reader.query('SELECT ledger_erase(0::smallint, $1, $2, $3)', [
    id,
    Buffer.from(opening),
    Buffer.from(payload),
  ]);
const about = (covers: readonly number[], change: JsonObject = {}): JsonObject => ({
  subject: child,
  owners: [child],
  destroyed: ['operation'],
  covers: [...covers],
  ...change,
});

describe('ledger_erase', () => {
  let indexes: readonly number[];
  let first: EntryId;
  beforeAll(async () => {
    const entries = [await append(hub, noted('een', child)), await append(hub, noted('twee', child))];
    first = entries[0]?.id as EntryId;
    await provenIndex(hub.ledger, (await append(hub, noted('van een ander', other))).id);
    indexes = await Promise.all(entries.map(({ id }) => provenIndex(hub.ledger, id)));
  });

  it.each([
    'UPDATE ledger_payload SET owner = owner',
    'DELETE FROM ledger_payload',
    'TRUNCATE ledger_payload',
  ])('is the only way: %s is refused to the hub and to the owner of the tables', async (sql) => {
    await expect(hub.database.reader.query(sql)).rejects.toThrow('permission denied');
    const { default: pg } = await import('pg');
    const owner = new pg.Client({ connectionString: world.db.ownerUrl });
    await owner.connect();
    await expect(owner.query(sql)).rejects.toThrow('append-only');
    await owner.end();
  });

  it('obeys no entry that is not in the log, and none with another payload or opening', async () => {
    const real = await claimed('erasure.executed', about(indexes, { nonce: 1 }));
    const refusal = 'no erasure entry of the log says this';
    await expect(call('ent_nergens', real.opening, real.bytes)).rejects.toThrow(refusal);
    await expect(call(real.id, new Uint8Array(32), real.bytes)).rejects.toThrow(refusal);
    const altered = utf8(Buffer.from(real.bytes).toString().replaceAll(child, other));
    await expect(call(real.id, real.opening, altered)).rejects.toThrow(refusal);
    expect([await payloadsOf(child), await payloadsOf(other)]).toEqual([2, 1]);
  });

  it('obeys no entry of another kind', async () => {
    const noErasure = await claimed('thing.noted', about(indexes));
    await expect(call(noErasure.id, noErasure.opening, noErasure.bytes)).rejects.toThrow('no erasure entry');
  });

  it.each([
    ['fewer', () => about(indexes.slice(1))],
    ['more', () => about([...indexes, 0])],
    ['one of them twice', () => about([indexes[0] ?? 0, indexes[0] ?? 0])],
    ['those of another child', () => about(indexes, { owners: [child, other] })],
  ])('deletes nothing where the entry covers %s than there are', async (_, payload) => {
    const entry = await claimed('erasure.executed', payload());
    await expect(call(entry.id, entry.opening, entry.bytes)).rejects.toThrow('covers other entries');
    expect([await payloadsOf(child), await payloadsOf(other)]).toEqual([2, 1]);
  });

  it.each([
    ['the hub', { subject: 'hub', owners: ['hub'] }],
    ['the hub beside a child', { owners: [child, 'hub'] }],
    ['a child that is not among the owners', { subject: other }],
  ])('never erases %s', async (_, change) => {
    const entry = await claimed('erasure.executed', about(indexes, change));
    await expect(call(entry.id, entry.opening, entry.bytes)).rejects.toThrow('nothing that may be erased');
  });

  it('lets nobody call what it calls', async () => {
    const calls = ['erase_child_rows($1)', 'erase_exchange_rows($1)'];
    for (const one of calls) {
      await expect(hub.database.reader.query(`SELECT ${one}`, [child])).rejects.toThrow('permission denied');
    }
  });

  it('is not led astray by what a caller puts before the tables', async () => {
    const entry = await claimed('erasure.executed', about(indexes.slice(1)));
    const client = await hub.database.pool.connect();
    await client.query('CREATE TEMP TABLE ledger_leaf (log_id smallint, index bigint, seq bigint)');
    await client.query('SET search_path = pg_temp, public');
    const values = [entry.id, Buffer.from(entry.opening), Buffer.from(entry.bytes)];
    const led = client.query('SELECT public.ledger_erase(0::smallint, $1, $2, $3)', values);
    await expect(led).rejects.toThrow('covers other entries');
    client.release(true);
  });

  it('deletes what the entry of the log covers, leaves the leaf, and computes commitments as the hub does', async () => {
    const bytes = Buffer.from('zomaar iets, langer dan een blok van SHA-256: '.repeat(4));
    const [row] = await asSuperuser(
      world,
      async (client) =>
        (await client.query<{ c: Buffer }>('SELECT ledger_commitment($1) AS c', [bytes])).rows,
    );
    expect(row?.c).toEqual(Buffer.from(commitmentOf(bytes.subarray(0, 32), bytes.subarray(32))));
    const draft = {
      event: 'erasure.executed',
      owners: [child],
      destroyed: ['operation'] as const,
      payload: { subject: child, owners: [child], destroyed: ['operation'] },
      relies: [] as readonly EntryId[],
    };
    const erased = await hub.database.transaction(async (tx) =>
      eraseEntries({ ledger: hub.ledger, vault: world.vault }, tx, draft),
    );
    expect(erased.covers).toEqual([...indexes].sort((a, b) => a - b));
    expect([await payloadsOf(child), await payloadsOf(other)]).toEqual([0, 1]);
    const [index = -1] = indexes;
    expect(await provenIndex(hub.ledger, first)).toBe(index);
    const marks = await hub.database.reader.query('SELECT 1 FROM ledger_erased WHERE erasure = $1', [
      erased.id,
    ]);
    expect(marks).toHaveLength(2);
  });
});

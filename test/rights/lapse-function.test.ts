/** The way by which content leaves the ledger that is older than its term, tried by someone who holds the hub's own role. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson, type JsonObject, utf8 } from '../../src/kernel/index.js';
import { lapseEntries, ownedEntries } from '../../src/ledger/index.js';
import {
  append,
  asSuperuser,
  type HubProcess,
  type LedgerWorld,
  ledgerWorld,
  newSubject,
  provenIndex,
} from '../ledger/ledger-world.js';

const loose = { type: 'object' };
let world: LedgerWorld;
let hub: HubProcess;
let old: number;
let fresh: number;
let fact: number;
let others: number;
const [child, other] = [newSubject(), newSubject()];

beforeAll(async () => {
  world = await ledgerWorld();
  hub = world.process({
    kinds: { 'rights.noted': loose, 'authority.noted': loose, 'retention.executed': loose },
  });
  await hub.ledger.start();
  const noted = async (event: string, owner: typeof child): Promise<number> => {
    const { id } = await append(hub, { event, owner, retention: 'operation', payload: {} });
    return provenIndex(hub.ledger, id);
  };
  [old, fact] = [await noted('rights.noted', child), await noted('authority.noted', child)];
  others = await noted('rights.noted', other);
  await asSuperuser(world, async (client) => {
    await client.query("SET session_replication_role = 'replica'");
    await client.query("UPDATE ledger_payload SET at = at - interval '6 years'");
  });
  fresh = await noted('rights.noted', child);
});
afterAll(() => world.close());

const contents = async (): Promise<number> =>
  (await hub.database.reader.query('SELECT 1 FROM ledger_payload WHERE owner <> $1', ['hub'])).length;
const fiveYearsAgo = new Date(Date.now() - 5 * 366 * 86_400_000).toISOString().slice(0, 10);
const about = (change: JsonObject = {}): JsonObject => ({
  ...{ subject: child, class: 'operation', before: fiveYearsAgo, covers: [old] },
  ...change,
});
async function tried(event: string, payload: JsonObject): Promise<unknown> {
  const { id } = await append(hub, { event, owner: 'hub', retention: 'operation', payload });
  const evidence = await ownedEntries({ reader: hub.database.reader, vault: world.vault }).entry(id);
  if (evidence === null) throw new Error('the entry is there');
  const bytes = Buffer.from(utf8(canonicalJson(evidence.payload)));
  return hub.database.reader.query('SELECT ledger_lapse(0::smallint, $1, $2, $3)', [
    id,
    Buffer.from(evidence.opening),
    bytes,
  ]);
}

describe('ledger_lapse', () => {
  it.each([
    ['is younger', () => about({ covers: [fresh] })],
    ['is younger, among what is not', () => about({ covers: [old, fresh] })],
    ['is a fact that stands', () => about({ covers: [fact] })],
    ['is of another child', () => about({ covers: [others] })],
    ['is of another class', () => about({ class: 'consent-proof' })],
    ['is named twice', () => about({ covers: [old, old] })],
    ['is not there', () => about({ covers: [old, 999] })],
    ['is nothing', () => about({ covers: [] })],
  ])('deletes nothing that %s', async (_, payload) => {
    await expect(tried('retention.executed', payload())).rejects.toThrow('covers what may not lapse');
    expect(await contents()).toBe(4);
  });

  it.each([
    ['of another kind', 'rights.noted', about(), 'no retention entry'],
    ['about the hub', 'retention.executed', about({ subject: 'hub' }), 'nothing that may lapse'],
    ['without a day', 'retention.executed', about({ before: null }), 'nothing that may lapse'],
    ['of today', 'retention.executed', about({ before: '2099-01-01' }), 'nothing that may lapse'],
  ])('obeys no entry %s', async (_, event, payload, refusal) => {
    await expect(tried(event, { ...payload, covers: [0] })).rejects.toThrow(refusal);
    expect(await contents()).toBe(4);
  });

  it('lets nobody call what it calls', async () => {
    for (const one of ['lapse_exchange_rows', 'lapse_consent_rows']) {
      await expect(hub.database.reader.query(`SELECT ${one}('{}')`)).rejects.toThrow('permission denied');
    }
  });

  it('deletes what the entry covers, and leaves the leaf', async () => {
    const { id } = await hub.database.transaction((tx) =>
      lapseEntries({ ledger: hub.ledger, vault: world.vault }, tx, {
        ...{ event: 'retention.executed', payload: about(), relies: [] },
        covers: [old],
      }),
    );
    expect(await contents()).toBe(3);
    const marks = await hub.database.reader.query('SELECT 1 FROM ledger_erased WHERE erasure = $1', [id]);
    expect(marks).toHaveLength(1);
    const leaves = await hub.database.reader.query('SELECT 1 FROM ledger_leaf WHERE index = $1', [old]);
    expect(leaves).toHaveLength(1);
  });
});

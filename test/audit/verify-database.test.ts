import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Rule } from '../../src/audit/index.js';
import { openPool } from '../../src/database/index.js';
import { entryHash } from '../../src/ledger/index.js';
import { newHubKeys, openVault } from '../../src/vault/index.js';
import { append, newSubject, noted } from '../ledger/ledger-world.js';
import { type RecordedLog, recordedLog } from './recorded-log.js';

const forged = createHash('sha256').update('forged').digest();

describe('the verification of a database', () => {
  let log: RecordedLog;
  beforeAll(async () => {
    log = await recordedLog();
  });
  afterEach(() => log.restore());
  afterAll(() => log.world.close());

  const named = async (rule: Rule, index: number | null, change = {}): Promise<void> => {
    const { finding } = await log.verify(change);
    expect(finding).toMatchObject({ rule, index });
  };

  it('finds nothing in a log that nobody touched', async () => {
    const progress: number[] = [];
    const { finding, checked } = await log.verify({ onProgress: (done) => progress.push(done) });
    expect(finding).toBeNull();
    expect(checked).toEqual({ entries: 10, pending: 0, checkpoints: 11, opened: 10, erased: 0, parts: 2 });
    expect(progress).toEqual([10]);
  });

  it('needs no keys to find that the tree holds', async () => {
    const { finding, checked } = await log.verify({ vault: null });
    expect([finding, checked.entries, checked.opened]).toEqual([null, 10, 0]);
  });

  it('does not take a key store that cannot be reached for altered content', async () => {
    const keysPool = openPool('postgresql://localhost/keys');
    await keysPool.end();
    const vault = openVault({ keysPool, keys: await newHubKeys({ development: true }) });
    await expect(log.verify({ vault })).rejects.toThrow('after calling end on the pool');
  });

  it.each<[string, Rule, string]>([
    [
      'an altered commitment',
      'leaf-of-entry',
      "UPDATE ledger_entry SET commitment = sha256('x') WHERE seq = $1",
    ],
    ['an altered kind', 'leaf-of-entry', "UPDATE ledger_entry SET kind = 'consent' WHERE seq = $1"],
    ['an altered leaf', 'leaf-of-entry', "UPDATE ledger_leaf SET hash = sha256('x') WHERE seq = $1"],
    ['an altered entry id', 'payload-opens', "UPDATE ledger_entry SET id = 'ent_forged' WHERE seq = $1"],
    ['a deleted entry', 'entry-present', 'DELETE FROM ledger_entry WHERE seq = $1'],
    ['a deleted leaf', 'leaf-present', 'DELETE FROM ledger_leaf WHERE seq = $1'],
    ['a deleted payload', 'payload-present', 'DELETE FROM ledger_payload WHERE seq = $1'],
    ['a deleted opening', 'payload-present', 'DELETE FROM ledger_opening WHERE seq = $1'],
    [
      'an altered payload',
      'payload-opens',
      'UPDATE ledger_payload SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) WHERE seq = $1',
    ],
    [
      'an altered opening',
      'payload-opens',
      'UPDATE ledger_opening SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) WHERE seq = $1',
    ],
    ['another owner', 'payload-opens', "UPDATE ledger_payload SET owner = 'sub_other' WHERE seq = $1"],
    ['a deleted part', 'parts-complete', "DELETE FROM ledger_part WHERE seq = $1 AND owner = 'per_one'"],
    ['an altered part', 'parts-complete', "UPDATE ledger_part SET owner = 'per_two' WHERE seq = $1"],
    [
      'an inserted part',
      'parts-complete',
      `INSERT INTO ledger_part SELECT log_id, seq, sha256('x'), owner, retention, sealed FROM ledger_part
       WHERE seq = $1 LIMIT 1`,
    ],
  ])('names the entry of %s', async (_, rule, sql) => {
    await log.tamper([sql, log.seqOf(4)]);
    const { finding } = await log.verify();
    const renamed = sql.includes('ent_forged') ? 'ent_forged' : log.entries[4]?.id;
    const entry = rule === 'entry-present' ? null : renamed;
    expect(finding).toMatchObject({ rule, index: 4, seq: log.seqOf(4), entry });
  });

  it('names the first when several were altered', async () => {
    await log.tamper(
      ["UPDATE ledger_leaf SET hash = sha256('x') WHERE seq = $1", log.seqOf(7)],
      ['DELETE FROM ledger_payload WHERE seq = $1', log.seqOf(3)],
    );
    await named('payload-present', 3);
  });

  it('names an entry that was altered together with its leaf', async () => {
    await log.tamper(
      ['UPDATE ledger_entry SET commitment = $1 WHERE seq = $2', forged, log.seqOf(5)],
      ['UPDATE ledger_leaf SET hash = $1 WHERE seq = $2', entryHash('thing', forged), log.seqOf(5)],
    );
    await named('payload-of-commitment', 5);
    await named('root-signed', 5, { vault: null });
  });

  it('names the first of two entries that changed places', async () => {
    await log.tamper(
      ['UPDATE ledger_leaf SET seq = -1 WHERE seq = $1', log.seqOf(2)],
      ['UPDATE ledger_leaf SET seq = $1 WHERE seq = $2', log.seqOf(2), log.seqOf(8)],
      ['UPDATE ledger_leaf SET seq = $1 WHERE seq = -1', log.seqOf(8)],
    );
    await named('leaf-of-entry', 2);
    await log.tamper([
      `UPDATE ledger_leaf AS l SET hash = other.hash FROM ledger_leaf AS other
       WHERE (l.index, other.index) IN ((2, 8), (8, 2))`,
    ]);
    await named('root-signed', 2);
  });

  it('names an entry that was inserted without a leaf', async () => {
    await log.tamper([
      "INSERT INTO ledger_entry (log_id, id, kind, commitment) VALUES (0, 'ent_x', 'thing', $1)",
      forged,
    ]);
    expect((await log.verify()).finding).toMatchObject({
      rule: 'payload-present',
      index: null,
      entry: 'ent_x',
    });
  });

  it('names an entry that was inserted into the past', async () => {
    await log.tamper([
      "INSERT INTO ledger_entry (log_id, seq, id, kind, commitment) VALUES (0, -5, 'ent_x', 'thing', $1)",
      forged,
    ]);
    expect((await log.verify()).finding).toMatchObject({
      rule: 'entry-sequenced',
      index: null,
      entry: 'ent_x',
    });
  });

  it('names an entry that was inserted with its leaf', async () => {
    await log.tamper(
      ["INSERT INTO ledger_entry VALUES (0, 1000, 'ent_x', 'thing', $1)", forged],
      ['INSERT INTO ledger_leaf VALUES (0, 10, 1000, $1)', entryHash('thing', forged)],
      ["INSERT INTO ledger_payload VALUES (0, 1000, 'hub', 'operation', 'x')"],
      ["INSERT INTO ledger_opening VALUES (0, 1000, 'x')"],
    );
    await named('leaf-signed', 10, { vault: null });
    await named('payload-opens', 10);
  });

  it('names an entry that was swapped for a copy of another, with all that belongs to it', async () => {
    const copy = (table: string, columns: string) =>
      [
        `UPDATE ${table} AS t SET (${columns}) = (SELECT ${columns} FROM ${table} WHERE seq = $2) WHERE seq = $1`,
        log.seqOf(7),
        log.seqOf(8),
      ] as const;
    await log.tamper(
      copy('ledger_entry', 'kind, commitment'),
      copy('ledger_payload', 'owner, retention, sealed'),
      [
        'UPDATE ledger_opening SET sealed = (SELECT sealed FROM ledger_opening WHERE seq = $2) WHERE seq = $1',
        log.seqOf(7),
        log.seqOf(8),
      ],
      [
        'UPDATE ledger_leaf SET hash = (SELECT hash FROM ledger_leaf WHERE seq = $2) WHERE seq = $1',
        log.seqOf(7),
        log.seqOf(8),
      ],
    );
    await named('payload-opens', 7);
  });

  it('names an entry that stands on nothing', async () => {
    await log.hub.ledger.start();
    const nothing = newSubject() as string as RecordedLog['entries'][number]['id'];
    const entry = await append(log.hub, { ...noted('on sand', newSubject()), relies: [nothing] });
    await log.hub.ledger.settled(entry.id);
    await log.hub.ledger.stop();
    await named('relies-on-earlier', 10);
  });

  it('names a row that belongs to nothing', async () => {
    await log.tamper(["INSERT INTO ledger_payload VALUES (0, 5000, 'hub', 'operation', 'x')"]);
    expect((await log.verify()).finding).toMatchObject({ rule: 'no-stray-rows', seq: '5000' });
  });

  it('finds nothing in a log with an entry without leaf', async () => {
    await append(log.hub, noted('committed while no leader ran'));
    const { finding, checked } = await log.verify();
    expect(finding).toBeNull();
    expect(checked).toEqual({ entries: 10, pending: 1, checkpoints: 11, opened: 11, erased: 0, parts: 2 });
  });

  it('names an entry with the part of a person whose key is gone although no erasure says so', async () => {
    await log.world.vault.shred('per_two', ['operation']);
    const { finding, checked } = await log.verify();
    expect(finding).toMatchObject({ rule: 'erasure-signed', reason: expect.stringContaining('part') });
    expect(checked.parts).toBe(1);
  });

  it('names an entry whose key is gone although no erasure says so', async () => {
    // Last, because a destroyed key does not come back.
    const sql = 'SELECT owner FROM ledger_payload WHERE seq = $1';
    const { rows } = await log.hub.database.pool.query(sql, [log.seqOf(2)]);
    await log.world.vault.shred(rows[0].owner, ['operation']);
    expect((await log.verify()).finding).toMatchObject({ rule: 'erasure-signed', index: 2 });
  });
});

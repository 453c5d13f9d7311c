import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { append, type LedgerWorld, ledgerWorld, noted } from './ledger-world.js';

const tables = [
  'ledger_entry',
  'ledger_payload',
  'ledger_opening',
  'ledger_part',
  'ledger_leaf',
  'ledger_checkpoint',
  'ledger_tile',
  'ledger_cosignature',
];
const changes = tables.flatMap((table) => [
  [table, 'UPDATE', `UPDATE ${table} SET log_id = log_id`],
  [table, 'UPDATE of nothing', `UPDATE ${table} SET log_id = 9 WHERE false`],
  [table, 'DELETE', `DELETE FROM ${table}`],
  [table, 'TRUNCATE', `TRUNCATE ${table}`],
]);

describe('the tables of the ledger', () => {
  let world: LedgerWorld;
  let [app, owner]: (pg.Client | undefined)[] = [];
  beforeAll(async () => {
    world = await ledgerWorld();
    const hub = world.process();
    await hub.ledger.start();
    const parts = [{ topic: 't', person: 'per_one', value: 1 }];
    await hub.ledger.settled((await append(hub, { ...noted('kept'), parts })).id);
    app = new pg.Client({ connectionString: world.db.appUrl });
    owner = new pg.Client({ connectionString: world.db.ownerUrl });
    await Promise.all([app.connect(), owner.connect()]);
  });
  afterAll(async () => {
    await Promise.all([app?.end(), owner?.end()]);
    await world.close();
  });

  it.each(changes)('%s refuses %s to the role of the hub', async (_table, _change, sql) => {
    await expect(app?.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it.each(changes)('%s refuses %s to its owner', async (table, _change, sql) => {
    await expect(owner?.query(sql)).rejects.toThrow(`on ${table} refused: the ledger is append-only`);
  });

  it.each(tables)('%s does not let the hub switch its protection off', async (table) => {
    const must = { code: '42501' };
    await expect(app?.query(`ALTER TABLE ${table} DISABLE TRIGGER append_only`)).rejects.toMatchObject(must);
    await expect(app?.query(`DROP TRIGGER append_only ON ${table}`)).rejects.toMatchObject(must);
    await expect(app?.query(`DROP TABLE ${table}`)).rejects.toMatchObject(must);
    await expect(app?.query('SET session_replication_role = replica')).rejects.toMatchObject(must);
  });

  it('do not let an insert that meets a row change it', async () => {
    const sql = `INSERT INTO ledger_leaf SELECT * FROM ledger_leaf
                 ON CONFLICT (log_id, index) DO UPDATE SET hash = excluded.hash`;
    await expect(app?.query(sql)).rejects.toMatchObject({ code: '42501' });
    await expect(owner?.query(sql)).rejects.toThrow('append-only');
  });

  it('do not let the hub set the sequence back', async () => {
    await expect(app?.query("SELECT setval('ledger_entry_seq', 1)")).rejects.toMatchObject({ code: '42501' });
  });

  it('still hold the one entry', async () => {
    for (const table of tables.filter(
      (name) => !['ledger_checkpoint', 'ledger_tile', 'ledger_cosignature'].includes(name),
    )) {
      const result = await app?.query(`SELECT count(*)::int AS n FROM ${table}`);
      expect([table, result?.rows[0].n]).toEqual([table, 1]);
    }
  });
});

/** Row-level security as the second wall: what the role of a partner's officer reads, whatever a query forgets. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';

let db: FreshDatabase;
let owner: pg.Client;
beforeAll(async () => {
  db = await freshDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  for (const partner of ['asks', 'gives', 'declines', 'other']) {
    await owner.query(
      `INSERT INTO partner (id, name, role, issuer, client_id, registered_at) VALUES ($1, $1, 'school', 'i', $1, now())`,
      [partner],
    );
  }
  await exchange('given', 'asks');
  await task('given', 'gives', { ticket: 'ticket', released: true });
  await task('given', 'declines', { ticket: 'ticket', released: false });
  await exchange('unticketed', 'other');
  await task('unticketed', 'gives', { ticket: null, released: false });
  await exchange('of-other', 'other');
  await owner.query(
    `INSERT INTO stop_order (id, exchange, subject, recipient, purpose, cause, entry, ordered_at, due_at)
     VALUES ('stop-asks', 'given', 's', 'asks', 'p', 'consent-withdrawn', 'e', now(), now()),
            ('stop-other', 'of-other', 's', 'other', 'p', 'consent-withdrawn', 'e', now(), now())`,
  );
  for (const partner of ['asks', 'other']) await unusual(partner, partner === 'asks' ? 'given' : 'of-other');
});
afterAll(async () => {
  await owner?.end();
  await db?.drop();
});

const exchange = (id: string, requester: string) =>
  owner.query(
    `INSERT INTO exchange (id, subject, requester, requester_role, account, purpose, version, question, emergency,
       second_professional, fields, key_statement, key_jti, state, decision_entry, asked_at, deadline_at)
     VALUES ($1, 's', $2, 'jgz', 'acc', 'p', 1, 'q', false, false, '{a}', 'k', $1, 'open', $1, now(), now())`,
    [id, requester],
  );

const task = (
  of: string,
  source: string,
  { ticket, released }: { readonly ticket: string | null; readonly released: boolean },
) =>
  owner.query(
    `INSERT INTO exchange_task (id, exchange, subject, source, source_role, source_ref, flow, basis, needs_consent, fields,
       manual, salt, ticket, question_text, necessity, state, released_at, created_at)
     VALUES ($1, $2, 's', $3, 'school', 'r', 'f', 'consent', true, '{a}', false, 'x', $4, '[]', '[]', 'waiting',
       CASE WHEN $5 THEN now() END, now())`,
    [`${of}-${source}`, of, source, ticket, released],
  );

async function unusual(partner: string, of: string): Promise<void> {
  const id = `unusual-${partner}`;
  await owner.query(
    `INSERT INTO unusual_use (id, rule, occasion, partner, account, day, counted, threshold, days, found_at, grown_at)
     VALUES ($1, 'many-children', $1, $2, 'acc', '2026-01-01', 1, 1, 1, now(), now())`,
    [id, partner],
  );
  await owner.query('INSERT INTO unusual_use_request (unusual_use, exchange) VALUES ($1, $2)', [id, of]);
  await owner.query(
    `INSERT INTO unusual_disposition (entry, unusual_use, disposition, disposed_at) VALUES ($1, $1, 'explained', now())`,
    [id],
  );
}

const columnOf = {
  exchange: 'id',
  exchange_task: 'id',
  stop_order: 'id',
  unusual_use: 'id',
  unusual_use_request: 'unusual_use',
  unusual_disposition: 'unusual_use',
} as const;
type Shown = Record<keyof typeof columnOf, string[]>;
const tables = Object.keys(columnOf) as (keyof typeof columnOf)[];

/** Every row of every table, asked for without any condition. */
const shownTo = (partner: string): Promise<Shown> =>
  db.database.readAs(partner, async (tx) => {
    const shown: Partial<Shown> = {};
    for (const table of tables) {
      const rows = await tx.query<{ of: string }>(`SELECT ${columnOf[table]} AS of FROM ${table} ORDER BY 1`);
      shown[table] = rows.map(({ of }) => of);
    }
    return shown as Shown;
  });
const nothing: Shown = {
  ...{ exchange: [], exchange_task: [], stop_order: [] },
  ...{ unusual_use: [], unusual_use_request: [], unusual_disposition: [] },
};
const own = (partner: string) => ({
  unusual_use: [`unusual-${partner}`],
  unusual_use_request: [`unusual-${partner}`],
  unusual_disposition: [`unusual-${partner}`],
});

describe('the role of a partner’s officer', () => {
  it('reads of whoever asked what it asked, and of the orders only what reached it', async () => {
    expect(await shownTo('asks')).toEqual({
      ...{ exchange: ['given'], exchange_task: ['given-gives'], stop_order: ['stop-asks'] },
      ...own('asks'),
    });
  });

  it('reads of whoever was asked the own orders, once they could be known, and nothing of the others', async () => {
    expect(await shownTo('gives')).toEqual({
      ...nothing,
      ...{ exchange: ['given'], exchange_task: ['given-gives'] },
    });
    expect(await shownTo('declines')).toEqual({
      ...nothing,
      ...{ exchange: ['given'], exchange_task: ['given-declines'] },
    });
  });

  it('reads nothing for a partner of which there is nothing, nor for words that are meant to be read as SQL', async () => {
    for (const partner of ['', 'stranger', "' OR true --", '%', "asks' OR 'a'='a"])
      expect(await shownTo(partner), partner).toEqual(nothing);
  });

  it('reads nothing where nobody said for whom', async () => {
    const counts = await asRole(async (client) => {
      const rows = [];
      for (const table of tables)
        rows.push((await client.query(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]);
      return rows;
    });
    expect(counts).toEqual(tables.map(() => ({ n: 0 })));
  });

  it('cannot name another partner to the function behind the rows', async () => {
    const given = await asRole(
      async (client) => (await client.query('SELECT exchanges_asked_of_reader() AS id')).rows,
      'declines',
    );
    expect(given).toEqual([{ id: 'given' }]);
    await expect(db.database.reader.query('SELECT exchanges_asked_of_reader()')).rejects.toMatchObject({
      code: insufficientPrivilege,
    });
  });

  it('changes nothing, and reads no other table', async () => {
    const changes = [
      ...tables.flatMap((table) => [
        `UPDATE ${table} SET ${columnOf[table]} = 'x'`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
        `INSERT INTO ${table} DEFAULT VALUES`,
        `SELECT * FROM ${table} FOR UPDATE`,
      ]),
      "UPDATE partner SET name = 'x'",
      'SELECT client_id FROM partner',
      'SELECT * FROM partner',
    ];
    for (const sql of changes)
      await expect(
        asRole((client) => client.query(sql), 'asks'),
        sql,
      ).rejects.toMatchObject({
        code: insufficientPrivilege,
      });
    for (const { name } of await otherTables()) {
      const read = asRole((client) => client.query(`SELECT * FROM "${name}"`), 'asks');
      await expect(read, name).rejects.toMatchObject({ code: insufficientPrivilege });
    }
  });

  it('works in a transaction that only reads', async () => {
    const [shown] = await db.database.readAs('asks', (tx) => tx.query('SHOW transaction_read_only'));
    expect(shown).toEqual({ transaction_read_only: 'on' });
  });

  it('ends with the transaction: the next one on that connection is the hub’s again', async () => {
    await shownTo('other');
    const rows = await db.database.reader.query('SELECT id FROM exchange');
    expect(rows).toHaveLength(3);
    const failing = db.database.readAs('asks', async (tx) => tx.query('SELECT * FROM vault'));
    await expect(failing).rejects.toThrow();
    const [who] = await db.database.reader.query<{ role: string; partner: string | null }>(
      "SELECT current_user::text AS role, nullif(current_setting('kernhub.partner', true), '') AS partner",
    );
    expect(who).toEqual({ role: 'kernhub_app', partner: null });
  });
});

describe('the hub’s own role', () => {
  it('inherits nothing of it, and reads and writes every row as before', async () => {
    const [inherits] = await db.database.reader.query<{ usage: boolean; set: boolean }>(
      "SELECT pg_has_role('kernhub_partner_officer', 'USAGE') AS usage, pg_has_role('kernhub_partner_officer', 'SET') AS set",
    );
    expect(inherits).toEqual({ usage: false, set: true });
    await db.database.transaction(async (tx) => {
      const changed = await tx.query("UPDATE exchange SET state = 'expired' RETURNING id");
      expect(changed).toHaveLength(3);
    });
  });

  it('loses no index to a policy that is always true: conditions that may fail are still asked of it', async () => {
    const plan = async (sql: string): Promise<string> => {
      const rows = await db.database.transaction(async (tx) => {
        await tx.query('SET LOCAL enable_seqscan = off');
        return tx.query<{ 'QUERY PLAN': string }>(`EXPLAIN (COSTS OFF) ${sql}`);
      });
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    const newest = await plan(
      "SELECT id FROM exchange AS e WHERE e.requester = 'asks' AND e.fields @> ARRAY['a'] ORDER BY asked_at DESC, id DESC LIMIT 50",
    );
    expect(newest).toContain('exchange_requester');
    expect(newest).not.toContain('SubPlan');
    expect(await plan("SELECT 1 FROM exchange WHERE id = 'given' FOR NO KEY UPDATE")).toContain(
      'exchange_pkey',
    );
    expect(await plan("SELECT id FROM exchange_task WHERE exchange = 'given'")).toContain(
      'exchange_task_exchange',
    );
  });
});

/** PostgreSQL, appendix A. */
const insufficientPrivilege = '42501';

/** On the role that the hub sets, with no other guard. */
async function asRole<T>(work: (client: pg.Client) => Promise<T>, partner?: string): Promise<T> {
  const client = new pg.Client({ connectionString: db.appUrl });
  await client.connect();
  try {
    await client.query('SET ROLE kernhub_partner_officer');
    if (partner !== undefined)
      await client.query("SELECT set_config('kernhub.partner', $1, false)", [partner]);
    return await work(client);
  } finally {
    await client.end();
  }
}

const otherTables = async () =>
  (
    await owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND relkind = 'r' AND relname <> ALL ($1) AND relname <> 'partner'`,
      [tables],
    )
  ).rows;

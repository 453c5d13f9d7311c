import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/index.js';
import { onlyReads } from '../../src/database/statement.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
  const owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  await owner.query('CREATE TABLE note (id int PRIMARY KEY)');
  await owner.query('GRANT SELECT, INSERT ON note TO kernhub_app');
  await owner.end();
});
afterAll(() => db.drop());

const session = 'SELECT pg_backend_pid() AS session, $1::int AS place';
const divided = 'SELECT 1 / $1::int AS share';
const keep = 'INSERT INTO note VALUES ($1)';

describe('reads outside a transaction', () => {
  it('share a session where they begin in one turn, and each gets its own answer', async () => {
    const { reader } = db.database;
    const rows = await Promise.all(
      [1, 2, 3].map((place) => reader.query<{ session: number; place: number }>(session, [place])),
    );
    expect(rows.map(([row]) => row?.place)).toEqual([1, 2, 3]);
    expect(new Set(rows.map(([row]) => row?.session)).size).toBe(1);
  });

  it('do not fail for one that fails among them', async () => {
    const { reader } = db.database;
    for (let time = 0; time < 3; time += 1) {
      const answers = await Promise.allSettled([3, 0, 1, 0, -1].map((by) => reader.query(divided, [by])));
      expect(answers).toMatchObject([
        { status: 'fulfilled', value: [{ share: 0 }] },
        { status: 'rejected', reason: { code: '22012' } },
        { status: 'fulfilled', value: [{ share: 1 }] },
        { status: 'rejected', reason: { code: '22012' } },
        { status: 'fulfilled', value: [{ share: -1 }] },
      ]);
    }
    expect(await reader.query(divided, [1])).toEqual([{ share: 1 }]);
  });

  it('cannot undo what is written beside them', async () => {
    const { reader } = db.database;
    const answers = await Promise.allSettled([
      reader.query(keep, [1]),
      reader.query(divided, [0]),
      reader.query(keep, [2]),
      reader.query(divided, [0]),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    expect(await reader.query('SELECT id FROM note ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('are all told when there is no database', async () => {
    const gone = openDatabase('postgresql://kernhub_app:x@127.0.0.1:1/none');
    const answers = await Promise.allSettled([1, 2].map((place) => gone.reader.query(session, [place])));
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await gone.close();
  });

  it('leave every session to the pool, also those in which one failed', async () => {
    const { reader, pool } = db.database;
    const mixed = Array.from({ length: 60 }, (_, place) => reader.query(divided, [place % 3]));
    await Promise.allSettled(mixed);
    expect([pool.waitingCount, pool.totalCount - pool.idleCount]).toEqual([0, 0]);
  });
});

it.each([
  ['SELECT id FROM subject WHERE id = $1', true],
  [' \n select id, updated_at FROM exchange', true],
  ['SELECT id FROM subject WHERE id = $1 FOR SHARE', false],
  ['SELECT id FROM subject FOR NO KEY UPDATE SKIP LOCKED', false],
  ["SELECT pg_advisory_xact_lock(hashtext('a'))", false],
  ["SELECT nextval('ledger_entry_seq')", false],
  ["SELECT set_config('a', $1, true)", false],
  ['SELECT ledger_erase($1, $2)', false],
  ['SELECT lapse_exchange_rows($1)', false],
  ['WITH spent AS (INSERT INTO spent_proof VALUES ($1) RETURNING 1) SELECT 1', false],
  ['UPDATE task SET a = 1', false],
])('%s: is only read: %s', (text, reads) => {
  expect(onlyReads(text)).toBe(reads);
});

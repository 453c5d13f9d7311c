import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';

describe('two transactions that wait for each other', () => {
  let db: FreshDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
    const owner = new pg.Client({ connectionString: db.ownerUrl });
    await owner.connect();
    await owner.query('CREATE TABLE counter (id int PRIMARY KEY, value int NOT NULL)');
    await owner.query('INSERT INTO counter VALUES (1, 0), (2, 0)');
    await owner.query('GRANT SELECT, UPDATE ON counter TO kernhub_app');
    await owner.end();
  });
  afterAll(() => db.drop());

  it('both do their work, once', async () => {
    let met = 0;
    let bothHoldOne: () => void = () => undefined;
    const meeting = new Promise<void>((resolve) => {
      bothHoldOne = resolve;
    });
    let attempts = 0;
    const crosswise = (first: number, second: number) =>
      db.database.transaction(async (tx) => {
        attempts += 1;
        await tx.query('UPDATE counter SET value = value + 1 WHERE id = $1', [first]);
        met += 1;
        if (met >= 2) bothHoldOne();
        await meeting;
        await tx.query('UPDATE counter SET value = value + 1 WHERE id = $1', [second]);
      });
    await Promise.all([crosswise(1, 2), crosswise(2, 1)]);
    expect(attempts).toBe(3);
    expect(await db.database.reader.query('SELECT id, value FROM counter ORDER BY id')).toEqual([
      { id: 1, value: 2 },
      { id: 2, value: 2 },
    ]);
  });
});

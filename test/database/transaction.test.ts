import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';

describe('a transaction', () => {
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

  it('is done again when it and another wait for each other', async () => {
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
    expect(attempts).toBeGreaterThanOrEqual(3);
    expect(await db.database.reader.query('SELECT id, value FROM counter ORDER BY id')).toEqual([
      { id: 1, value: 2 },
      { id: 2, value: 2 },
    ]);
  });

  it('sends statements together and runs them in the order of the calls', async () => {
    await db.database.transaction(async (tx) => {
      const [, before, , after] = await Promise.all([
        tx.query('UPDATE counter SET value = 10 WHERE id = $1', [1]),
        tx.query('SELECT value FROM counter WHERE id = $1', [1]),
        tx.query('UPDATE counter SET value = 20 WHERE id = $1', [1]),
        tx.query('SELECT value FROM counter WHERE id = $1', [1]),
      ]);
      expect([before, after]).toEqual([[{ value: 10 }], [{ value: 20 }]]);
    });
  });

  it('reads behind a lock what the lock waited for', async () => {
    let locked: () => void = () => undefined;
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve;
    });
    const writer = db.database.transaction(async (tx) => {
      await tx.query('UPDATE counter SET value = 77 WHERE id = $1', [2]);
      locked();
      await sleep(300);
    });
    await isLocked;
    const seen = await db.database.transaction(async (tx) => {
      const [, rows] = await Promise.all([
        tx.query('SELECT 1 FROM counter WHERE id = $1 FOR UPDATE', [2]),
        tx.query('SELECT value FROM counter WHERE id = $1', [2]),
      ]);
      return rows;
    });
    await writer;
    expect(seen).toEqual([{ value: 77 }]);
  });

  it('fails for the reason of its first failure, and lets nothing run behind its end', async () => {
    let late: Promise<unknown> = Promise.resolve();
    const work = db.database.transaction(async (tx) => {
      const goesOn = async (): Promise<void> => {
        await sleep(100);
        late = tx.query('UPDATE counter SET value = 99 WHERE id = $1', [1]);
        await late;
      };
      const fails = async (): Promise<void> => {
        const nested = async () => tx.query('SELECT 1 / $1::int', [0]);
        await nested();
      };
      await Promise.all([fails(), tx.query('SELECT 2'), goesOn()]);
    });
    await expect(work).rejects.toMatchObject({ code: '22012' });
    await sleep(200);
    await expect(late).rejects.toThrow('the transaction is over');
    expect(await db.database.reader.query('SELECT 1 FROM counter WHERE value = 99')).toEqual([]);
  });

  it.each([
    ['was caught', (failing: Promise<unknown>) => failing.catch(() => 'never mind')],
    ['was not waited for', (failing: Promise<unknown>) => void failing.catch(() => undefined)],
  ])('is not said to be kept when a failure in it %s', async (_, take) => {
    const work = db.database.transaction(async (tx) => {
      await tx.query('UPDATE counter SET value = 96 WHERE id = $1', [1]);
      await take(tx.query('SELECT 1 / $1::int', [0]));
      return 'kept';
    });
    await expect(work).rejects.toMatchObject({ code: '22012' });
    expect(await db.database.reader.query('SELECT 1 FROM counter WHERE value = 96')).toEqual([]);
  });

  it('runs nothing of what was not waited for behind its end', async () => {
    let forgotten: Promise<unknown> = Promise.resolve();
    const work = db.database.transaction(async (tx) => {
      await tx.query('SELECT 1 AS one');
      forgotten = tx.query('UPDATE counter SET value = 98 WHERE id = $1', [1]).catch(() => undefined);
      throw new RangeError('thought better of it');
    });
    await expect(work).rejects.toThrow('thought better of it');
    await forgotten;
    expect(await db.database.reader.query('SELECT 1 FROM counter WHERE value = 98')).toEqual([]);
  });

  it('is lost whole when a value cannot be sent, and the next one works', async () => {
    const ring: { self?: unknown } = {};
    ring.self = ring;
    const work = db.database.transaction((tx) =>
      Promise.all([
        tx.query('UPDATE counter SET value = 97 WHERE id = $1', [1]),
        tx.query('UPDATE counter SET value = $1 WHERE id = 2', [ring]),
      ]),
    );
    await expect(work).rejects.toThrow(/circular|terminated/i);
    expect(await db.database.reader.query('SELECT 1 FROM counter WHERE value = 97')).toEqual([]);
    expect(await db.database.transaction((tx) => tx.query('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
  });

  it('prepares again what stood behind a statement that failed', async () => {
    const reading = 'SELECT value AS anew FROM counter WHERE id = $1';
    // As many at once as there may be connections, so that whichever is used below is one of them.
    const failing = () =>
      db.database.transaction((tx) =>
        Promise.all([tx.query('SELECT 1 / $1::int AS failed', [0]), tx.query(reading, [1])]),
      );
    const failed = await Promise.allSettled(Array.from({ length: 20 }, failing));
    expect(failed.every(({ status }) => status === 'rejected')).toBe(true);
    const again = () => db.database.transaction((tx) => tx.query(reading, [1]));
    const rows = await Promise.all(Array.from({ length: 20 }, again));
    expect(rows.every((read) => read.length === 1)).toBe(true);
  });
});

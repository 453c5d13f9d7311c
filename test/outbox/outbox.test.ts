/** The outbox on real PostgreSQL: one delivery among many processes, tries that wait longer, a process that died. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/kernel/index.js';
import { systemClock } from '../../src/kernel/index.js';
import { createOutbox, type OutboxMessage } from '../../src/outbox/index.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db?.drop());
beforeEach(async () => {
  await db.database.pool.query('DELETE FROM outbox_message');
});

let ahead = 0;
const clock: Clock = { ...systemClock(), now: () => new Date(Date.now() + ahead) };

const outboxWith = (deliver: (message: OutboxMessage) => Promise<void>, given: boolean[] = []) =>
  createOutbox({ database: db.database, clock, deliver, onFailure: (_error, last) => void given.push(last) });

const messages = (count: number) =>
  Array.from({ length: count }, (_, place) => ({ kind: 'question-asked', recipient: `per_${place}` }));

const put = (count: number) => {
  const outbox = outboxWith(async () => undefined);
  return db.database.transaction((tx) => outbox.enqueue(tx, messages(count)));
};

describe('the outbox', () => {
  it('delivers each message once, however many processes look', async () => {
    await put(40);
    const delivered: string[] = [];
    const processes = Array.from({ length: 5 }, () =>
      outboxWith(async ({ recipient }) => void delivered.push(recipient)),
    );
    await Promise.all(processes.map((one) => one.deliverDue()));
    expect(delivered.sort()).toEqual(
      messages(40)
        .map(({ recipient }) => recipient)
        .sort(),
    );
    expect((await outboxWith(async () => undefined).backlog()).waiting).toBe(0);
  });

  it('holds nothing of a transaction that was rolled back', async () => {
    const outbox = outboxWith(async () => undefined);
    const failing = db.database.transaction(async (tx) => {
      await outbox.enqueue(tx, messages(1));
      throw new Error('business failed');
    });
    await expect(failing).rejects.toThrow('business failed');
    expect((await outbox.backlog()).waiting).toBe(0);
  });

  it('tries again after growing waits, eight times, and then gives up', async () => {
    await put(1);
    const given: boolean[] = [];
    let tries = 0;
    const outbox = outboxWith(async () => {
      tries += 1;
      throw new Error('no server');
    }, given);
    const minutes = [1, 5, 30, 120, 360, 720, 1_440];
    await outbox.deliverDue();
    for (const [place, wait] of minutes.entries()) {
      ahead += wait * 60_000 - 10_000;
      await outbox.deliverDue();
      expect(tries).toBe(place + 1);
      ahead += 20_000;
      await outbox.deliverDue();
      expect(tries).toBe(place + 2);
    }
    expect(given).toEqual([false, false, false, false, false, false, false, true]);
    expect((await outbox.backlog()).waiting).toBe(0);
  });

  it('is taken over when a process died in the middle, with the same id, and not before its lease ended', async () => {
    await put(1);
    const ids: string[] = [];
    // A process that never comes back from its delivery, as after kill -9.
    let begun: () => void = () => undefined;
    const inTheMiddle = new Promise<void>((done) => {
      begun = done;
    });
    const dead = outboxWith(({ id }) => {
      ids.push(id);
      begun();
      return new Promise(() => undefined);
    });
    void dead.deliverDue();
    await inTheMiddle;
    const alive = outboxWith(async ({ id }) => void ids.push(id));
    await alive.deliverDue();
    expect(ids.length).toBe(1);
    ahead += 301_000;
    await alive.deliverDue();
    expect(ids.length).toBe(2);
    expect(new Set(ids).size).toBe(1);
    expect((await alive.backlog()).waiting).toBe(0);
  });
});

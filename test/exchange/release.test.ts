import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EntryId, Task } from '../../src/contract/index.js';
import { parseVerifierKey, verifyInclusionStatement } from '../../src/tlog/index.js';
import { system } from './partner.js';
import { mandatory, scene } from './scene.js';
import { exchangeWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await exchangeWorld();
});
afterAll(() => world.close());

const refused = (code: string) => expect.objectContaining({ code });
const sealedRows = async (task: string): Promise<number> =>
  (await world.db.database.reader.query('SELECT 1 FROM sealed_envelope WHERE task = $1', [task])).length;

/** Events about a child with their index, in the order of the log. */
async function logOf(): Promise<readonly { event: string; exchange: unknown; index: number }[]> {
  const rows = await world.db.database.reader.query<{ id: EntryId }>(
    'SELECT id FROM ledger_entry ORDER BY seq',
  );
  return Promise.all(
    rows.map(async ({ id }) => {
      const { payload } = await world.ledger.read(id);
      const { index } = await world.ledger.settled(id);
      return { event: String(payload.event), exchange: payload.exchange, index };
    }),
  );
}

describe('a release', () => {
  test('delivers what was sealed, under a release entry with its own proof', async () => {
    const now = await scene(world);
    const { id, task } = await now.answered();
    const view = await now.read(id);
    expect(view).toMatchObject({ state: 'complete', sources: [{ role: 'school', state: 'shared' }] });
    const [delivery] = view.deliveries;
    expect(delivery).toMatchObject({ task: task.id, ticket: task.ticket, source: { id: now.school.id } });
    if (delivery === undefined) return;
    const keys = world.ledger.verifierKeys().map(parseVerifierKey);
    verifyInclusionStatement(delivery.release, 'hub.test/ledger', keys);
    expect(delivery.release.index).toBeGreaterThan(view.decision.index);
  });

  test('is made anew for every delivery', async () => {
    const now = await scene(world);
    const { id } = await now.answered();
    const [first, second] = [await now.read(id), await now.read(id)];
    expect(second.deliveries[0]?.envelope).toEqual(first.deliveries[0]?.envelope);
    expect(second.deliveries[0]?.release.index).toBeGreaterThan(first.deliveries[0]?.release.index ?? 0);
  });

  test('is made for each of two calls at once', async () => {
    const now = await scene(world);
    const { id } = await now.answered();
    const views = await Promise.all([now.read(id), now.read(id, now.jgz, 0, world.other())]);
    const indexes = views.map(({ deliveries }) => deliveries[0]?.release.index);
    expect(new Set(indexes).size).toBe(2);
    expect(views[0]?.deliveries[0]?.envelope).toEqual(views[1]?.deliveries[0]?.envelope);
  });

  test('does not wait for who only refers to the exchange', async () => {
    const now = await scene(world);
    const { id } = await now.answered();
    const { deliveries } = await world.db.database.transaction(async (tx) => {
      // What PostgreSQL holds for a row with a foreign key, until the end of its transaction.
      await tx.query('SELECT 1 FROM exchange WHERE id = $1 FOR KEY SHARE', [id]);
      return now.read(id);
    });
    expect(deliveries).toHaveLength(1);
  });

  test('comes with the answer to the question itself, where the asker waits', async () => {
    const now = await scene(world);
    await now.give();
    const asking = now.ask({ wait: 20 });
    const source = world.call<{ items: Task[] }>('GET /v1/tasks', system(now.school), { wait: 20 });
    const [task] = (await source).items;
    if (task === undefined) throw new Error('the school has a task');
    await now.put(task.id, await now.sealed(task));
    expect((await asking).deliveries).toHaveLength(1);
  });
});

describe('a receipt', () => {
  test('deletes what was sealed, once and for all', async () => {
    const now = await scene(world);
    const { id, task } = await now.answered();
    const [delivery] = (await now.read(id)).deliveries;
    if (delivery === undefined) throw new Error('delivered');
    expect(await now.acknowledge(id, delivery)).toEqual({ state: 'received' });
    expect(await now.acknowledge(id, delivery)).toEqual({ state: 'received' });
    expect(await sealedRows(task.id)).toBe(0);
    expect(await now.read(id)).toMatchObject({ state: 'complete', deliveries: [] });
    const received = (await logOf()).filter(
      ({ event, exchange }) => event === 'exchange.received' && exchange === id,
    );
    expect(received).toHaveLength(1);
  });

  test('is refused for what was never delivered, for another manifest, or by another', async () => {
    const now = await scene(world);
    const { id, task } = await now.answered();
    const guess = { task: task.id, envelope: { manifest: 'a.b.c', fields: {} } } as never;
    await expect(now.acknowledge(id, guess)).rejects.toThrow(/none that was delivered/);
    const [delivery] = (await now.read(id)).deliveries;
    if (delivery === undefined) throw new Error('delivered');
    await expect(now.acknowledge(id, delivery, { manifest: 'A'.repeat(43) })).rejects.toThrow(/manifest/);
    await expect(now.acknowledge(id, delivery, { iss: now.school.id })).rejects.toThrow(/iss/);
    await expect(now.acknowledge('exc_AAAAAAAAAAAAAAAAAAAAAA', delivery)).rejects.toEqual(
      refused('not-found'),
    );
    expect(await sealedRows(task.id)).toBe(1);
  });
});

describe('after a withdrawal', () => {
  test('nothing is delivered, what was sealed is gone, and that is on record', async () => {
    const now = await scene(world);
    const { id, task } = await now.answered();
    await now.withdraw();
    expect(await sealedRows(task.id)).toBe(0);
    expect(await now.read(id)).toMatchObject({ state: 'withdrawn', deliveries: [] });
    await expect(now.ask()).rejects.toEqual(refused('basis-not-in-force'));
    const about = (await logOf()).filter(({ exchange }) => exchange === id).map(({ event }) => event);
    expect(about).toEqual(['exchange.permitted', 'exchange.enveloped', 'exchange.destroyed']);
  });

  test('open tasks are called off', async () => {
    const now = await scene(world);
    await now.give();
    await now.ask();
    const [task] = await now.take();
    if (task === undefined) throw new Error('the school has a task');
    await now.withdraw();
    await expect(now.put(task.id, await now.sealed(task))).rejects.toEqual(refused('task-not-open'));
    world.clock.advance(61);
    expect(await now.take()).toEqual([]);
  });

  test('no release stands, however closely they race', async () => {
    for (let round = 0; round < 12; round++) {
      const now = await scene(world);
      const { id } = await now.answered();
      const other = world.other();
      const [, ...views] = await Promise.all([
        now.withdraw(),
        now.read(id),
        now.read(id, now.jgz, 0, other),
        now.read(id),
      ]);
      const log = await logOf();
      const destroyed = log.find(({ event, exchange }) => event === 'exchange.destroyed' && exchange === id);
      const withdrawn = log.findLast(({ event }) => event === 'consent.withdrawn');
      const releases = log.filter(({ event, exchange }) => event === 'exchange.released' && exchange === id);
      expect(destroyed).toBeDefined();
      for (const release of releases) expect(release.index).toBeLessThan(withdrawn?.index ?? -1);
      const delivered = views.flatMap(({ deliveries }) => deliveries.map(({ release }) => release.index));
      expect(new Set(delivered)).toEqual(new Set(releases.map(({ index }) => index)));
      expect((await now.read(id)).deliveries).toEqual([]);
    }
  });
});

describe('when the basis lapses by itself', () => {
  test('what was sealed is destroyed at the next attempt, and that is on record', async () => {
    const now = await scene(world);
    const { id, task } = await now.answered();
    await now.doubt();
    expect(await now.read(id)).toMatchObject({ state: 'withdrawn', deliveries: [] });
    expect(await sealedRows(task.id)).toBe(0);
    expect(
      (await logOf()).some(({ event, exchange }) => event === 'exchange.destroyed' && exchange === id),
    ).toBe(true);
  });

  test('a source that was suspended meanwhile shares nothing, and the requester does not learn why', async () => {
    const now = await scene(world);
    const { id } = await now.answered();
    await world.suspend(now.school);
    expect(await now.read(id)).toMatchObject({
      state: 'open',
      sources: [{ role: 'school', state: 'waiting' }],
      deliveries: [],
    });
  });

  test('a field that the family no longer allows takes the envelope with it', async () => {
    const now = await scene(world);
    const { id } = await now.answered();
    await now.give({ fields: mandatory });
    expect((await now.read(id)).deliveries).toEqual([]);
  });
});

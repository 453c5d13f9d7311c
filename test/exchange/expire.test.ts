import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scene } from './scene.js';
import { exchangeWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await exchangeWorld();
});
afterAll(() => world.close());

const rows = async (table: string): Promise<number> =>
  (await world.db.database.reader.query(`SELECT 1 FROM ${table}`)).length;
const count = async (event: string): Promise<number> =>
  (await world.events()).filter((happened) => happened === event).length;

describe('the worker', () => {
  test('deletes sealed answers that nobody acknowledged after 24 hours, and records it once', async () => {
    const now = await scene(world);
    const { id } = await now.answered();
    await now.read(id);
    world.clock.advance(23 * 3600);
    await world.exchange.expire();
    expect(await rows('sealed_envelope')).toBe(1);
    world.clock.advance(3600);
    const before = await count('exchange.destroyed');
    await Promise.all([world.exchange.expire(), world.other().expire(), world.other().expire()]);
    expect(await rows('sealed_envelope')).toBe(0);
    expect((await count('exchange.destroyed')) - before).toBe(1);
    expect(await now.read(id)).toMatchObject({ state: 'complete', deliveries: [] });
  });

  test('closes each exchange once at its deadline, however many processes work', async () => {
    const now = await scene(world);
    await now.give();
    const asked = [await now.ask(), await now.ask(), await now.ask()];
    const before = await count('exchange.expired');
    world.clock.advance(14_401);
    await Promise.all([world.exchange.expire(), world.other().expire(), world.other().expire()]);
    expect((await count('exchange.expired')) - before).toBe(asked.length);
    expect(await now.read(asked[0]?.id ?? '')).toMatchObject({ state: 'expired' });
    expect(await now.take()).toEqual([]);
  });

  test('closes no later than the key statement holds', async () => {
    const now = await scene(world);
    await now.give();
    const exp = Math.floor(world.clock.now().getTime() / 1000) + 60;
    const { deadlineAt } = await now.ask({ statement: { exp } });
    expect(Date.parse(deadlineAt)).toBe(exp * 1000);
  });

  test('gives the tickets that a process did not come to, once the decision has its index', async () => {
    const now = await scene(world);
    await now.give();
    const { id } = await now.ask();
    await now.take();
    await world.db.database.reader.query(
      "UPDATE exchange_task SET ticket = NULL, state = 'waiting' WHERE exchange = $1",
      [id],
    );
    expect(await now.take()).toEqual([]);
    world.clock.advance(3);
    await world.exchange.expire();
    expect(await now.take()).toHaveLength(1);
  });

  test('runs by itself until it is stopped', async () => {
    const now = await scene(world);
    await now.give();
    await now.ask();
    world.clock.advance(14_401);
    const before = await count('exchange.expired');
    const worker = world.other();
    worker.start();
    worker.start();
    await expect.poll(() => count('exchange.expired'), { timeout: 10_000 }).toBeGreaterThan(before);
    await worker.stop();
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EntryId, Officer, OverdueStops, StopOrder } from '../../src/contract/index.js';
import { newId } from '../../src/kernel/index.js';
import { stoppedBy, system, type TestPartner } from './partner.js';
import { mandatory, type Scene, scene } from './scene.js';
import { exchangeWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await exchangeWorld();
});
afterAll(() => world?.close());

const refused = (code: string) => expect.objectContaining({ code });

type Payload = Readonly<Record<string, unknown>> & { readonly index: number };

async function logOf(exchange: string): Promise<readonly Payload[]> {
  const rows = await world.db.database.reader.query<{ id: EntryId }>(
    'SELECT id FROM ledger_entry ORDER BY seq',
  );
  const payloads = await Promise.all(
    rows.map(async ({ id }, index) => ({ ...(await world.ledger.read(id)).payload, index })),
  );
  return payloads.filter((payload) => (payload as Payload).exchange === exchange) as Payload[];
}

const eventsOf = async (exchange: string) => (await logOf(exchange)).map(({ event }) => event);

const takeStops = async (partner: TestPartner, wait = 0): Promise<readonly StopOrder[]> =>
  (await world.call<{ items: StopOrder[] }>('GET /v1/stops', system(partner), { wait })).items;

const answer = async (now: Scene, order: StopOrder, change: object = {}, by = now.jgz) =>
  world.call('POST /v1/stops/{stop}/statements', system(by), {
    params: { stop: order.id },
    body: { statement: await stoppedBy(by, order, world.clock.now(), change) },
  });

/** Asked, sealed, delivered and acknowledged. */
async function held(now: Scene): Promise<string> {
  const { id } = await now.answered();
  const [delivery] = (await now.read(id)).deliveries;
  if (delivery === undefined) throw new Error('delivered');
  await now.acknowledge(id, delivery);
  return id;
}

async function orderOn(now: Scene): Promise<StopOrder> {
  await held(now);
  await now.withdraw();
  const [order] = await takeStops(now.jgz);
  if (order === undefined) throw new Error('the jgz has an order');
  return order;
}

describe('a withdrawal', () => {
  test('orders the recipient of what was released to stop, on the withdrawal and the decision', async () => {
    const now = await scene(world);
    const id = await held(now);
    await now.withdraw();
    const ordered = (await logOf(id)).find(({ event }) => event === 'exchange.stop-ordered');
    expect(ordered).toMatchObject({ recipient: now.jgz.id, cause: 'consent-withdrawn' });
    expect(ordered?.relies).toHaveLength(2);
    const orders = await takeStops(now.jgz);
    expect(orders).toMatchObject([{ id: ordered?.stop, exchange: id, proof: { index: expect.any(Number) } }]);
    expect(await takeStops(now.school)).toEqual([]);
  });

  test('tells the recipient nothing of why or by whom', async () => {
    const now = await scene(world);
    const { order } = await orderOn(now);
    const claims = JSON.parse(Buffer.from(order.split('.')[1] ?? '', 'base64url').toString());
    expect(Object.keys(claims).sort()).toEqual([
      'aud',
      'exchange',
      'exp',
      'iat',
      'iss',
      'jti',
      'purpose',
      'tasks',
    ]);
  });

  test('orders nothing where nothing was released', async () => {
    const now = await scene(world);
    const { id } = await now.answered();
    await now.withdraw();
    expect(await takeStops(now.jgz)).toEqual([]);
    expect(await eventsOf(id)).not.toContain('exchange.stop-ordered');
  });

  test('leaves no recipient without an order, however closely a release races it', async () => {
    for (let round = 0; round < 10; round += 1) {
      const now = await scene(world);
      const { id } = await now.answered();
      const [, ...views] = await Promise.all([
        now.withdraw(),
        now.read(id),
        now.read(id, now.jgz, 0, world.other()),
        world.exchange.expire(),
      ]);
      const delivered = views.some((view) => view !== undefined && view.deliveries.length > 0);
      const orders = await takeStops(now.jgz);
      expect(orders).toHaveLength(delivered ? 1 : 0);
      const log = await eventsOf(id);
      expect(log.filter((event) => event === 'exchange.stop-ordered')).toHaveLength(orders.length);
      expect(log.lastIndexOf('exchange.released')).toBeLessThan(
        delivered ? log.indexOf('exchange.stop-ordered') : 0,
      );
    }
  });

  test('is felt at the first request after it, and that time is measured once', async () => {
    const now = await scene(world);
    await held(now);
    const before = (await world.exchange.measure()).felt.count;
    await now.withdraw();
    world.clock.advance(40);
    await expect(now.ask()).rejects.toEqual(refused('basis-not-in-force'));
    world.clock.advance(400);
    await expect(now.ask()).rejects.toEqual(refused('basis-not-in-force'));
    const { felt } = await world.exchange.measure();
    expect(felt.count).toBe(before + 1);
    expect(felt.longestSeconds).toBeGreaterThanOrEqual(40);
    expect(felt.longestSeconds).toBeLessThan(400);
  });
});

describe('a lapse', () => {
  test('that nobody reports orders the recipient to stop, once', async () => {
    const now = await scene(world);
    const id = await held(now);
    await now.doubt();
    await world.exchange.expire();
    expect(await takeStops(now.jgz)).toEqual([]);
    world.clock.advance(16 * 60);
    await Promise.all([world.exchange.expire(), world.other().expire()]);
    world.clock.advance(16 * 60);
    await world.exchange.expire();
    expect(await takeStops(now.jgz)).toHaveLength(1);
    expect(await eventsOf(id)).toContain('exchange.stop-ordered');
  });

  test('by a narrower decision orders it too; what is still covered is not stopped', async () => {
    const [narrowed, same] = [await scene(world), await scene(world)];
    await held(narrowed);
    await held(same);
    await narrowed.give({ fields: mandatory });
    await same.give();
    world.clock.advance(16 * 60);
    await world.exchange.expire();
    expect(await takeStops(narrowed.jgz)).toHaveLength(1);
    expect(await takeStops(same.jgz)).toEqual([]);
  });
});

describe('an order', () => {
  test('is leased to one taker, and returns when it is not answered', async () => {
    const now = await scene(world);
    const order = await orderOn(now);
    expect(await takeStops(now.jgz)).toEqual([]);
    world.clock.advance(61);
    expect(await takeStops(now.jgz)).toMatchObject([{ id: order.id }]);
  });

  test('wakes a recipient that waits for it', async () => {
    const now = await scene(world);
    await held(now);
    const waiting = takeStops(now.jgz, 20);
    await now.withdraw();
    expect(await waiting).toHaveLength(1);
  });

  test('is answered once; a second statement changes nothing', async () => {
    const now = await scene(world);
    const order = await orderOn(now);
    const first = { outcome: 'kept', ground: 'care-record' };
    expect(await answer(now, order, first)).toEqual({ state: 'answered' });
    expect(await answer(now, order)).toEqual({ state: 'answered' });
    const answers = (await logOf(order.exchange)).filter(({ event }) => event === 'exchange.stopped');
    expect(answers).toMatchObject([{ ...first, stop: order.id, recipient: now.jgz.id }]);
    world.clock.advance(61);
    expect(await takeStops(now.jgz)).toEqual([]);
  });

  test('is not answered by a wrong statement, or by another partner', async () => {
    const now = await scene(world);
    const order = await orderOn(now);
    for (const change of [
      { outcome: 'kept' },
      { ground: 'legal-claims' },
      { iss: now.school.id },
      { stop: newId('stp') },
      { exchange: newId('exc') },
      { iat: Math.floor(world.clock.now().getTime() / 1000) + 3600 },
    ]) {
      await expect(answer(now, order, change)).rejects.toEqual(refused('statement-invalid'));
    }
    await expect(answer(now, order, { outcome: 'kept', ground: 'habit' })).rejects.toThrow(/ground/);
    await expect(answer(now, order, {}, now.school)).rejects.toEqual(refused('not-found'));
    const unknown = { ...order, id: newId<'StopId'>('stp') };
    await expect(answer(now, unknown)).rejects.toEqual(refused('not-found'));
    expect(await eventsOf(order.exchange)).not.toContain('exchange.stopped');
  });

  test('that is not answered in time shows up for the officer, whose look is recorded', async () => {
    const now = await scene(world);
    const order = await orderOn(now);
    const officer: Officer = { kind: 'officer', account: newId('acc'), duty: 'fg' };
    const overdue = (cursor?: string) =>
      world.call<OverdueStops>('GET /v1/overdue-stops', officer, { query: cursor ? { cursor } : {} });
    expect((await overdue()).items.map(({ id }) => id)).not.toContain(order.id);
    world.clock.advance(73 * 3600);
    const { items } = await overdue();
    expect(items).toContainEqual(
      expect.objectContaining({ id: order.id, recipient: now.jgz.id, cause: 'consent-withdrawn' }),
    );
    expect((await world.exchange.measure()).stops.overdue).toBe(items.length);
    await answer(now, order);
    expect((await overdue()).items.map(({ id }) => id)).not.toContain(order.id);
    expect(await world.events()).toContain('exchange.stops-listed');
    await expect(overdue('bm8gY3Vyc29y')).rejects.toEqual(refused('invalid-request'));
  });
});

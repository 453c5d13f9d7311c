import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EntryId, HubError } from '../../src/contract/index.js';
import { mandatory, purpose, type Scene, scene } from './scene.js';
import { flowBetween } from './team.js';
import { exchangeWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await exchangeWorld();
});
afterAll(() => world.close());

/** A refusal with a code is an answer; anything else, a deadlock before all, is a fault. */
const answered = async <T>(work: Promise<T>): Promise<T | null> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof HubError && error.code !== 'internal') return null;
    throw error;
  }
};

/** What goes on while it is on. */
interface Bustle {
  on: boolean;
  delivered: number;
}

/** The jgz asks and fetches, the school answers, on processes of their own. */
async function traffic(now: Scene, bustle: Bustle): Promise<void> {
  const at = world.other();
  for (let round = 0; bustle.on; round++) {
    const view = await answered(now.ask({ at }));
    for (const task of await now.take(now.school, at)) {
      const envelope = await now.sealed(task);
      await answered(now.put(task.id, envelope, now.school, at));
    }
    if (view === null) continue;
    const read = await answered(now.read(view.id, now.jgz, 0, at));
    for (const delivery of read?.deliveries ?? []) {
      bustle.delivered += 1;
      if (round % 2 === 0) await answered(now.acknowledge(view.id, delivery));
    }
  }
}

/** A parent who changes their mind again and again, each time in the middle of what flows. */
async function changesOfMind(now: Scene, rounds: number, bustle: Bustle): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const flow = flowBetween('school-jgz', now.school.id, now.jgz.id, [...mandatory, 'leerjaar']);
    const decisions = await world.team.give(now.family, now.school, purpose, [flow]);
    const before = bustle.delivered;
    await expect.poll(() => bustle.delivered, { interval: 1, timeout: 20_000 }).toBeGreaterThan(before + 1);
    await world.team.withdraw(now.family, decisions[0]);
  }
  bustle.on = false;
}

async function expiries(bustle: Bustle): Promise<void> {
  const worker = world.other();
  while (bustle.on) {
    world.clock.advance(20);
    await worker.expire();
  }
}

test('no decision and no release stands without the consent of both parents before it, whatever happens at once', async () => {
  const now = await scene(world);
  const bustle = { on: true, delivered: 0 };
  await Promise.all([
    traffic(now, bustle),
    traffic(now, bustle),
    expiries(bustle),
    changesOfMind(now, 8, bustle),
  ]);
  const rows = await world.db.database.reader.query<{ id: EntryId }>(
    'SELECT id FROM ledger_entry ORDER BY seq',
  );
  const consenting = new Set<unknown>();
  let releases = 0;
  let place = -1;
  for (const { id } of rows) {
    const { index } = await world.ledger.settled(id);
    expect(index).toBeGreaterThan(place);
    place = index;
    const { payload } = await world.ledger.read(id);
    if (payload.event === 'consent.given') consenting.add(payload.person);
    if (payload.event === 'consent.withdrawn') consenting.delete(payload.person);
    if (payload.event !== 'exchange.released' && payload.event !== 'exchange.permitted') continue;
    expect(consenting.size).toBe(2);
    if (payload.event === 'exchange.released') releases += 1;
  }
  expect(releases).toBe(bustle.delivered);
});

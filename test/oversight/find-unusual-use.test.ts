import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AccountId, UnusualUse } from '../../src/contract/index.js';
import { newId } from '../../src/kernel/index.js';
import type { Oversight } from '../../src/oversight/index.js';
import { necessityFor, professional } from '../exchange/partner.js';
import { type Scene, scene } from '../exchange/scene.js';
import { exchangeWorld, type World } from '../exchange/world.js';
import { officer, oversightOf } from './world.js';

const day = 24 * 3600;
let world: World;
let now: Scene;
let oversight: Oversight;
beforeAll(async () => {
  world = await exchangeWorld();
  now = await scene(world);
  oversight = oversightOf(world);
});
afterAll(() => world.close());
/** What one test found is no other's. */
afterEach(() => void world.clock.advance(31 * day));

/** By a professional of the jgz who did nothing before. */
const newcomer = () =>
  professional(now.jgz, world.clock.now(), { account: newId<'AccountId'>('acc') as AccountId });
const inVain = (by = newcomer(), ref = now.jgzRef) =>
  expect(now.ask({ caller: { ...by, authenticatedAt: world.clock.now() }, ref })).rejects.toMatchObject({
    code: 'basis-not-in-force',
  });
const anotherChild = async () => (await scene(world)).family.pseudonym;

async function waiting(of: AccountId, at = oversight): Promise<readonly UnusualUse[]> {
  const { items } = await at.unusual.list(officer, { state: 'waiting' }, null);
  return items.filter(({ professional }) => professional === of);
}
const position = async (): Promise<number> => {
  const [row] = await world.db.database.reader.query<{ at: string }>(
    'SELECT next_index AS at FROM unusual_scan',
  );
  return Number(row?.at);
};
const entries = async (): Promise<number> => (await world.events()).length;

describe('unusual use', () => {
  test('is found once by each rule, with its numbers and its requests, which name no child', async () => {
    const by = newcomer();
    await inVain(by);
    await oversight.find();
    expect(await waiting(by.account)).toEqual([]);
    await inVain(by);
    await oversight.find();
    const [found, ...more] = await waiting(by.account);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      ...{ rule: 'repeated-refusals', partner: now.jgz.id, professional: by.account },
      ...{ counted: 2, threshold: 2, days: 7, hours: null, state: 'waiting', disposition: null },
      day: world.clock.today(),
    });
    const opened = await oversight.unusual.open(officer, found?.id as never);
    expect(opened.requests).toHaveLength(2);
    expect(opened.requests[0]).toMatchObject({
      refused: true,
      emergency: false,
      purpose: 'vroegsignalering-zorgteam',
    });
    expect(JSON.stringify(opened)).not.toContain('sub_');
    expect(JSON.stringify(opened)).not.toContain(now.jgzRef);
  });

  test('of many children counts each child once, on one day', async () => {
    const by = newcomer();
    const few = oversightOf(world, { refusals: { count: 100, days: 7 } });
    const others = [await anotherChild(), await anotherChild()];
    await inVain(by);
    await inVain(by);
    for (const pseudonym of others) {
      await few.find();
      expect(await waiting(by.account)).toEqual([]);
      await inVain(by, await world.team.enrol(now.jgz, pseudonym));
    }
    await few.find();
    expect(await waiting(by.account)).toMatchObject([
      { rule: 'many-children', counted: 3, threshold: 3, days: 1 },
    ]);
    const [found] = await waiting(by.account);
    expect((await few.unusual.open(officer, found?.id as never)).requests).toHaveLength(4);
  });

  test('outside hours is told with the hours that counted', async () => {
    const by = newcomer();
    const never = { from: '00:00', to: '24:00', weekdays: [] };
    const strict = oversightOf(world, { hours: never, refusals: { count: 100, days: 7 } });
    await inVain(by);
    await strict.find();
    expect(await waiting(by.account)).toMatchObject([{ rule: 'outside-hours', counted: 1, hours: never }]);
  });

  test('is a request that the partner’s own system marks as about a colleague’s child; no family is shown that', async () => {
    const by = newcomer();
    const asked = now.ask({ caller: by, request: { colleaguesChild: true } });
    await expect(asked).rejects.toMatchObject({ code: 'basis-not-in-force' });
    await oversight.find();
    expect(await waiting(by.account)).toMatchObject([{ rule: 'colleagues-child', counted: 1 }]);
    const [guardian] = now.family.guardians;
    const { items } = await world.call<{ items: readonly object[] }>(
      'GET /v1/me/children/{child}/accesses',
      guardian?.caller as never,
      { params: { child: guardian?.child } as object },
    );
    expect(items.length).toBeGreaterThan(0);
    expect(JSON.stringify([items, await world.payloads()])).not.toContain('colleagues');
  });

  test('grows on its day, and another day begins anew', async () => {
    const by = newcomer();
    await inVain(by);
    await inVain(by);
    await oversight.find();
    await inVain(by);
    await oversight.find();
    const [found] = await waiting(by.account);
    expect(found).toMatchObject({ counted: 3 });
    expect(Date.parse(found?.grownAt ?? '')).toBeGreaterThan(Date.parse(found?.foundAt ?? ''));
    world.clock.advance(day);
    await inVain(by);
    await oversight.find();
    expect((await waiting(by.account)).map(({ counted }) => counted)).toEqual([3, 4]);
  });

  test('is read on from where it came to, and stands once when the same is read again', async () => {
    const by = newcomer();
    await inVain(by);
    await inVain(by);
    await oversight.find();
    const before = await waiting(by.account);
    expect(await position()).toBeGreaterThanOrEqual((await entries()) - 1);
    // As after a process that died before it committed, and at every process at once.
    await world.db.database.transaction(
      async (tx) => void (await tx.query('UPDATE unusual_scan SET next_index = 0')),
    );
    const others = [oversightOf(world), oversightOf(world), oversightOf(world)];
    await Promise.all([oversight, ...others].map((one) => one.find()));
    await oversight.find();
    expect(await waiting(by.account)).toEqual(before);
    expect(await position()).toBeGreaterThanOrEqual((await entries()) - 1);
  });

  test('rolls back with what it read', async () => {
    const by = newcomer();
    await inVain(by);
    await inVain(by);
    const at = await position();
    const failing = oversightOf({
      ...world,
      clock: {
        ...world.clock,
        today: world.clock.today,
        now: () => {
          throw new Error('no time');
        },
      } as never,
    });
    await expect(failing.find()).rejects.toThrow('no time');
    expect(await position()).toBe(at);
    await oversight.find();
    expect(await waiting(by.account)).toHaveLength(1);
  });
});

describe('an emergency', () => {
  const urgent = async () => {
    // Enrolled longer than a day ago, so that no second professional is needed.
    const by = newcomer();
    const { id } = await now.ask({
      caller: by,
      fields: ['contactrol', 'veiligheidsafspraak'],
      request: { purpose: 'acute-veiligheid', question: 'nu-veilig', necessity: necessityFor(now.school) },
    });
    await oversight.find();
    return { by, id };
  };

  test('without anything ordinary after it is found when its time is up, and not before', async () => {
    const { by, id } = await urgent();
    world.clock.advance(14 * day);
    await oversight.find();
    expect(await waiting(by.account)).toEqual([]);
    world.clock.advance(day);
    await oversight.find();
    const [found] = await waiting(by.account);
    expect(found).toMatchObject({ rule: 'no-further-contact', counted: 0, days: 14 });
    const { requests } = await oversight.unusual.open(officer, found?.id as never);
    expect(requests).toMatchObject([{ exchange: id, emergency: true, refused: false }]);
    await oversight.find();
    expect(await waiting(by.account)).toHaveLength(1);
  });

  test('is in order where the partner asked something ordinary about that child, or its family for consent', async () => {
    const { by } = await urgent();
    world.clock.advance(3 * day);
    await inVain();
    const second = await urgent();
    world.clock.advance(day);
    await now.give();
    await world.call('POST /v1/consent-requests', professional(now.jgz, world.clock.now()), {
      body: {
        ...{ subject: now.jgzRef, purpose: 'jgz-afstemming', version: 1, flows: ['jgz-school'] },
        explanation: 'Wij denken graag mee.',
      },
    });
    world.clock.advance(20 * day);
    await oversight.find();
    expect(await waiting(by.account)).toEqual([]);
    expect(await waiting(second.by.account)).toEqual([]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Emergency, EmergencyWarning, Officer, Professional } from '../../src/contract/index.js';
import { newId } from '../../src/kernel/index.js';
import { forOfficer, professional, system } from './partner.js';
import { type Scene, scene } from './scene.js';
import { exchangeWorld, type World } from './world.js';

const hour = 3600;
const refused = (code: string) => expect.objectContaining({ code });
const officer: Officer = { kind: 'officer', account: newId<'AccountId'>('acc'), duty: 'privacy-officer' };

let world: World;
let now: Scene;
beforeAll(async () => {
  world = await exchangeWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  now = await scene(world);
  world.clock.advance(48 * hour);
  world.told.length = 0;
});

const ask = (change: object = {}, caller?: Professional) => now.askUrgently(change, caller);

const listed = async (exchange: string, state = 'waiting'): Promise<Emergency> => {
  const { items } = await world.call<{ items: Emergency[] }>('GET /v1/audit/emergencies', officer, {
    query: { state },
  });
  const found = items.find((item) => item.exchange === exchange);
  if (found === undefined) throw new Error(`${exchange} is not ${state}`);
  return found;
};
const review = (emergency: string, body: object) =>
  world.call('POST /v1/audit/emergencies/{emergency}/reviews', officer, { params: { emergency }, body });

/** Asked, and called not necessary. */
async function warned(change: object = {}, asker?: Professional): Promise<Emergency> {
  const { id } = await ask(change, asker);
  const emergency = await listed(id);
  await review(emergency.id, { verdict: 'not-necessary' });
  return emergency;
}

const warnings = async (by = now.jgz): Promise<readonly EmergencyWarning[]> =>
  (await world.call<{ items: EmergencyWarning[] }>('GET /v1/emergency-warnings', system(by))).items;
const colleague = (): Professional => ({
  ...professional(now.jgz, world.clock.now()),
  account: newId<'AccountId'>('acc'),
});
const answer = (emergency: string, by: Professional, measure = 'discussed') =>
  world.call<{ emergency: string }>('POST /v1/emergency-warnings/{emergency}/answers', by, {
    params: { emergency },
    body: { measure },
  });

async function reviewsSeen() {
  const [guardian] = now.family.guardians;
  if (guardian === undefined) throw new Error('the family has a guardian');
  const { caller, child } = guardian;
  const { items } = await world.call<{ items: { outcome: string; review: unknown }[] }>(
    'GET /v1/me/children/{child}/accesses',
    caller,
    { params: { child } },
  );
  return items.filter(({ outcome }) => outcome === 'emergency').map((item) => item.review);
}

const reviewed = (): readonly string[] => world.told.filter((what) => what.startsWith('reviewed sub_'));

describe('an emergency that waits for its verdict too long', () => {
  test('alerts the officers once more, however many processes look', async () => {
    const { id } = await ask();
    expect(await listed(id)).toMatchObject({ overdue: false });
    world.clock.advance(72 * hour - 60);
    await world.exchange.expire();
    expect(world.told).not.toContain('overdue');
    world.clock.advance(120);
    await Promise.all([world.exchange.expire(), world.other().expire(), world.other().expire()]);
    await world.exchange.expire();
    expect(world.told.filter((what) => what === 'overdue')).toHaveLength(1);
    expect(await listed(id)).toMatchObject({ overdue: true });
    const { emergencies } = await world.exchange.measure();
    expect(emergencies.overdue).toBe(1);
    await review((await listed(id)).id, { verdict: 'necessary' });
    expect(await listed(id, 'reviewed')).toMatchObject({ overdue: false, warning: null });
    expect((await world.exchange.measure()).emergencies).toEqual({
      ...emergencies,
      waiting: emergencies.waiting - 1,
      overdue: 0,
    });
  });

  test('does not where the verdict came in time', async () => {
    await warned();
    world.clock.advance(100 * hour);
    await world.exchange.expire();
    expect(world.told).not.toContain('overdue');
  });
});

describe('a verdict on an emergency', () => {
  test('is told to a family that sees it, and stands in its list', async () => {
    const { id } = await ask();
    expect(await reviewsSeen()).toEqual([null]);
    const emergency = await listed(id);
    await review(emergency.id, { verdict: 'not-necessary' });
    const on = expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/);
    expect(await reviewsSeen()).toEqual([{ verdict: 'not-necessary', on }]);
    await review(emergency.id, { verdict: 'not-necessary', remark: 'Zie het verslag.' });
    expect(reviewed()).toHaveLength(1);
    await review(emergency.id, { verdict: 'necessary' });
    expect(reviewed()).toHaveLength(2);
    expect(await reviewsSeen()).toEqual([{ verdict: 'necessary', on }]);
  });

  test('is not told while the emergency is hidden, and stands there once it is not', async () => {
    const emergency = await warned({ unsafeForFamily: [forOfficer] });
    expect(world.told).toEqual(['officers']);
    expect(await reviewsSeen()).toEqual([]);
    await review(emergency.id, { verdict: 'not-necessary', hiding: 'lifted' });
    // Of the emergency itself, once.
    expect(world.told).toEqual(['officers', expect.stringMatching(/^sub_/)]);
    expect(await reviewsSeen()).toMatchObject([{ verdict: 'not-necessary' }]);
  });
});

describe('a partner whose emergency was not necessary', () => {
  test('is warned, and somebody else than who asked answers, once', async () => {
    const asker = professional(now.jgz, world.clock.now());
    const { id, exchange } = await warned({}, asker);
    expect(await warnings(now.school)).toEqual([]);
    expect(await warnings()).toMatchObject([
      { emergency: id, exchange, subject: now.jgzRef, function: 'gezinswerker', purpose: 'acute-veiligheid' },
    ]);
    await expect(answer(id, asker)).rejects.toEqual(refused('caller-not-allowed'));
    const stranger = professional(now.school, world.clock.now());
    await expect(answer(id, stranger)).rejects.toEqual(refused('not-found'));
    expect(await answer(id, colleague(), 'instructed')).toMatchObject({ emergency: id });
    expect(await warnings()).toEqual([]);
    await expect(answer(id, colleague(), 'contested')).rejects.toEqual(refused('state-conflict'));
    expect(await listed(exchange, 'reviewed')).toMatchObject({ warning: { measure: 'instructed' } });
    expect((await world.events()).filter((event) => event === 'exchange.warning-answered')).toHaveLength(1);
  });

  test('answers one of two colleagues at once', async () => {
    const { id } = await warned();
    const answers = await Promise.allSettled([answer(id, colleague()), answer(id, colleague())]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('is warned no more once the officer thinks otherwise', async () => {
    const { id, exchange } = await warned();
    await answer(id, colleague(), 'contested');
    await review(id, { verdict: 'necessary' });
    expect(await listed(exchange, 'reviewed')).toMatchObject({ warning: null });
    await expect(answer(id, colleague())).rejects.toEqual(refused('not-found'));
    await review(id, { verdict: 'not-necessary' });
    expect(await warnings()).toMatchObject([{ emergency: id }]);
  });

  test('hears nothing of an emergency that was necessary, or that nobody knows', async () => {
    const { id: exchange } = await ask();
    const { id } = await listed(exchange);
    await expect(answer(id, colleague())).rejects.toEqual(refused('not-found'));
    await review(id, { verdict: 'necessary' });
    expect(await warnings()).toEqual([]);
    await expect(answer(newId('emr'), colleague())).rejects.toEqual(refused('not-found'));
  });
});

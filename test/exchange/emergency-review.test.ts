import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AccountId, Emergency, Officer } from '../../src/contract/index.js';
import { newId } from '../../src/kernel/index.js';
import { forOfficer, necessityFor, professional } from './partner.js';
import { type Scene, scene } from './scene.js';
import { exchangeWorld, type World } from './world.js';

const day = 24 * 3600;
const refused = (code: string) => expect.objectContaining({ code });
const officer: Officer = {
  kind: 'officer',
  account: newId<'AccountId'>('acc') as AccountId,
  duty: 'privacy-officer',
};
const supervisor: Officer = { ...officer, duty: 'fg' };

let world: World;
let now: Scene;
beforeAll(async () => {
  world = await exchangeWorld();
});
afterAll(() => world.close());
/** A child that was enrolled two days ago; nobody consented to anything. */
beforeEach(async () => {
  now = await scene(world);
  world.clock.advance(2 * day);
  world.told.length = 0;
});

const ask = (change: object = {}) => now.askUrgently(change);
const hidden = { unsafeForFamily: [forOfficer] };

interface Page {
  readonly items: readonly Emergency[];
  readonly next: string | null;
}

async function pages(query: object, by = officer): Promise<readonly Page[]> {
  const found: Page[] = [];
  for (let cursor: string | null | undefined; cursor !== null; cursor = found.at(-1)?.next ?? null) {
    found.push(await world.call<Page>('GET /v1/audit/emergencies', by, { query: { ...query, cursor } }));
  }
  return found;
}

/** Those of this scene. */
const queue = async (query: object = {}, by = officer): Promise<readonly Emergency[]> =>
  (await pages(query, by)).flatMap(({ items }) => items).filter(({ recipient }) => recipient === now.jgz.id);

/** @param exchange or the id of an emergency that nobody knows */
async function review(exchange: string, body: object, by = officer) {
  const known = [...(await queue()), ...(await queue({ state: 'reviewed' }))];
  const emergency = known.find((one) => one.exchange === exchange)?.id ?? exchange.replace('exc', 'emr');
  return world.call('POST /v1/audit/emergencies/{emergency}/reviews', by, { params: { emergency }, body });
}

async function seenByFamily(): Promise<readonly string[]> {
  const [guardian] = now.family.guardians;
  if (guardian === undefined) throw new Error('the family has a guardian');
  const { caller, child } = guardian;
  const { items } = await world.call<{ items: { outcome: string }[] }>(
    'GET /v1/me/children/{child}/accesses',
    caller,
    { params: { child } },
  );
  return items.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'enrolled');
}

describe('an emergency', () => {
  test('waits for a privacy officer, who is alerted and reads why, with the sources’ grounds', async () => {
    const { id } = await ask();
    expect(world.told).toEqual(expect.arrayContaining(['officers']));
    expect(world.told).toHaveLength(2);
    const [task] = await now.take();
    if (task === undefined) throw new Error('the school has a task');
    await world.call('PUT /v1/tasks/{task}/envelope', professional(now.school, world.clock.now()), {
      params: { task: task.id },
      body: await now.sealed(task, now.school, { ground: 'direct-gevaar' }),
    });
    expect(await queue({}, supervisor)).toMatchObject([
      {
        exchange: id,
        recipient: now.jgz.id,
        professional: { function: 'gezinswerker', second: false },
        necessity: [forOfficer],
        sources: [{ source: now.school.id, state: 'answered', ground: 'direct-gevaar' }],
        hiding: null,
        review: null,
      },
    ]);
    expect(await world.events()).toContain('exchange.emergencies-listed');
  });

  test('is reviewed by a privacy officer alone; what was sealed for that goes', async () => {
    const { id } = await ask();
    await expect(review(id, { verdict: 'necessary' }, supervisor)).rejects.toEqual(
      refused('caller-not-allowed'),
    );
    const reviewed = await review(id, { verdict: 'not-necessary', remark: 'Er was tijd om te bellen.' });
    expect(reviewed).toMatchObject({ emergency: expect.any(String), proof: { index: expect.any(Number) } });
    expect(await queue()).toEqual([]);
    expect(await queue({ state: 'reviewed' })).toMatchObject([
      { exchange: id, necessity: [], review: { verdict: 'not-necessary' } },
    ]);
    await review(id, { verdict: 'necessary' });
    expect(await queue({ state: 'reviewed' })).toMatchObject([{ review: { verdict: 'necessary' } }]);
    expect((await world.events()).slice(-2)).toEqual(['exchange.reviewed', 'exchange.emergencies-listed']);
  });

  test('that was refused waits for nobody, nor does another exchange', async () => {
    await now.give();
    const { id } = await now.ask();
    await expect(ask({ necessity: necessityFor(now.school).slice(0, 1) })).rejects.toEqual(
      refused('invalid-request'),
    );
    expect(await queue()).toEqual([]);
    expect(world.told).toEqual([]);
    await expect(review(id, { verdict: 'necessary' })).rejects.toEqual(refused('not-found'));
  });

  test('cannot be started where the roster has no privacy officer who could read why', async () => {
    const [kid = ''] = world.officers.splice(0);
    await expect(ask()).rejects.toEqual(refused('emergency-not-permitted'));
    world.officers.push(kid);
  });

  test('must say why to a source as well, and to a key of the roster', async () => {
    await expect(ask({ necessity: necessityFor() })).rejects.toEqual(refused('emergency-not-permitted'));
    const stranger = { ...forOfficer, kid: 'x'.repeat(43) };
    const unknown = { necessity: [{ to: 'privacy-officer', ...stranger }], unsafeForFamily: [stranger] };
    await expect(ask(unknown)).rejects.toMatchObject({
      options: { errors: [{ pointer: '/necessity' }, { pointer: '/unsafeForFamily' }] },
    });
  });

  test('comes to the officer in pages', async () => {
    for (let asked = 0; asked < 21; asked += 1) await ask();
    const found = await pages({});
    expect(found.every(({ items, next }) => items.length === 20 || next === null)).toBe(true);
    const own = await queue();
    expect(new Set(own.map(({ exchange }) => exchange)).size).toBe(21);
    expect(own.map(({ askedAt }) => askedAt)).toEqual(own.map(({ askedAt }) => askedAt).toSorted());
  });
});

/** Beside that a verdict is waited for too long. */
const told = (): readonly string[] => world.told.filter((what) => what !== 'overdue');

describe('an emergency that is unsafe for the family to see', () => {
  test('is hidden from it for seven days, and then told, once', async () => {
    const { id } = await ask(hidden);
    expect(told()).toEqual(['officers']);
    expect(await seenByFamily()).toEqual([]);
    expect(await queue()).toMatchObject([
      { exchange: id, hiding: { state: 'hidden', reason: [forOfficer] } },
    ]);
    world.clock.advance(6 * day - 3600);
    await world.exchange.expire();
    expect(told()).toEqual(['officers']);
    expect(await seenByFamily()).toEqual([]);
    world.clock.advance(day + 2 * 3600);
    expect(await seenByFamily()).toEqual(['emergency']);
    await Promise.all([world.exchange.expire(), world.other().expire()]);
    await world.exchange.expire();
    expect(told()).toHaveLength(2);
    expect(await queue()).toMatchObject([{ hiding: { state: 'lapsed' } }]);
  });

  test('stays hidden where an officer confirms it in time, until one lifts it', async () => {
    const { id } = await ask(hidden);
    await review(id, { verdict: 'necessary', hiding: 'confirmed' });
    world.clock.advance(30 * day);
    await world.exchange.expire();
    expect([told(), await seenByFamily()]).toEqual([['officers'], []]);
    await review(id, { verdict: 'necessary' });
    expect(await seenByFamily()).toEqual([]);
    await review(id, { verdict: 'necessary', hiding: 'lifted' });
    expect(await seenByFamily()).toEqual(['emergency']);
    await world.exchange.expire();
    expect(told()).toHaveLength(2);
  });

  test('is not hidden again once the family can see it', async () => {
    const { id } = await ask(hidden);
    world.clock.advance(8 * day);
    for (const hiding of ['confirmed', 'lifted']) {
      await expect(review(id, { verdict: 'necessary', hiding })).rejects.toEqual(refused('state-conflict'));
    }
    const shown = await ask();
    await expect(review(shown.id, { verdict: 'necessary', hiding: 'confirmed' })).rejects.toEqual(
      refused('state-conflict'),
    );
    expect(await seenByFamily()).toEqual(['emergency', 'emergency']);
  });

  test('is no reason outside an emergency', async () => {
    await now.give();
    await expect(now.ask({ request: hidden })).rejects.toEqual(refused('invalid-request'));
  });
});

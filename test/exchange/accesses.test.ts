import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountId, Citizen } from '../../src/contract/index.js';
import { base64url, civilDateOf, newId, utf8 } from '../../src/kernel/index.js';
import { necessityFor } from './partner.js';
import { type Scene, scene } from './scene.js';
import { exchangeWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await exchangeWorld();
});
afterAll(() => world.close());

interface Page {
  readonly items: readonly object[];
  readonly next: string | null;
}

const look = (now: Scene, change: { caller?: Citizen; query?: object } = {}): Promise<Page> => {
  const [guardian] = now.family.guardians;
  if (guardian === undefined) throw new Error('the family has a guardian');
  return world.call('GET /v1/me/children/{child}/accesses', change.caller ?? guardian.caller, {
    params: { child: guardian.child },
    query: change.query ?? {},
  });
};

const outcomes = (items: readonly object[]): unknown[] =>
  items.map((item) => ('outcome' in item ? item.outcome : null));

describe('what the family sees', () => {
  test('is who asked for what, by day, and what came of it, newest first', async () => {
    const now = await scene(world);
    await expect(now.ask()).rejects.toMatchObject({ code: 'basis-not-in-force' });
    const { id } = await now.answered();
    const { items: before } = await look(now);
    expect(outcomes(before)).toEqual(['asked', 'refused', 'enrolled', 'enrolled']);
    await now.read(id);
    const { items, next } = await look(now);
    expect(next).toBeNull();
    expect(items[0]).toEqual({
      on: world.clock.today(),
      partner: 'Test jgz',
      function: 'gezinswerker',
      purpose: 'vroegsignalering-zorgteam',
      fields: ['leeftijdsband', 'leerjaar'],
      basis: 'consent',
      relation: null,
      outcome: 'released',
      review: null,
    });
  });

  test('is who enrolled the child, as what and on which day', async () => {
    const { items } = await look(await scene(world));
    const enrolled = {
      on: civilDateOf(new Date()),
      function: null,
      purpose: null,
      fields: [],
      basis: null,
      relation: 'enrolled-pupil',
      outcome: 'enrolled',
      review: null,
    };
    expect(items).toEqual([
      { ...enrolled, partner: 'Test jgz' },
      { ...enrolled, partner: 'Test school' },
    ]);
  });

  test('is an emergency as well, and who was refused one', async () => {
    const now = await scene(world);
    const emergency = {
      fields: ['contactrol'],
      request: {
        purpose: 'acute-veiligheid',
        question: 'nu-veilig',
        necessity: necessityFor(now.school),
      },
    };
    await now.ask(emergency).catch(() => undefined);
    world.clock.advance(2 * 24 * 3600);
    await now.ask(emergency);
    world.clock.advance(-2 * 24 * 3600);
    const { items } = await look(now);
    expect(outcomes(items)).toEqual(['emergency', 'refused', 'enrolled', 'enrolled']);
    expect(items[0]).toMatchObject({ purpose: 'acute-veiligheid', basis: 'vital-interests' });
  });

  test('comes in pages', async () => {
    const now = await scene(world);
    await now.give();
    for (let asked = 0; asked < 51; asked++) await now.ask();
    const first = await look(now);
    expect(first.items).toHaveLength(50);
    const named = Buffer.from(String(first.next), 'base64url').toString();
    expect(named, 'a cursor tells days no better than the list does').toMatch(/^exc_[\w-]{22}$/);
    const second = await look(now, { query: { cursor: first.next } });
    expect(outcomes(second.items)).toEqual(['asked', 'enrolled', 'enrolled']);
    expect(second.next).toBeNull();
    const written = (text: string) => base64url(utf8(text));
    const elsewhere = await scene(world);
    await elsewhere.give();
    for (const cursor of [
      'bm9wZQ',
      written(`exc_${'a'.repeat(22)}\0`),
      written(`exc_${'a'.repeat(22)}`),
      written(`ent_${'a'.repeat(22)}`),
      written(`2026-01-01T00:00:00.000Z exc_${'a'.repeat(22)}`),
      written((await elsewhere.ask()).id),
    ]) {
      await expect(look(now, { query: { cursor } }), cursor).rejects.toMatchObject({
        code: 'invalid-request',
      });
    }
  });

  test('is not for someone else', async () => {
    const now = await scene(world);
    const caller: Citizen = {
      kind: 'citizen',
      account: newId<'AccountId'>('acc') as AccountId,
      acr: 'substantial',
      authenticatedAt: new Date(),
    };
    await expect(look(now, { caller })).rejects.toMatchObject({ code: 'not-found' });
  });
});

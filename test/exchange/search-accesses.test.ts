import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccessSearch, AccountId, LoggedAccess, Officer } from '../../src/contract/index.js';
import { base64url, newId, utf8 } from '../../src/kernel/index.js';
import { professional } from './partner.js';
import { type Scene, scene } from './scene.js';
import { exchangeWorld, type World } from './world.js';

const officer: Officer = {
  kind: 'officer',
  account: newId<'AccountId'>('acc') as AccountId,
  duty: 'fg',
};

let world: World;
/** Asked in vain, then released; and a child of another JGZ about which something was asked and not yet answered. */
let now: Scene;
let other: Scene;
let released: string;
beforeAll(async () => {
  world = await exchangeWorld();
  now = await scene(world);
  await expect(now.ask()).rejects.toMatchObject({ code: 'basis-not-in-force' });
  released = (await now.answered()).id;
  await now.read(released);
  other = await scene(world);
  await other.give();
  await other.ask({ caller: professional(other.jgz, world.clock.now()) });
});
afterAll(() => world.close());

interface Page {
  readonly items: readonly LoggedAccess[];
  readonly next: string | null;
}

const search = (wanted: Partial<AccessSearch> = {}): Promise<Page> =>
  world.call('POST /v1/audit/accesses/_search', officer, {
    body: { reason: 'vraag van een ouder', ...wanted },
  });
const outcomes = async (wanted: Partial<AccessSearch>) =>
  (await search(wanted)).items.map(({ partner, outcome }) => [partner.id, outcome]);

describe('an officer', () => {
  test('finds what anyone asked, newest first, with who, why and what came of it', async () => {
    const { items, next } = await search();
    expect(items.map(({ outcome }) => outcome)).toEqual(['nothing-released', 'released', 'refused']);
    expect(next).toBeNull();
    expect(items[1]).toMatchObject({
      exchange: released,
      partner: { id: now.jgz.id, name: 'Test jgz', role: 'jgz' },
      professional: { function: 'gezinswerker' },
      purpose: 'vroegsignalering-zorgteam',
      fields: ['leeftijdsband', 'leerjaar'],
      emergency: false,
      sources: [{ source: now.school.id, flow: 'school-jgz', basis: 'consent', state: 'answered' }],
    });
    expect(items[2]?.sources).toEqual([]);
    // Neither the child nor its name at any partner.
    const told = JSON.stringify(items);
    for (const name of [now.jgzRef, now.schoolRef, 'sub_']) expect(told).not.toContain(name);
  });

  test('searches by each thing alone and by several together', async () => {
    const ours = [now.jgz.id, 'released'];
    const refused = [now.jgz.id, 'refused'];
    const theirs = [other.jgz.id, 'nothing-released'];
    const account = (await search({ partner: other.jgz.id })).items[0]?.professional.account;
    expect(await outcomes({ partner: now.jgz.id })).toEqual([ours, refused]);
    expect(await outcomes({ professional: account as never })).toEqual([theirs]);
    expect(await outcomes({ outcome: 'released' })).toEqual([ours]);
    expect(await outcomes({ outcome: 'nothing-released' })).toEqual([theirs]);
    expect(await outcomes({ outcome: 'refused', partner: other.jgz.id })).toEqual([]);
    expect(await outcomes({ basis: 'consent' })).toEqual([theirs, ours]);
    expect(await outcomes({ basis: 'public-task' })).toEqual([]);
    expect(await outcomes({ field: 'leerjaar' })).toHaveLength(3);
    expect(await outcomes({ field: 'zorgniveau' })).toEqual([]);
    expect(await outcomes({ function: 'gezinswerker' })).toHaveLength(3);
    expect(await outcomes({ function: "' OR true --" })).toEqual([]);
    expect(await outcomes({ purpose: 'jgz-afstemming' })).toEqual([]);
    expect(await outcomes({ emergency: true })).toEqual([]);
    const today = world.clock.today();
    expect(await outcomes({ from: today, to: today })).toHaveLength(3);
    expect(await outcomes({ to: '2020-01-01' })).toEqual([]);
    expect(await outcomes({ from: '2999-01-01' })).toEqual([]);
  });

  test('looks a child up by a partner’s own id, at whichever partner, and by a receipt', async () => {
    const expected = [
      [now.jgz.id, 'released'],
      [now.jgz.id, 'refused'],
    ];
    expect(await outcomes({ child: { partner: now.jgz.id, subject: now.jgzRef } })).toEqual(expected);
    expect(await outcomes({ child: { partner: now.school.id, subject: now.schoolRef } })).toEqual(expected);
    const decision = (await search({ outcome: 'released' })).items[0]?.decision ?? '';
    const receipt = decision.replace('ent_', 'rcp_') as never;
    expect(await outcomes({ receipt })).toEqual(expected);
    const strange = [
      { child: { partner: now.jgz.id, subject: now.schoolRef } },
      { receipt: newId('rcp') as never },
    ];
    for (const wanted of strange) await expect(search(wanted)).rejects.toMatchObject({ code: 'not-found' });
    const both = { child: { partner: now.jgz.id, subject: now.jgzRef }, receipt };
    await expect(search(both)).rejects.toMatchObject({ code: 'invalid-request' });
  });

  test('turns pages without losing or repeating one, and refuses a cursor that the hub did not give', async () => {
    const first = await search({ limit: 2 });
    const second = await search({ limit: 2, cursor: first.next ?? '' });
    expect(second.next).toBeNull();
    const all = [...first.items, ...second.items].map(({ exchange }) => exchange);
    expect(all).toEqual((await search()).items.map(({ exchange }) => exchange));
    for (const cursor of ['bm9wZQ', base64url(utf8(`2026-01-01 exc_${'a'.repeat(22)}`))]) {
      await expect(search({ cursor })).rejects.toMatchObject({ code: 'invalid-request' });
    }
  });

  test('is on record with each look: what was looked for, and the child where one was looked up', async () => {
    const before = (await world.events()).length;
    await search({ field: 'leerjaar', outcome: 'refused' });
    await search({ child: { partner: now.jgz.id, subject: now.jgzRef } });
    expect((await world.events()).slice(before)).toEqual(['exchange.searched', 'exchange.searched']);
    const [general, child] = (await world.payloads()).slice(-2);
    expect(general).toMatchObject({
      officer: officer.account,
      duty: 'fg',
      looked: ['field', 'outcome'],
      count: 1,
    });
    expect(general).not.toHaveProperty('subject');
    expect(child).toMatchObject({ subject: expect.stringMatching(/^sub_/), looked: [], count: 2 });
  });
});

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountId, Officer, Professional, UnusualUse } from '../../src/contract/index.js';
import { newId } from '../../src/kernel/index.js';
import type { Oversight } from '../../src/oversight/index.js';
import { professional } from '../exchange/partner.js';
import { type Scene, scene } from '../exchange/scene.js';
import { exchangeWorld, type World } from '../exchange/world.js';
import { officer, oversightOf } from './world.js';

const fg: Officer = { ...officer, duty: 'fg' };

let world: World;
let now: Scene;
let oversight: Oversight;
beforeAll(async () => {
  world = await exchangeWorld();
  now = await scene(world);
  oversight = oversightOf(world);
});
afterAll(() => world.close());

const inVain = (caller: Professional) =>
  expect(now.ask({ caller })).rejects.toMatchObject({ code: 'basis-not-in-force' });

/** Refused twice. */
async function found(): Promise<{ readonly by: Professional; readonly use: UnusualUse }> {
  const by = professional(now.jgz, world.clock.now(), { account: newId<'AccountId'>('acc') as AccountId });
  await inVain(by);
  await inVain(by);
  await oversight.find();
  const filter = { state: 'waiting', rule: 'repeated-refusals' } as const;
  const { items } = await oversight.unusual.list(officer, filter, null);
  const use = items.find(({ professional: account }) => account === by.account);
  if (use === undefined) throw new Error('two refusals are unusual here');
  return { by, use };
}

const stateOf = async ({ id }: UnusualUse) => (await oversight.unusual.open(officer, id)).state;

describe('unusual use', () => {
  test('is looked at by any officer, and disposed of by a privacy officer alone; all of it is on record', async () => {
    const { use } = await found();
    const before = (await world.events()).length;
    expect(await oversight.unusual.open(fg, use.id)).toMatchObject({ id: use.id });
    const said = { disposition: 'explained', note: 'Een inhaaldag na ziekte.' } as const;
    await expect(oversight.unusual.dispose(fg, use.id, said, null)).rejects.toMatchObject({
      code: 'caller-not-allowed',
    });
    await oversight.unusual.dispose(officer, use.id, said, null);
    expect((await world.events()).slice(before)).toEqual(['unusual.opened', 'unusual.disposed']);
    const payload = (await world.payloads()).at(-1);
    expect(payload).toMatchObject({
      unusual: use.id,
      rule: 'repeated-refusals',
      disposition: 'explained',
      count: 2,
    });
    expect(JSON.stringify(payload)).not.toContain('inhaaldag');
    expect(await stateOf(use)).toBe('disposed');
  });

  test('that grows after it was disposed of waits again, with what was said of it', async () => {
    const { by, use } = await found();
    await oversight.unusual.dispose(officer, use.id, { disposition: 'followed-up', note: 'Gebeld.' }, null);
    await oversight.find();
    expect(await stateOf(use)).toBe('disposed');
    await inVain(by);
    await oversight.find();
    expect(await oversight.unusual.open(officer, use.id)).toMatchObject({
      ...{ state: 'waiting', counted: 3, disposition: { disposition: 'followed-up' } },
    });
  });

  test('is listed by state, rule and partner, in pages; the waiting ones are counted', async () => {
    const { use } = await found();
    const list = async (filter: object) =>
      (await oversight.unusual.list(officer, { state: 'waiting', ...filter }, null)).items.map(
        ({ id }) => id,
      );
    expect(await list({})).toContain(use.id);
    expect(await list({ rule: 'repeated-refusals', partner: now.jgz.id })).toContain(use.id);
    expect(await list({ rule: 'many-children' })).toEqual([]);
    expect(await list({ partner: now.school.id })).toEqual([]);
    expect(await list({ state: 'disposed' })).not.toContain(use.id);
    expect(await oversight.unusual.countWaiting(null)).toBe((await list({})).length);
    const many = Array.from({ length: 60 }, (_, place) => [
      ...[newId('unu'), `${newId('acc')} 2026-01-01`, new Date(Date.parse('2026-01-01T12:00:00Z') + place)],
    ]);
    for (const [id, occasion, at] of many) {
      await world.db.database.reader.query(
        `INSERT INTO unusual_use (id, rule, occasion, partner, account, day, counted, threshold, days, found_at, grown_at)
         VALUES ($1, 'many-children', $2, $3, 'acc', '2026-01-01', 3, 3, 1, $4, $4)`,
        [id, occasion, now.jgz.id, at],
      );
    }
    const first = await oversight.unusual.list(officer, { state: 'waiting', rule: 'many-children' }, null);
    const second = await oversight.unusual.list(
      ...([officer, { state: 'waiting', rule: 'many-children' }, first.next] as const),
    );
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(many.map(([id]) => id));
    expect([first.items.length, second.next]).toEqual([50, null]);
  });

  test('that is not there is not found, and a cursor that the hub did not give is refused', async () => {
    const unknown = newId<'UnusualUseId'>('unu');
    await expect(oversight.unusual.open(officer, unknown)).rejects.toMatchObject({ code: 'not-found' });
    const said = { disposition: 'explained', note: 'x' } as const;
    await expect(oversight.unusual.dispose(officer, unknown, said, null)).rejects.toMatchObject({
      code: 'not-found',
    });
    const list = oversight.unusual.list(officer, { state: 'waiting' }, 'bm90aGluZw');
    await expect(list).rejects.toMatchObject({ code: 'invalid-request' });
  });

  test('keeps no link to a child that was erased', async () => {
    const { use } = await found();
    const client = new pg.Client({ connectionString: world.db.ownerUrl });
    await client.connect();
    try {
      const { rows } = await client.query<{ subject: string }>('SELECT subject FROM exchange LIMIT 1');
      await client.query('SELECT erase_exchange_rows($1)', [rows[0]?.subject]);
    } finally {
      await client.end();
    }
    expect(await oversight.unusual.open(officer, use.id)).toMatchObject({ counted: 2, requests: [] });
    await oversight.find();
  });
});

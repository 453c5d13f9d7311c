import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BreachAbout, Officer } from '../../src/contract/index.js';
import { newId, publicJwkOf } from '../../src/kernel/index.js';
import type { Oversight } from '../../src/oversight/index.js';
import { professional } from '../exchange/partner.js';
import { type Scene, scene } from '../exchange/scene.js';
import { exchangeWorld, type World } from '../exchange/world.js';
import { officer, oversightOf } from './world.js';

const fg: Officer = { ...officer, duty: 'fg' };
const refused = (code: string) => expect.objectContaining({ code });

let world: World;
/** One exchange that was released, and one of another partner. */
let now: Scene;
let other: Scene;
let oversight: Oversight;
let released: string;
beforeAll(async () => {
  world = await exchangeWorld();
  oversight = oversightOf(world);
  now = await scene(world);
  await expect(now.ask()).rejects.toMatchObject({ code: 'basis-not-in-force' });
  released = (await now.answered()).id;
  await now.read(released);
  other = await scene(world);
  await other.read((await other.answered()).id);
});
afterAll(() => world.close());

const report = (about: BreachAbout, change: object = {}) => ({
  ...{ about, nature: 'credential-lost' as const, reason: 'melding van de partner' },
  ...{ from: world.clock.today(), to: world.clock.today(), awareAt: world.clock.now().toISOString() },
  ...change,
});
const open = async (about: BreachAbout, change: object = {}) =>
  (await oversight.breaches.open(officer, report(about, change), null)).breach;
const assess = (breach: Awaited<ReturnType<typeof open>>) =>
  oversight.breaches.assess(officer, breach, { reason: 'wie moet ik informeren?' });
const accountOf = async (): Promise<never> => {
  const [row] = await world.db.database.reader.query<{ account: string }>(
    'SELECT account FROM exchange WHERE id = $1',
    [released],
  );
  return row?.account as never;
};

describe('a breach', () => {
  test('is opened by a privacy officer alone, of what there is, and is listed with its clock', async () => {
    const before = (await world.events()).length;
    const about = { partner: now.jgz.id };
    await expect(oversight.breaches.open(fg, report(about), null)).rejects.toEqual(
      refused('caller-not-allowed'),
    );
    const soon = new Date(world.clock.now().getTime() + 60_000).toISOString();
    await expect(open(about, { awareAt: soon })).rejects.toEqual(refused('invalid-request'));
    await expect(open({ partner: newId<'PartnerId'>('prt') })).rejects.toEqual(refused('not-found'));
    await expect(open({ key: 'A'.repeat(43) })).rejects.toEqual(refused('not-found'));
    const breach = await open(about);
    const { items } = await oversight.breaches.list(fg, null);
    expect(items[0]).toMatchObject({
      id: breach,
      about,
      state: 'open',
      late: false,
      suspended: false,
      steps: [],
    });
    const [first] = items;
    expect(Date.parse(first?.dueAt ?? '') - Date.parse(first?.awareAt ?? '')).toBe(72 * 3_600_000);
    expect((await world.events()).slice(before)).toEqual(['breach.opened', 'breach.listed']);
  });

  test('affects whom something was released of, whoever asked or gave; it names no child', async () => {
    const expected = { children: 1, exchanges: 1, items: [{ exchange: released, sources: [now.school.id] }] };
    const abouts: readonly BreachAbout[] = [
      { partner: now.jgz.id },
      { partner: now.school.id },
      { key: publicJwkOf(now.jgz.signing).kid },
      { professional: await accountOf() },
    ];
    for (const about of abouts) {
      const found = await assess(await open(about));
      expect(found, JSON.stringify(about)).toMatchObject(expected);
      expect(found.purposes).toEqual([
        ...[
          {
            purpose: 'vroegsignalering-zorgteam',
            children: 1,
            exchanges: 1,
            fields: ['leeftijdsband', 'leerjaar'],
          },
        ],
      ]);
      expect(JSON.stringify(found)).not.toContain('sub_');
      expect(JSON.stringify(found)).not.toContain(now.jgzRef);
    }
    expect((await world.payloads()).at(-1)).toMatchObject({
      event: 'breach.assessed',
      children: 1,
      exchanges: 1,
    });
    const earlier = await open({ partner: now.jgz.id }, { from: '2020-01-01', to: '2020-01-31' });
    expect(await assess(earlier)).toMatchObject({ children: 0, exchanges: 0, purposes: [], items: [] });
    const nobody = await open({ professional: newId<'AccountId'>('acc') });
    expect(await assess(nobody)).toMatchObject({ children: 0, exchanges: 0 });
  });

  test('affects also what was asked before its period and given within it', async () => {
    const late = await scene(world);
    const { id } = await late.answered();
    await late.read(id);
    // As a source that takes its week does.
    const owner = new pg.Client({ connectionString: world.db.ownerUrl });
    await owner.connect();
    const days = "interval '3 days'";
    await owner.query(`UPDATE exchange SET asked_at = asked_at - ${days} WHERE id = $1`, [id]);
    await owner.query(`UPDATE exchange_task SET created_at = created_at - ${days} WHERE exchange = $1`, [id]);
    await owner.end();
    const [row] = await world.db.database.reader.query<{ account: string }>(
      'SELECT account FROM exchange WHERE id = $1',
      [id],
    );
    const abouts: readonly BreachAbout[] = [
      { partner: late.jgz.id },
      { partner: late.school.id },
      { key: publicJwkOf(late.jgz.signing).kid },
      { key: publicJwkOf(late.school.signing).kid },
      { professional: row?.account as never },
    ];
    for (const about of abouts)
      expect(await assess(await open(about)), JSON.stringify(about)).toMatchObject({
        ...{ children: 1, exchanges: 1, items: [{ exchange: id }] },
      });
  });

  test('comes with drafts that hold its facts', async () => {
    const { drafts } = await assess(await open({ partner: now.jgz.id }));
    expect(drafts.supervisor).toContain('Test jgz');
    expect(drafts.supervisor).toContain('ongeveer 1.');
    expect(drafts.supervisor).toContain('niets geschorst');
    expect(drafts.families).toContain('beheer@hub.test');
  });

  test('is notified and closed step by step, each once and by a privacy officer alone', async () => {
    const breach = await open({ partner: now.jgz.id });
    const step = (name: 'supervisor-notified' | 'families-notified' | 'closed', by = officer) =>
      oversight.breaches.step(by, breach, { step: name, note: 'Per formulier.' }, null);
    await expect(step('supervisor-notified', fg)).rejects.toEqual(refused('caller-not-allowed'));
    const open_ = await oversight.breaches.countOpen();
    await step('supervisor-notified');
    expect(await oversight.breaches.countOpen()).toBe(open_ - 1);
    await expect(step('supervisor-notified')).rejects.toEqual(refused('state-conflict'));
    await step('families-notified');
    await step('closed');
    await expect(step('closed')).rejects.toEqual(refused('state-conflict'));
    const { items } = await oversight.breaches.list(officer, null);
    const found = items.find(({ id }) => id === breach);
    expect(found).toMatchObject({ state: 'closed', late: false });
    expect(found?.steps.map(({ step: name }) => name)).toEqual([
      'supervisor-notified',
      'families-notified',
      'closed',
    ]);
  });
});

describe('with one action', () => {
  const suspend = (breach: Awaited<ReturnType<typeof open>>, by = officer) =>
    oversight.breaches.suspend(by, breach, 'gestolen', null);

  test('a partner is stopped, and the case shows it', async () => {
    const breach = await open({ partner: other.jgz.id });
    await expect(suspend(breach, fg)).rejects.toEqual(refused('caller-not-allowed'));
    await suspend(breach);
    await expect(suspend(breach)).rejects.toEqual(refused('state-conflict'));
    expect(await assess(breach)).toMatchObject({ case: { suspended: true } });
    await expect(other.ask({ caller: professional(other.jgz, world.clock.now()) })).rejects.toMatchObject({
      code: 'partner-suspended',
    });
    expect((await world.payloads()).filter(({ event }) => event === 'partner.suspended')).toMatchObject([
      { partner: other.jgz.id, reason: `${breach}: gestolen`, by: officer.account },
    ]);
    await expect(oversight.breaches.resume(officer, breach, 'hersteld', null)).rejects.toEqual(
      refused('state-conflict'),
    );
  });

  test('a key ends, and what it signs counts no more', async () => {
    const { kid } = publicJwkOf(now.jgz.signing);
    const breach = await open({ key: kid });
    // Replaced, and it counts for another day.
    const tomorrow = new Date(world.clock.now().getTime() + 86_400_000);
    await world.db.database.reader.query('UPDATE partner_key SET retired_at = $2 WHERE kid = $1', [
      kid,
      tomorrow,
    ]);
    expect((await assess(breach)).case.suspended).toBe(false);
    await suspend(breach);
    await expect(suspend(breach)).rejects.toEqual(refused('state-conflict'));
    expect((await assess(breach)).case.suspended).toBe(true);
    world.clock.advance(1);
    await expect(now.ask()).rejects.toThrow('signed by an unknown key');
  });

  test('an account is suspended and resumed', async () => {
    const breach = await open({ professional: await accountOf() });
    await suspend(breach);
    await expect(suspend(breach)).rejects.toEqual(refused('state-conflict'));
    expect((await assess(breach)).case.suspended).toBe(true);
    world.clock.advance(1);
    await oversight.breaches.resume(officer, breach, 'nieuw wachtwoord', null);
    expect((await assess(breach)).case.suspended).toBe(false);
    expect((await world.events()).filter((event) => event.startsWith('account.'))).toEqual([
      'account.suspended',
      'account.resumed',
    ]);
  });
});

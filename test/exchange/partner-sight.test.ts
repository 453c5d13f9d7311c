/** What the officer of one partner finds, of an exchange with two sources of which one answers and one declines. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type AccessExport,
  type AccessSearch,
  type AccountId,
  accessExportFormats,
  type LoggedAccess,
  type Officer,
  type PartnerId,
  type SubjectRef,
} from '../../src/contract/index.js';
import type { Figures } from '../../src/exchange/usecases/read-figures.js';
import { base64url, newId } from '../../src/kernel/index.js';
import { system, type TestPartner } from './partner.js';
import { fields, type Scene, scene } from './scene.js';
import { exchangeWorld, type World } from './world.js';

const officerOf = ({ id }: Pick<TestPartner, 'id'>): Officer => ({
  kind: 'officer',
  account: newId<'AccountId'>('acc') as AccountId,
  duty: 'partner-officer',
  partner: id,
});
const hubOfficer: Officer = { kind: 'officer', account: newId('acc') as AccountId, duty: 'privacy-officer' };

let world: World;
let now: Scene;
let declining: TestPartner;
let stranger: TestPartner;
let exchange: string;
let atDeclining: SubjectRef;
beforeAll(async () => {
  world = await exchangeWorld();
  now = await scene(world);
  declining = await world.partner('school');
  stranger = await world.partner('jgz');
  atDeclining = await world.team.enrol(declining, now.family.pseudonym);
  await expect(now.ask()).rejects.toMatchObject({ code: 'basis-not-in-force' });
  await now.give({ sources: [now.school.id, declining.id] });
  exchange = (await now.ask()).id;
  const [task] = await now.take();
  const [other] = await now.take(declining);
  if (task === undefined || other === undefined) throw new Error('both schools have a task');
  await world.call('POST /v1/tasks/{task}/declines', system(declining), {
    params: { task: other.id },
    body: { reason: 'no-data', causes: [] },
  });
  await now.put(task.id, await now.sealed(task));
  await now.read(exchange);
  const elsewhere = await scene(world);
  await expect(elsewhere.ask()).rejects.toMatchObject({ code: 'basis-not-in-force' });
});
afterAll(() => world.close());

const search = async (officer: Officer, wanted: Partial<AccessSearch> = {}) =>
  (
    await world.call<{ items: readonly LoggedAccess[] }>('POST /v1/audit/accesses/_search', officer, {
      body: { reason: 'vraag van een ouder', ...wanted },
    })
  ).items;
const outcomes = async (officer: Officer, wanted: Partial<AccessSearch> = {}) =>
  (await search(officer, wanted)).map(({ outcome }) => outcome);

describe('the officer of who asked', () => {
  test('finds what it asked, with the answer that came and no word on the one that did not', async () => {
    const [released, refused, ...others] = await search(officerOf(now.jgz));
    expect(others).toEqual([]);
    expect(refused).toMatchObject({ outcome: 'refused', sources: [] });
    expect(released).toMatchObject({
      ...{ exchange, outcome: 'released', fields },
      partner: { id: now.jgz.id, name: 'Test jgz' },
      professional: { account: expect.stringMatching(/^acc_/), function: 'gezinswerker' },
      sources: [{ source: now.school.id, state: 'answered' }],
    });
    expect(JSON.stringify(released)).not.toContain(declining.id);
  });

  test('finds by each condition what an officer of the hub finds, among its own', async () => {
    const officer = officerOf(now.jgz);
    const [account] = (await search(officer)).map(({ professional }) => professional.account);
    expect(await outcomes(officer, { professional: account as AccountId })).toEqual(['released']);
    expect(await outcomes(officer, { outcome: 'released', basis: 'consent' })).toEqual(['released']);
    expect(await outcomes(officer, { outcome: 'nothing-released' })).toEqual([]);
    expect(await outcomes(officer, { field: 'leerjaar', function: 'gezinswerker' })).toHaveLength(2);
    expect(await outcomes(officer, { partner: stranger.id })).toEqual([]);
  });
});

describe('the officer of who was asked', () => {
  test('finds its own order alone, and not who at the other partner asked', async () => {
    const [found, ...others] = await search(officerOf(now.school));
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      ...{ exchange, outcome: 'released', fields },
      professional: { account: null, function: null },
      sources: [{ source: now.school.id, state: 'answered' }],
    });
    expect(JSON.stringify(found)).not.toContain(declining.id);
  });

  test('does not learn from its own refusal that another answered', async () => {
    const officer = officerOf(declining);
    const [found, ...others] = await search(officer);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ outcome: 'nothing-released', sources: [{ state: 'declined' }] });
    expect(JSON.stringify(found)).not.toContain(now.school.id);
    expect(await outcomes(officer, { outcome: 'released' })).toEqual([]);
    expect(await outcomes(officer, { outcome: 'nothing-released' })).toEqual(['nothing-released']);
  });

  test('cannot find out who asked by searching for it', async () => {
    const [asked] = await search(officerOf(now.jgz));
    const officer = officerOf(now.school);
    expect(await search(officer, { professional: asked?.professional.account as AccountId })).toEqual([]);
    expect(await search(officer, { function: 'gezinswerker' })).toEqual([]);
    expect(await search(officer, { partner: now.jgz.id })).toHaveLength(1);
    expect(await search(officer, { field: 'leerjaar' })).toHaveLength(1);
    expect(await search(officer, { field: 'zorgniveau' })).toEqual([]);
  });
});

describe('a child', () => {
  const byId = (partner: PartnerId, subject: SubjectRef) => ({ child: { partner, subject } });

  test('is looked up by the own number alone, and gives own rows alone', async () => {
    expect(await outcomes(officerOf(now.jgz), byId(now.jgz.id, now.jgzRef))).toEqual(['released', 'refused']);
    expect(await outcomes(officerOf(now.school), byId(now.school.id, now.schoolRef))).toEqual(['released']);
    expect(await outcomes(officerOf(declining), byId(declining.id, atDeclining))).toEqual([
      'nothing-released',
    ]);
  });

  test('of another partner’s number is not there, whether the number exists or not', async () => {
    const unknown = newId('chd') as SubjectRef;
    const ways = [
      byId(now.jgz.id, now.jgzRef),
      byId(now.jgz.id, unknown),
      byId(now.school.id, unknown),
      { dataSubject: base64url(new Uint8Array(40)) },
    ];
    for (const wanted of ways)
      await expect(search(officerOf(now.school), wanted)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is found by a receipt of what the partner asked or was asked, and of nothing else', async () => {
    const [whole] = await search(hubOfficer, { outcome: 'released' });
    const receipt = whole?.decision.replace('ent_', 'rcp_') as never;
    expect(await outcomes(officerOf(declining), { receipt })).toEqual(['nothing-released']);
    for (const strange of [receipt, newId('rcp') as never])
      await expect(search(officerOf(stranger), { receipt: strange })).rejects.toMatchObject({
        code: 'not-found',
      });
  });
});

describe('files and figures', () => {
  const file = async (officer: Officer, format: AccessExport['format']) => {
    const exported = await world.exchange.officers.export(officer, { reason: 'bestuur', format });
    let text = '';
    for await (const part of exported.data) text += part;
    return { count: exported.count, text };
  };

  test('hold what the search holds', async () => {
    for (const by of [now.jgz, now.school, declining, stranger]) {
      const officer = officerOf(by);
      const found = await search(officer);
      const { count, text } = await file(officer, 'json');
      expect([count, JSON.parse(text).accesses]).toEqual([found.length, found]);
      expect((await file(officer, 'csv')).text.trim().split('\r\n')).toHaveLength(found.length + 1);
    }
  });

  test('are not given in a form that names a child alike to every partner', async () => {
    for (const format of accessExportFormats.filter((one) => one !== 'csv' && one !== 'json'))
      await expect(file(officerOf(now.jgz), format)).rejects.toMatchObject({ code: 'caller-not-allowed' });
  });

  test('count own rows, with the outcome that the partner knows', async () => {
    const figures = (partner: PartnerId | null): Promise<Figures> =>
      world.exchange.figures('2020-01-01' as never, partner);
    const told = async (partner: PartnerId | null) =>
      (await figures(partner)).exchanges.map(({ outcome, count }) => [outcome, count]).toSorted();
    expect(await told(now.jgz.id)).toEqual([
      ['refused', 1],
      ['released', 1],
    ]);
    expect(await told(now.school.id)).toEqual([['released', 1]]);
    expect(await told(declining.id)).toEqual([['nothing-released', 1]]);
    expect(await told(stranger.id)).toEqual([]);
    expect((await figures(now.jgz.id)).emergencies).toBeNull();
    expect((await figures(null)).exchanges.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  });
});

describe('orders to stop', () => {
  const overdue = async (officer: Officer) =>
    (await world.call<{ items: readonly { recipient: string }[] }>('GET /v1/overdue-stops', officer)).items;

  test('are seen by whom they are for, and by no other partner', async () => {
    await now.withdraw();
    world.clock.advance(73 * 3_600);
    expect(await overdue(hubOfficer)).toHaveLength(1);
    expect((await overdue(officerOf(now.jgz))).map(({ recipient }) => recipient)).toEqual([now.jgz.id]);
    for (const other of [now.school, declining, stranger])
      expect(await overdue(officerOf(other))).toEqual([]);
  });

  test('and every other look are on record, with the duty and the partner', async () => {
    const officer = officerOf(now.jgz);
    const before = (await world.events()).length;
    await search(officer, { purpose: 'jgz-afstemming' });
    await overdue(officer);
    const looked = { officer: officer.account, duty: 'partner-officer', partner: now.jgz.id };
    expect((await world.payloads()).slice(before)).toMatchObject([
      { event: 'exchange.searched', ...looked, looked: ['purpose'] },
      { event: 'exchange.stops-listed', ...looked, count: 1 },
    ]);
  });
});

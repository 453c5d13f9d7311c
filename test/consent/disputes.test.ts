import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PartnerId, SubjectRef } from '../../src/contract/index.js';
import { familyTogether, newFamily, type Person, type Together } from './family.js';
import { consentWorld, newPseudonym, officer, professional, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await consentWorld();
});
afterAll(() => world.close());

interface Row {
  readonly assertion: string;
  readonly about: string;
  readonly assertedBy: PartnerId;
  readonly contradicts: readonly string[];
  readonly kind?: string;
  readonly birthDate?: string;
}
type By = { readonly partner: PartnerId; readonly ref: SubjectRef };

/** What an officer sees waiting that came of these partners; every family has partners of its own. */
async function waitingOf(...partners: readonly PartnerId[]): Promise<readonly Row[]> {
  const path = '/v1/authority-assertions/_search';
  const { body } = await world.call('post', path, officer, { limit: 200 }, 200);
  return body.items.filter(({ assertedBy }: Row) => partners.includes(assertedBy));
}

const confirm = (assertion: string) =>
  world.call(
    'post',
    '/v1/authority-confirmations',
    officer,
    { assertion, ground: 'brp', reason: 'BRP gezien.' },
    201,
  );

/** Answers the id that the partner got for its word. */
async function says({ partner, ref }: By, person: string, kind: string, day = '2026-01-01'): Promise<string> {
  const path = `/v1/subjects/${ref}/authorities/${person}`;
  const body = { kind, source: 'partner-record', assertedOn: day };
  return (await world.call('put', path, professional(partner), body, 200)).body.assertion;
}

/** The JGZ meets someone whom the school invited before. Answers its own name for that person. */
async function jgzMeets({ jgz, jgzRef }: Together, person: Person): Promise<string> {
  const path = `/v1/subjects/${jgzRef}/invitations`;
  const { body } = await world.call('post', path, professional(jgz), { as: 'guardian' }, 201);
  await world.call('post', '/v1/me/invitations/_redeem', person.as, { code: body.code }, 200);
  return body.person;
}

async function togetherAgreed(birthDate = '2018-03-01') {
  const family = await familyTogether(world, birthDate);
  const request = await family.ask();
  const parentsGive = async () => {
    for (const parent of [family.mother, family.father]) await family.decide(parent, request);
  };
  await parentsGive();
  const inForce = async () => (await family.standing()).inForce;
  expect(await inForce()).toBe(true);
  const bySchool = { partner: family.school, ref: family.ref };
  const byJgz = { partner: family.jgz, ref: family.jgzRef };
  const waiting = () => waitingOf(family.school, family.jgz);
  return { ...family, parentsGive, inForce, bySchool, byJgz, waiting };
}

describe('an officer ends', () => {
  it('doubt, by confirming what the partner says after it', async () => {
    const family = await togetherAgreed();
    expect(await family.waiting()).toEqual([]);
    const doubt = await says(family.bySchool, family.father.ref, 'under-investigation');
    expect(await family.waiting()).toMatchObject([{ assertion: doubt, kind: 'under-investigation' }]);
    await confirm(doubt);
    expect(await family.waiting()).toEqual([]);
    const joint = await says(family.bySchool, family.father.ref, 'joint');
    expect(await family.waiting()).toMatchObject([{ assertion: joint, contradicts: [doubt] }]);
    await confirm(joint);
    expect(await family.waiting()).toEqual([]);
    expect(await family.inForce()).toBe(false);
    await family.parentsGive();
    expect(await family.inForce()).toBe(true);
  });

  it('a dispute between partners: both words are listed, each with the other, and either may be confirmed', async () => {
    const family = await togetherAgreed();
    const atJgz = await jgzMeets(family, family.father);
    const none = await says(family.byJgz, atJgz, 'none');
    expect(await family.inForce()).toBe(false);
    const rows = await family.waiting();
    expect(rows.map(({ kind, assertedBy }) => [kind, assertedBy])).toEqual([
      ['joint', family.school],
      ['none', family.jgz],
    ]);
    const [joint, other] = rows;
    expect([joint?.contradicts, other?.contradicts]).toEqual([[none], [joint?.assertion]]);
    await confirm(joint?.assertion ?? '');
    expect(await family.waiting()).toEqual([]);
    await family.parentsGive();
    expect(await family.inForce()).toBe(true);
  });

  it('authority that cannot be determined, once somebody says what it is', async () => {
    const family = await togetherAgreed();
    const atJgz = await jgzMeets(family, family.mother);
    const unclear = await says(family.byJgz, atJgz, 'not-determinable');
    const rows = await family.waiting();
    expect(rows.find(({ assertion }) => assertion === unclear)?.contradicts).toHaveLength(1);
    await confirm(rows.find(({ kind }) => kind === 'joint')?.assertion ?? '');
    await family.parentsGive();
    expect(await family.inForce()).toBe(true);
  });

  it('a claim against a parent of whom sole authority was confirmed', async () => {
    const family = await togetherAgreed();
    const single = await says(family.bySchool, family.mother.ref, 'single');
    await confirm(single);
    const joint = await says(family.bySchool, family.father.ref, 'joint');
    expect(await family.waiting()).toMatchObject([{ assertion: joint, contradicts: [single] }]);
    const none = await says(family.bySchool, family.father.ref, 'none');
    expect(await family.inForce()).toBe(false);
    expect(await family.waiting()).toMatchObject([{ assertion: none, contradicts: [] }]);
    await confirm(none);
    expect(await family.waiting()).toEqual([]);
    await family.decide(family.mother, await family.ask());
    expect(await family.inForce()).toBe(true);
  });

  it('two birth dates that contradict each other, of which both are listed with their date', async () => {
    const family = await togetherAgreed();
    const enrol = async (partner: PartnerId, pseudonym: string, birthDate: string): Promise<string> => {
      const body = { pseudonym, birthDate, firstName: 'Testkind Acht', relation: 'in-care' };
      return (await world.call('post', '/v1/subjects', professional(partner), body, 201)).body.assertion;
    };
    const [school, jgz] = [await world.newPartner('school'), await world.newPartner('jgz')];
    const child = newPseudonym();
    const right = await enrol(school, child, '2018-03-01');
    await enrol(jgz, child, '2018-03-01');
    expect(await waitingOf(school, jgz)).toEqual([]);
    const wrong = await enrol(jgz, child, '2013-03-01');
    const rows = await waitingOf(school, jgz);
    expect(rows.map(({ about, birthDate }) => `${about} ${birthDate}`)).toEqual([
      'birth-date 2018-03-01',
      'birth-date 2018-03-01',
      'birth-date 2013-03-01',
    ]);
    expect(rows.map(({ contradicts }) => contradicts.length)).toEqual([1, 1, 2]);
    await confirm(right);
    expect(await waitingOf(school, jgz)).toEqual([]);
    const again = await enrol(jgz, child, '2013-03-01');
    expect(again).not.toBe(wrong);
    expect(await waitingOf(school, jgz)).toMatchObject([{ assertion: again, contradicts: [right] }]);
    await confirm(await enrol(school, child, '2018-03-01'));
    expect(await waitingOf(school, jgz)).toEqual([]);
    expect(await family.waiting()).toEqual([]);
  });
});

describe('what an officer sees', () => {
  it('is the same id that the partner got, also when it says the same again', async () => {
    const family = await newFamily(world, '2018-03-01');
    const mother = await family.invite('moedernogmaals');
    const by = { partner: family.school, ref: family.ref };
    const first = await says(by, mother.ref, 'single');
    expect(await says(by, mother.ref, 'single')).toBe(first);
    expect(await waitingOf(family.school)).toMatchObject([{ assertion: first, contradicts: [] }]);
    await says(by, mother.ref, 'joint');
    expect(await waitingOf(family.school)).toEqual([]);
  });

  it('says nothing about whose it is', async () => {
    const family = await newFamily(world, '2018-03-01');
    const mother = await family.invite('moederzonder');
    await says({ partner: family.school, ref: family.ref }, mother.ref, 'single');
    const seen = JSON.stringify(await waitingOf(family.school));
    for (const secret of [family.subject, family.ref, mother.ref, 'Testkind'])
      expect(seen).not.toContain(secret);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisionOn, familyTogether, type Person } from './family.js';
import { consentWorld, officer, professional, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await consentWorld();
});
afterAll(() => world.close());

/** A family in which everyone said yes, with all that the child's capacity takes. */
async function agreed(birthDate: string, who: 'everyone' | 'the child') {
  const family = await familyTogether(world, birthDate);
  const request = await family.ask();
  const child = await family.child();
  const parents = [family.mother, family.father];
  const give = async (...persons: readonly Person[]) => {
    for (const person of persons) await family.decide(person, request);
  };
  const inForce = async () => (await family.standing()).inForce;
  await give(...(who === 'everyone' ? [...parents, child] : [child]));
  expect(await inForce()).toBe(true);
  const say = async (kind: string, by = 'school', day = '2026-01-01') => {
    const [partner, ref] = by === 'school' ? [family.school, family.ref] : [family.jgz, family.jgzRef];
    const body = { kind, source: 'care-provider', assertedOn: day };
    const path = `/v1/subjects/${ref}/capacity`;
    return (await world.call('put', path, professional(partner), body, 200)).body;
  };
  const confirm = (assertion: string) =>
    world.call(
      'post',
      '/v1/authority-confirmations',
      officer,
      { assertion, ground: 'officer', reason: 'Verklaring gezien.' },
      201,
    );
  const waiting = async (): Promise<
    readonly { assertion: string; about: string; contradicts: string[] }[]
  > => {
    const path = '/v1/authority-assertions/_search';
    const { body } = await world.call('post', path, officer, { limit: 200 }, 200);
    const partners: readonly string[] = [family.school, family.jgz];
    return body.items.filter((row: { assertedBy: string }) => partners.includes(row.assertedBy));
  };
  const asked = async (person: Person) =>
    (await family.questions(person)).filter(({ own }) => own === null).length;
  return { ...family, request, child, parents, give, inForce, say, confirm, waiting, asked };
}

describe('a young person who is said to be incapable', () => {
  it('decides on until an officer confirms it, who finds it among what waits', async () => {
    const family = await agreed('2013-05-01', 'everyone');
    const said = await family.say('incapable');
    expect(said).toMatchObject({ kind: 'incapable', inEffect: false });
    expect(await family.inForce()).toBe(true);
    expect(await family.waiting()).toMatchObject([
      { assertion: said.assertion, about: 'capacity', kind: 'incapable', contradicts: [] },
    ]);
    await family.confirm(said.assertion);
    expect(await family.waiting()).toEqual([]);
    expect(await family.say('incapable')).toMatchObject({ inEffect: true, assertion: said.assertion });
  });

  it('at 13 is asked no longer once it is confirmed; what the parents said before does not count', async () => {
    const family = await agreed('2013-05-01', 'everyone');
    await family.confirm((await family.say('incapable')).assertion);
    expect(await family.inForce()).toBe(false);
    await world.call(
      'post',
      `/v1/me/children/${family.child.child}/decisions`,
      family.child.as,
      {
        request: family.request,
        version: 1,
        noticeHash: 'A'.repeat(43),
        language: 'nl',
        choice: 'refused',
        flows: [],
      },
      404,
    );
    await family.give(...family.parents);
    expect(await family.inForce()).toBe(true);
  });

  it('at 17 is stood in for by the guardians, who are asked from then on', async () => {
    const family = await agreed('2009-05-01', 'the child');
    expect(await family.asked(family.mother)).toBe(0);
    const { assertion } = await family.say('incapable');
    expect(await family.asked(family.mother)).toBe(0);
    await family.confirm(assertion);
    expect(await family.inForce()).toBe(false);
    expect([await family.asked(family.mother), await family.asked(family.father)]).toEqual([1, 1]);
    await family.give(family.mother);
    expect(await family.inForce()).toBe(false);
    await family.give(family.father);
    expect(await family.inForce()).toBe(true);
    world.clock.turnTo('2027-02-01');
    expect(await family.inForce()).toBe(true);
  });

  it('from 18 on is stood in for by nobody', async () => {
    const family = await agreed('2009-01-15', 'the child');
    await family.confirm((await family.say('incapable')).assertion);
    await family.give(...family.parents);
    expect(await family.inForce()).toBe(true);
    world.clock.turnTo('2027-01-15');
    expect(await family.inForce()).toBe(false);
    const body = await decisionOn(world, family.mother, family.request);
    const path = `/v1/me/children/${family.mother.child}/decisions`;
    await world.call('post', path, family.mother.as, body, 404);
  });

  it('under 12 changes nothing', async () => {
    const family = await familyTogether(world, '2018-05-01');
    const request = await family.ask();
    await family.decide(family.mother, request);
    await family.decide(family.father, request);
    const body = { kind: 'incapable', source: 'care-provider', assertedOn: '2026-01-01' };
    const path = `/v1/subjects/${family.ref}/capacity`;
    const said = await world.call('put', path, professional(family.school), body, 200);
    const confirmation = { assertion: said.body.assertion, ground: 'officer', reason: 'Gezien.' };
    await world.call('post', '/v1/authority-confirmations', officer, confirmation, 201);
    expect((await family.standing()).inForce).toBe(true);
  });
});

describe('a partner that says the young person is capable', () => {
  it('closes what an officer confirmed, and opens nothing for the young person until an officer agrees', async () => {
    const family = await agreed('2009-05-01', 'the child');
    const incapable = await family.say('incapable');
    await family.confirm(incapable.assertion);
    await family.give(...family.parents);
    const capable = await family.say('capable', 'jgz');
    expect(capable).toMatchObject({ inEffect: true });
    expect(await family.inForce()).toBe(false);
    expect(await family.waiting()).toMatchObject([
      { assertion: capable.assertion, contradicts: [incapable.assertion] },
    ]);
    expect(await family.asked(family.child)).toBe(0);
    await family.confirm(capable.assertion);
    expect(await family.inForce()).toBe(false);
    await family.give(family.child);
    expect(await family.inForce()).toBe(true);
    expect(await family.waiting()).toEqual([]);
  });

  it('is overruled when the other partner says it again and an officer confirms that', async () => {
    const family = await agreed('2009-05-01', 'the child');
    const first = await family.say('incapable');
    await family.confirm(first.assertion);
    await family.say('capable', 'jgz');
    const again = await family.say('incapable');
    expect(again.assertion).not.toBe(first.assertion);
    expect((await family.waiting()).map(({ assertion }) => assertion)).toContain(again.assertion);
    await family.confirm(again.assertion);
    await family.give(...family.parents);
    expect(await family.inForce()).toBe(true);
  });

  it('changes nothing where nobody confirmed otherwise', async () => {
    const family = await agreed('2009-05-01', 'the child');
    expect(await family.say('capable')).toMatchObject({ inEffect: true });
    expect(await family.inForce()).toBe(true);
    expect(await family.waiting()).toEqual([]);
    await family.say('incapable', 'jgz');
    expect(await family.inForce()).toBe(true);
    expect(await family.waiting()).toHaveLength(2);
  });
});

it('no partner speaks of another’s child, or of a day to come', async () => {
  const family = await familyTogether(world, '2013-05-01');
  const stranger = await world.newPartner('school');
  const body = { kind: 'incapable', source: 'care-provider', assertedOn: '2026-01-01' };
  const path = `/v1/subjects/${family.ref}/capacity`;
  await world.call('put', path, professional(stranger), body, 404);
  const tomorrow = { ...body, assertedOn: '2999-01-01' };
  await world.call('put', path, professional(family.school), tomorrow, 400);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisionOn, familyTogether } from './family.js';
import { consentWorld, professional, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await consentWorld();
});
afterAll(() => world.close());

describe('a child who grows up', () => {
  it('at 13 decides together with both parents, who do not suffice alone', async () => {
    const family = await familyTogether(world, '2013-05-01');
    const request = await family.ask();
    await family.decide(family.mother, request);
    await family.decide(family.father, request);
    expect((await family.standing()).inForce).toBe(false);
    const child = await family.child();
    expect((await family.standing()).inForce).toBe(false);
    await family.decide(child, request);
    expect((await family.standing()).inForce).toBe(true);
  });

  it('stops the flow on the twelfth birthday, until everyone decides anew', async () => {
    const family = await familyTogether(world, '2014-11-23');
    const request = await family.ask();
    await family.decide(family.mother, request);
    await family.decide(family.father, request);
    expect((await family.standing()).inForce).toBe(true);
    world.clock.turnTo('2026-11-23');
    expect((await family.standing()).inForce).toBe(false);
    const child = await family.child();
    await family.decide(child, request);
    expect((await family.standing()).inForce).toBe(false);
    expect((await family.questions(family.mother))[0]?.own?.state).toBe('invalidated');
    await family.decide(family.mother, request);
    await family.decide(family.father, request);
    expect((await family.standing()).inForce).toBe(true);
  });

  it('from 16 on is asked alone, and only a new decision opens', async () => {
    const family = await familyTogether(world, '2010-11-23');
    const request = await family.ask();
    const child = await family.child();
    await family.decide(child, request);
    await family.decide(family.mother, request);
    await family.decide(family.father, request, 'refused');
    expect((await family.standing()).inForce).toBe(false);
    world.clock.turnTo('2026-11-23');
    // The refusing parent is no longer asked, and that alone opens nothing.
    expect((await family.standing()).inForce).toBe(false);
    await family.decide(child, request);
    expect((await family.standing()).inForce).toBe(true);
  });

  it('from 16 on is not followed by the parents: they see only what they decided themselves', async () => {
    const family = await familyTogether(world, '2010-11-23');
    const request = await family.ask();
    const child = await family.child();
    const body = await decisionOn(world, family.father, request);
    await family.decide(family.mother, request);
    world.clock.turnTo('2026-11-23');
    await family.decide(child, request);
    expect((await family.standing()).inForce).toBe(true);
    const [own, ...others] = await family.questions(family.mother);
    expect(others).toEqual([]);
    expect(own?.own?.state).toBe('invalidated');
    expect(own?.state).toBe('incomplete');
    expect(await family.questions(family.father)).toEqual([]);
    const path = `/v1/me/children/${family.father.child}/decisions`;
    await world.call('post', path, family.father.as, body, 404);
    expect((await family.questions(child))[0]?.state).toBe('complete');
  });

  it('is not asked under 12', async () => {
    const family = await familyTogether(world, '2018-11-23');
    await family.ask();
    const child = await family.child();
    expect(await family.questions(child)).toEqual([]);
    expect(await family.questions(family.mother)).toHaveLength(1);
  });

  it('is shared about for three months and not a day longer', async () => {
    const family = await familyTogether(world, '2018-11-23');
    const request = await family.ask();
    await family.decide(family.mother, request);
    await family.decide(family.father, request);
    world.clock.turnTo('2027-02-21');
    expect((await family.standing()).inForce).toBe(true);
    world.clock.turnTo('2027-02-22');
    expect((await family.standing()).inForce).toBe(false);
    expect((await family.questions(family.mother))[0]?.own?.state).toBe('expired');
    const { as } = family.mother;
    const [child] = (await world.call('get', '/v1/me/children', as, null, 200)).body.items;
    expect(child.waiting).toBe(1);
  });
});

describe('authority', () => {
  it('lost by a refusing parent opens nothing, confirmed or not, without a new decision', async () => {
    const family = await familyTogether(world, '2018-03-01');
    const request = await family.ask();
    await family.decide(family.mother, request);
    await family.decide(family.father, request, 'refused');
    await family.authority(family.father, 'none');
    expect((await family.standing()).inForce).toBe(false);
    await family.decide(family.mother, request);
    expect((await family.standing()).inForce).toBe(false);
    await family.confirmLatest();
    expect((await family.standing()).inForce).toBe(false);
    await family.decide(family.mother, request);
    expect((await family.standing()).inForce).toBe(true);
    expect(await family.questions(family.father)).toHaveLength(1);
  });

  it('under investigation stops what ran, and stops it for good', async () => {
    const family = await familyTogether(world, '2018-03-01');
    const request = await family.ask();
    await family.decide(family.mother, request);
    await family.decide(family.father, request);
    await family.authority(family.father, 'under-investigation');
    expect((await family.standing()).inForce).toBe(false);
    await family.authority(family.father, 'joint');
    await family.confirmLatest();
    expect((await family.standing()).inForce).toBe(false);
    await family.decide(family.mother, request);
    await family.decide(family.father, request);
    expect((await family.standing()).inForce).toBe(true);
  });

  it('named for another person asks that person too, at once', async () => {
    const family = await familyTogether(world, '2018-03-01');
    const request = await family.ask();
    await family.decide(family.mother, request);
    await family.decide(family.father, request);
    const third = await family.invite('voogdderde');
    expect((await family.standing()).inForce).toBe(true);
    expect(await family.questions(third)).toEqual([]);
    await family.authority(third, 'joint');
    expect((await family.standing()).inForce).toBe(false);
    expect(await family.questions(third)).toHaveLength(1);
  });

  it('of someone invited twice asks twice until that person says who it is, and even then opens nothing', async () => {
    const family = await familyTogether(world, '2018-03-01');
    const request = await family.ask();
    await family.decide(family.mother, request);
    await family.decide(family.father, request);
    const as = professional(family.jgz);
    const invited = await world.call(
      'post',
      `/v1/subjects/${family.jgzRef}/invitations`,
      as,
      { as: 'guardian' },
      201,
    );
    expect((await family.standing()).inForce).toBe(true);
    const { person: ref, code } = invited.body;
    await family.authority({ ...family.mother, ref }, 'joint', { partner: family.jgz, ref: family.jgzRef });
    expect((await family.standing()).inForce).toBe(false);
    await world.call('post', '/v1/me/invitations/_redeem', family.mother.as, { code }, 200);
    expect((await family.standing()).inForce).toBe(false);
    await family.decide(family.mother, request);
    await family.decide(family.father, request);
    expect((await family.standing()).inForce).toBe(true);
  });
});

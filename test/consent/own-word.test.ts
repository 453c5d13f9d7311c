import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsentRequestId } from '../../src/contract/index.js';
import { familyTogether, type Person, type Together } from './family.js';
import { consentWorld, professional, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await consentWorld();
});
afterAll(() => world.close());

const [advice, flow] = ['jgz-afstemming', 'jgz-school'];

/** The school asks for advice of the JGZ, which it would receive; answers the question's id. */
async function askAdvice({ school, ref }: Together): Promise<ConsentRequestId> {
  const body = { subject: ref, purpose: advice, version: 1, flows: [flow], explanation: 'Wat helpt?' };
  return (await world.call('post', '/v1/consent-requests', professional(school), body, 201)).body.id;
}

const everyoneGives = async (family: Together, request: ConsentRequestId, persons: readonly Person[]) => {
  const flows = [
    { flow, sources: [family.jgz], recipients: [family.school], fields: ['adviesVoorSchool'] },
  ] as const;
  for (const person of persons) await family.decide(person, request, 'given', { flows });
};

/** The JGZ invites as well; the same login redeems. Answers the JGZ's own name for the person. */
async function jgzInvites({ jgz, jgzRef }: Together, person: Person, as: string): Promise<string> {
  const path = `/v1/subjects/${jgzRef}/invitations`;
  const { body } = await world.call('post', path, professional(jgz), { as }, 201);
  await world.call('post', '/v1/me/invitations/_redeem', person.as, { code: body.code }, 200);
  return body.person;
}

const recipients = async (family: Together) => [
  ...((await family.standing(1, advice)).flows.get(flow)?.recipients ?? []),
];

describe('a school that would receive', () => {
  it('does not say alone who the parents are; once the JGZ does too, their next yes opens', async () => {
    const family = await familyTogether(world, '2018-03-01');
    const parents = [family.mother, family.father];
    const request = await askAdvice(family);
    await everyoneGives(family, request, parents);
    expect(await recipients(family)).toEqual([]);
    expect(await family.state(request)).toBe('incomplete');
    for (const parent of parents) {
      const ref = await jgzInvites(family, parent, 'guardian');
      const by = { partner: family.jgz, ref: family.jgzRef };
      await family.authority({ ...parent, ref } as Person, 'joint', by);
    }
    expect(await recipients(family)).toEqual([]);
    await everyoneGives(family, request, parents);
    expect(await recipients(family)).toEqual([family.school]);
    expect(await family.state(request)).toBe('complete');
  });

  it('does not say alone who the young person is', async () => {
    const family = await familyTogether(world, '2009-03-01');
    const child = await family.child();
    const request = await askAdvice(family);
    await everyoneGives(family, request, [child]);
    expect(await recipients(family)).toEqual([]);
    await jgzInvites(family, child, 'young-person');
    expect(await recipients(family)).toEqual([]);
    expect(await family.state(request)).toBe('incomplete');
    await everyoneGives(family, request, [child]);
    expect(await recipients(family)).toEqual([family.school]);
    expect(await family.state(request)).toBe('complete');
  });
});

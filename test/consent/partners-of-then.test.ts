import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AccountId } from '../../src/contract/index.js';
import { newFamily, purpose } from './family.js';
import { consentWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await consentWorld();
});
afterAll(() => world?.close());

it('a decision names its partners also when one takes part no more', async () => {
  const swv = await world.newPartner('samenwerkingsverband');
  const family = await newFamily(world, '2018-03-01');
  const mother = await family.invite('moeder');
  await family.authority(mother, 'single');
  await family.confirmLatest();
  const request = await family.ask(['school-samenwerkingsverband', 'school-jgz']);
  await family.decide(mother, request);
  const account = `acc_${'moeder'.padEnd(22, '0')}` as AccountId;
  const seen = async () => {
    const [question] = await world.consent.questions(account, mother.child, 'nl');
    const names = (flows: readonly { readonly recipients: readonly { readonly name: string }[] }[]) =>
      flows.flatMap(({ recipients }) => recipients.map(({ name }) => name)).toSorted();
    expect(question?.purpose.id).toBe(purpose);
    return { offered: names(question?.flows ?? []), chosen: names(question?.own?.flows ?? []) };
  };
  const both = ['Test jgz', 'Test samenwerkingsverband'];
  expect(await seen()).toEqual({ offered: both, chosen: both });
  await world.suspend(swv);
  expect(await seen()).toEqual({ offered: ['Test jgz'], chosen: both });
});

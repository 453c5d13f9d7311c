import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PartnerId } from '../../src/contract/index.js';
import { consentWorld, professional, system, type World } from '../consent/world.js';

let world: World;
let school: PartnerId;
beforeAll(async () => {
  world = await consentWorld();
  school = await world.newPartner('school');
});
afterAll(() => world.close());

describe('GET /v1/purposes', () => {
  it('lists the purposes in force with version and digest, for system and professional', async () => {
    const { body } = await world.call('get', '/v1/purposes', system(school), null, 200);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([
      'aansluiting-specialistische-hulp',
      'acute-veiligheid',
      'gezinsondersteuning-buurtteam',
      'jgz-afstemming',
      'ondersteuning-passend-onderwijs',
      'overgang-po-vo',
      'toeleiding-sociale-basis',
      'verzuim-thuiszitten',
      'vroegsignalering-zorgteam',
    ]);
    expect(body.items[0].digest).toBe(world.catalogue.digest('aansluiting-specialistische-hulp', 1));
    const again = await world.call('get', '/v1/purposes', professional(school), null, 200);
    expect(again.body).toEqual(body);
  });

  it('refuses a query that it does not know', async () => {
    expect((await world.call('get', '/v1/purposes?child=1', system(school), null, 400)).body.code).toBe(
      'invalid-request',
    );
  });
});

describe('GET /v1/purposes/{purpose}/versions/{version}', () => {
  it('gives a version with the JSON Schema of every field', async () => {
    const path = '/v1/purposes/vroegsignalering-zorgteam/versions/1';
    const { body } = await world.call('get', path, system(school), null, 200);
    expect(body.fields.find(({ name }: { name: string }) => name === 'zorgniveau').schema).toEqual({
      type: 'integer',
      minimum: 1,
      maximum: 3,
    });
  });

  it('answers 404 for one that does not exist and 400 for what is no version', async () => {
    await world.call('get', '/v1/purposes/verwijsindex/versions/1', system(school), null, 404);
    await world.call('get', '/v1/purposes/jgz-afstemming/versions/2', system(school), null, 404);
    await world.call('get', '/v1/purposes/jgz-afstemming/versions/0', system(school), null, 400);
  });
});

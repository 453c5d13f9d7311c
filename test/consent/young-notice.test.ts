/** The text for young people reaches them and nobody else, and each decides on the text that was shown. */

import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../harness/folder.js';
import { decisionOn, familyTogether, type Person, purpose, type SeenQuestion } from './family.js';
import { consentWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await consentWorld();
});
afterAll(() => world.close());

const languages = ['nl', 'en', 'tr', 'ar', 'pl', 'uk'];

async function seenBy(person: Person, language: string, there = world): Promise<SeenQuestion> {
  const path = `/v1/me/children/${person.child}/consents?language=${language}`;
  const { body } = await there.call('get', path, person.as, null, 200);
  return (body.items as readonly SeenQuestion[])[0] as SeenQuestion;
}
const hashOf = (language: string, audience: 'guardian' | 'young-person') =>
  world.catalogue.notice(purpose, 1, language, audience)?.hash;

async function atThirteen(there = world) {
  const family = await familyTogether(there, '2013-05-01');
  const request = await family.ask();
  return { family, request, child: await family.child() };
}

describe('a question to a family', () => {
  it('is put to a young person in the text for them, and to parents in theirs, in each language', async () => {
    const { family, child } = await atThirteen();
    for (const language of languages) {
      expect((await seenBy(child, language)).notice).toMatchObject({
        language,
        hash: hashOf(language, 'young-person'),
      });
      expect((await seenBy(family.mother, language)).notice).toMatchObject({
        language,
        hash: hashOf(language, 'guardian'),
      });
    }
  });

  it('is answered on the own text only', async () => {
    const { family, request, child } = await atThirteen();
    const refusal = { errors: [{ pointer: '/noticeHash' }] };
    for (const [person, other] of [
      [child, 'guardian'],
      [family.mother, 'young-person'],
    ] as const) {
      for (const language of ['nl', 'ar']) {
        const change = { language, noticeHash: hashOf(language, other) };
        const body = await decisionOn(world, person, request, 'given', change);
        const path = `/v1/me/children/${person.child}/decisions`;
        expect((await world.call('post', path, person.as, body, 400)).body).toMatchObject(refusal);
      }
    }
  });

  it('is in the proof of a young person by the hash and language of the text for them', async () => {
    const { family, request, child } = await atThirteen();
    const { notice } = await seenBy(child, 'uk');
    const decision = await family.decide(child, request, 'given', {
      language: notice.language,
      noticeHash: notice.hash,
    });
    const [row] = await world.database.reader.query(
      'SELECT language, notice_hash AS hash, person_role AS "as" FROM consent_decision WHERE id = $1',
      [decision],
    );
    expect(row).toEqual({ language: 'uk', hash: hashOf('uk', 'young-person'), as: 'young-person' });
  });
});

describe('where a region wrote fewer texts', () => {
  let folder: string;
  let sparse: World;
  beforeAll(async () => {
    folder = await temporaryFolder('sparse');
    await cp('consent-schemas', folder, { recursive: true });
    for (const text of ['pl.young', 'uk', 'uk.young'])
      await rm(join(folder, `notices/${purpose}@1.${text}.md`));
    sparse = await consentWorld(folder);
  });
  afterAll(async () => {
    await sparse?.close();
    await rm(folder, { recursive: true });
  });

  it('a young person reads the text for guardians in that language, else the Dutch one for young people', async () => {
    const { family, request, child } = await atThirteen(sparse);
    expect((await seenBy(child, 'pl', sparse)).notice.hash).toBe(hashOf('pl', 'guardian'));
    expect((await seenBy(child, 'uk', sparse)).notice).toMatchObject({
      language: 'nl',
      hash: hashOf('nl', 'young-person'),
    });
    const noticeHash = hashOf('pl', 'guardian');
    await expect(family.decide(child, request, 'given', { language: 'pl', noticeHash })).resolves.toMatch(
      /^dec_/,
    );
  });

  it('nobody decides in a language in which nothing was written', async () => {
    const { family, request, child } = await atThirteen(sparse);
    for (const person of [child, family.mother]) {
      const body = await decisionOn(sparse, person, request, 'given', { language: 'uk' });
      const path = `/v1/me/children/${person.child}/decisions`;
      const { errors } = (await sparse.call('post', path, person.as, body, 400)).body;
      expect(errors).toMatchObject([{ pointer: '/language' }]);
    }
  });
});

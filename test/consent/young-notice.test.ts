/** The text for young people reaches them and nobody else, and each decides on the text that was shown. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisionOn, familyTogether, type Person, purpose, type SeenQuestion } from './family.js';
import { consentWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await consentWorld();
});
afterAll(() => world.close());

const languages = ['nl', 'en', 'tr', 'ar', 'pl', 'uk'];

async function seenBy(person: Person, language: string): Promise<SeenQuestion> {
  const path = `/v1/me/children/${person.child}/consents?language=${language}`;
  const { body } = await world.call('get', path, person.as, null, 200);
  return (body.items as readonly SeenQuestion[])[0] as SeenQuestion;
}
const hashOf = (language: string, audience: 'guardian' | 'young-person') =>
  world.catalogue.notice(purpose, 1, language, audience)?.hash;

async function atThirteen() {
  const family = await familyTogether(world, '2013-05-01');
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

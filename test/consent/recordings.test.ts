import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withCode } from '../../src/consent/usecases/paper-code.js';
import { NotFound } from '../../src/contract/index.js';
import { newHubKeys, rotateHubKey } from '../../src/vault/index.js';
import { byPaper, type OnPaper, onPaper, witness } from './paper.js';
import { citizen, colleague, consentWorld, professional, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await consentWorld();
});
afterAll(() => world.close());

const inForce = async ({ family }: OnPaper): Promise<boolean> => (await family.standing()).inForce;
const kinds = async ({ family }: OnPaper): Promise<readonly string[]> =>
  (
    await world.database.reader.query<{ choice: string; channel: string; withdrawn: string | null }>(
      `SELECT d.choice, d.channel, w.channel AS withdrawn FROM consent_decision d
         LEFT JOIN consent_withdrawal w ON w.decision = d.id WHERE d.subject = $1 ORDER BY d.seq`,
      [family.subject],
    )
  ).map(({ choice, channel, withdrawn }) => [choice, channel, withdrawn ?? '-'].join(' '));

describe('a yes that a professional writes down', () => {
  it('opens nothing, until a professional of another partner stands for it', async () => {
    const paper = await onPaper(world);
    const { body } = await paper.record();
    expect(body).toMatchObject({ code: expect.stringMatching(/^(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}$/) });
    expect(await inForce(paper)).toBe(false);
    const seen = await world.call(
      'post',
      '/v1/recordings/_search',
      colleague(paper.family.jgz, 'getuige'),
      { code: body.code, subject: paper.family.jgzRef },
      200,
    );
    expect(seen.body).toMatchObject({ channel: 'paper', signedOn: '2026-11-20', recordedBy: 'Test school' });
    expect((await witness(world, paper, body.code)).body.proof.index).toBeGreaterThan(0);
    expect(await inForce(paper)).toBe(true);
    expect(await paper.family.state(paper.request)).toBe('complete');
    expect(await kinds(paper)).toEqual(['given paper -']);
    // Once: the second step is spent, though the paper still reads.
    await witness(world, paper, body.code, 404);
    await byPaper(world, '_read', body.code);
  });

  it('needs a second person, with another function where nothing comes to their own partner', async () => {
    const paper = await onPaper(world);
    const { school, ref } = paper.family;
    const { code } = (await paper.record()).body;
    const tries = [
      { as: colleague(school, 'schrijver'), ref },
      { as: colleague(school, 'schrijver', 'mentor'), ref },
      { as: colleague(school, 'collega'), ref },
      { as: professional(school), ref },
    ];
    for (const by of tries)
      expect((await witness(world, paper, code, 403, by)).body.code).toBe('function-not-allowed');
    expect(await inForce(paper)).toBe(false);
    await witness(world, paper, code, 201, { as: colleague(school, 'collega', 'mentor'), ref });
    expect(await inForce(paper)).toBe(true);
  });

  it('is never made by the partner alone that receives by it', async () => {
    const paper = await onPaper(world);
    const { jgz, jgzRef } = paper.family;
    const request = await paper.family.ask(['school-jgz'], { partner: jgz, ref: jgzRef });
    const invited = await world.call(
      'post',
      `/v1/subjects/${jgzRef}/invitations`,
      professional(jgz),
      { as: 'guardian' },
      201,
    );
    await paper.family.authority({ as: '', child: '' as never, ref: invited.body.person }, 'joint', {
      partner: jgz,
      ref: jgzRef,
    });
    const written = await world.call(
      'post',
      `/v1/consent-requests/${request}/recordings`,
      colleague(jgz, 'schrijver'),
      paper.submission({ person: invited.body.person }),
      201,
    );
    const own = { as: colleague(jgz, 'collega', 'mentor'), ref: jgzRef };
    expect((await witness(world, paper, written.body.code, 403, own)).body.code).toBe('function-not-allowed');
  });

  it('is refused to a function that is not on the list, to another partner and for another’s person', async () => {
    const paper = await onPaper(world);
    const { school, jgz } = paper.family;
    expect((await paper.record({}, 403, professional(school))).body.code).toBe('function-not-allowed');
    expect(
      (await paper.record({}, 403, colleague(school, 'x', 'conciërge'.replace('ë', 'e')))).body.code,
    ).toBe('function-not-allowed');
    await paper.record({}, 404, colleague(jgz, 'schrijver'));
    const other = await onPaper(world);
    await paper.record({ person: other.person }, 404);
  });

  it('names every fault, by the question alone', async () => {
    const paper = await onPaper(world);
    const wrong = {
      signedOn: undefined,
      noticeHash: 'A'.repeat(43),
      flows: [{ flow: 'jgz-school', fields: [] }],
    };
    expect((await paper.record(wrong, 400)).body.errors).toEqual([
      { pointer: '/noticeHash', reason: 'is not the notice of this purpose in this language' },
      { pointer: '/signedOn', reason: 'must be the date on the signed form' },
      { pointer: '/flows/0/flow', reason: 'was not asked' },
    ]);
    expect((await paper.record({ channel: 'phone' }, 400)).body.errors).toEqual([
      { pointer: '/channel', reason: 'must be assisted or paper for a yes' },
    ]);
    expect((await paper.record({ signedOn: '2027-01-01' }, 400)).body.errors).toHaveLength(1);
  });

  it('does not come to count after a no, a new fact, or by another child’s partner', async () => {
    const refused = await onPaper(world);
    const first = (await refused.record()).body.code;
    await refused.record({ choice: 'refused', flows: [], channel: 'phone' });
    await witness(world, refused, first, 404);
    const learnt = await onPaper(world);
    const second = (await learnt.record()).body.code;
    await learnt.family.authority({ as: '', child: '' as never, ref: learnt.person }, 'under-investigation');
    await witness(world, learnt, second, 404);
    const stranger = await onPaper(world);
    const third = (await stranger.record()).body.code;
    const elsewhere = { as: colleague(refused.family.jgz, 'getuige'), ref: refused.family.jgzRef };
    await witness(world, stranger, third, 404, elsewhere);
    for (const paper of [refused, learnt, stranger]) expect(await inForce(paper)).toBe(false);
  });

  it('is confirmed by the person who signed in as that person, and by nobody else', async () => {
    const paper = await onPaper(world, 'joint');
    const mother = await paper.family.invite('moederpapier');
    const father = await paper.family.invite('vaderpapier');
    await paper.family.authority(mother, 'joint');
    await paper.family.authority(father, 'joint');
    const { code } = (await paper.record({ person: mother.ref })).body;
    const confirm = (as: string, status: number) =>
      world.call('post', '/v1/me/recordings/_confirm', as, { code }, status);
    await confirm(father.as, 404);
    await confirm(citizen('vreemde'), 404);
    await confirm(mother.as, 201);
    const [question] = await paper.family.questions(mother);
    expect(question?.own).toMatchObject({
      state: 'given',
      channel: 'paper',
      recordedBy: { name: 'Test school' },
    });
    expect((await paper.family.questions(father))[0]?.own).toBeNull();
  });
});

describe('a no', () => {
  it('takes one step, is a withdrawal where a yes stood, and answers the same where none did', async () => {
    const paper = await onPaper(world);
    await witness(world, paper, (await paper.record()).body.code);
    const before = world.withdrawn.length;
    const no = { choice: 'refused', flows: [], channel: 'phone', signedOn: undefined };
    const ended = await paper.record(no);
    expect(await inForce(paper)).toBe(false);
    expect(world.withdrawn.length).toBe(before + 1);
    const again = await paper.record(no);
    expect(Object.keys(again.body)).toEqual(Object.keys(ended.body));
    expect({ ...again.body, proof: null }).toEqual({ ...ended.body, proof: null });
    expect(await kinds(paper)).toEqual(['given paper phone', 'refused phone -']);
  });
});

describe('the paper', () => {
  it('undoes a consent at once, as a withdrawal with its effects, and says the same a second time', async () => {
    const paper = await onPaper(world);
    const { code } = (await paper.record({ channel: 'assisted', signedOn: undefined })).body;
    await witness(world, paper, code);
    const before = world.withdrawn.length;
    const first = await byPaper(world, '_undo', code.toLowerCase().replaceAll('-', ' '));
    expect(await inForce(paper)).toBe(false);
    expect(world.withdrawn.length).toBe(before + 1);
    const second = await byPaper(world, '_undo', code);
    expect(second.body).toEqual(first.body);
    expect(await kinds(paper)).toEqual(['given assisted code']);
  });

  it('says no to what still waits for its second step', async () => {
    const paper = await onPaper(world);
    const { code } = (await paper.record()).body;
    await byPaper(world, '_undo', code);
    await witness(world, paper, code, 404);
    expect(await kinds(paper)).toEqual(['refused paper -']);
  });

  it('is found when the key of its hash was rotated since, and not under another', async () => {
    const { database, clock, vaultOf } = world;
    const paper = await onPaper(world);
    const { code } = (await paper.record()).body;
    const found = (vault: Awaited<ReturnType<typeof vaultOf>>) =>
      withCode({ database, clock, vault }, code, async ({ request }) => request);
    expect(await found(await vaultOf((own) => rotateHubKey(own, 'mac')))).toBe(paper.request);
    const other = await vaultOf(() => newHubKeys({ development: true }));
    await expect(found(other)).rejects.toThrow(NotFound);
  });

  it('does not end what its person chose later', async () => {
    const paper = await onPaper(world);
    const old = (await paper.record()).body.code;
    await witness(world, paper, old);
    await witness(world, paper, (await paper.record()).body.code);
    await byPaper(world, '_undo', old);
    expect(await inForce(paper)).toBe(true);
  });

  it('tells what was written down and neither what holds nor who takes part', async () => {
    const paper = await onPaper(world);
    const { code } = (await paper.record()).body;
    const waiting = (await byPaper(world, '_read', code)).body;
    await witness(world, paper, code);
    const holding = (await byPaper(world, '_read', code)).body;
    await byPaper(world, '_undo', code);
    const undone = (await byPaper(world, '_read', code)).body;
    expect(holding).toEqual(waiting);
    expect(undone).toEqual(waiting);
    expect(JSON.stringify(undone)).not.toContain(paper.family.jgz);
    expect(JSON.stringify(undone)).not.toContain('Test jgz');
  });

  it('locks after five wrong tries, alone; wrong, expired and unknown codes are one refusal', async () => {
    const paper = await onPaper(world);
    const { code } = (await paper.record()).body;
    const other = (await (await onPaper(world)).record()).body.code;
    const wrong = `${code.slice(0, 10)}0000-0000-0000`;
    const unknown = await byPaper(world, '_read', 'ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ', 404);
    for (let count = 0; count < 5; count += 1) {
      const refusal = await byPaper(world, '_undo', wrong, 404);
      expect({ ...refusal.body, traceId: '' }).toEqual({ ...unknown.body, traceId: '' });
    }
    const locked = await byPaper(world, '_read', code, 429);
    expect(Number(locked.headers['retry-after'])).toBeGreaterThan(3_000);
    await byPaper(world, '_read', other);
    await byPaper(world, '_read', '', 400);
    await byPaper(world, '_read', 'ABC', 404);
  });

  it('is kept nowhere but as a keyed hash', async () => {
    const paper = await onPaper(world);
    const { code } = (await paper.record()).body;
    const rows = await world.database.reader.query<{ line: string }>(
      'SELECT t::text AS line FROM consent_recording t WHERE subject = $1',
      [paper.family.subject],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.line).not.toContain(code.replaceAll('-', ''));
    expect(rows[0]?.line).not.toContain(code.slice(0, 9));
  });
});

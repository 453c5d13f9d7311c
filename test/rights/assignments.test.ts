/** A request that partners answer for what they hold: the hub cannot read it (AVG art. 12(3), 26). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OwnRightsRequest, WaitingRightsRequest } from '../../src/contract/index.js';
import { newId } from '../../src/kernel/index.js';
import { type Family, familyOf, type Parent, parentsOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { answer, answerOf, assign, assigned, heardBy, inDays } from './asked-partner.js';
import { appointOfficer, askErasure, orderFor } from './officer-desk.js';

let hub: TestHub;
let family: Family;
let mother: Parent;
let father: Parent;
beforeAll(async () => {
  hub = await startTestHub({ partners: { swv: { role: 'samenwerkingsverband', bsn: false } } });
  family = await familyOf(hub, 'toegewezen');
  [mother, father] = parentsOf(family);
});
afterAll(() => hub.close());

const explanation = 'Het leerjaar klopt niet: het is groep 5.';
const instruction = 'Kijk ook in het papieren dossier.';
const ask = async ({ caller, child }: Parent, right: string): Promise<string> => {
  const path = `/v1/me/children/${child}/rights-requests`;
  return String((await must(caller.post(path, { right, explanation }))).body.id);
};
/** Asked, used by one test and taken back, so that the next may ask the same. */
async function asking(
  right: string,
  work: (request: string) => Promise<void>,
  parent = mother,
): Promise<void> {
  const request = await ask(parent, right);
  await work(request);
  await parent.caller.post(`/v1/me/rights-requests/${request}/withdrawals`);
}
const own = async ({ caller }: Parent, request: string) =>
  (await must(caller.get(`/v1/me/rights-requests/${request}`))).body as unknown as OwnRightsRequest;
const shown = async (request: string): Promise<WaitingRightsRequest | undefined> => {
  const { body } = await must(hub.privacyOfficer.post('/v1/rights-requests/_search', {}));
  return (body.items as unknown as readonly WaitingRightsRequest[]).find(({ id }) => id === request);
};
const waitsAtSchool = async () => (await heardBy(hub, hub.school)).map(({ id }) => id);

describe('a privacy officer', () => {
  it('passes a request on to partners that know the child, each under its own names', () =>
    asking('rectification', async (request) => {
      expect((await shown(request))?.partners.map(({ id }) => id).sort()).toEqual(
        [hub.school.id, hub.jgz.id].sort(),
      );
      const made = await must(assign(hub, request, [hub.school, hub.jgz], { instruction }));
      expect(made.body.items).toHaveLength(2);
      const [atSchool] = await heardBy(hub, hub.school);
      expect(atSchool?.said).toMatchObject({
        ...{ aud: hub.school.id, jti: atSchool?.id, subject: family.atSchool, person: mother.person },
        ...{ right: 'rectification', as: 'guardian', dueOn: inDays(14), instruction },
      });
      expect(atSchool?.said.explanation).toBeUndefined();
      const [atJgz] = await heardBy(hub, hub.jgz);
      // The jgz invited nobody, and so has no name for who asked.
      expect(atJgz?.said).toMatchObject({ aud: hub.jgz.id, subject: family.atJgz });
      expect(atJgz?.said.person).toBeUndefined();
      const { rows } = await hub.fresh.database.pool.query('SELECT instruction FROM rights_assignment');
      expect(rows.map((row) => Buffer.from(row.instruction).toString('utf8')).join()).not.toContain(
        'dossier',
      );
    }));

  it('passes on what the person wrote only where that was said', () =>
    asking('objection', async (request) => {
      await must(assign(hub, request, [hub.school], { passExplanation: true }));
      expect((await heardBy(hub, hub.school)).map(({ said }) => said.explanation)).toEqual([explanation]);
    }));

  it('hears of every fault at once: who does not know the child, and another day than the request has', () =>
    asking('restriction', async (request) => {
      const swv = hub.more.get('swv');
      if (swv === undefined) throw new Error('the swv takes part');
      const { status, body } = await assign(hub, request, [hub.school, swv], { dueOn: inDays(60) });
      expect([status, body.errors]).toEqual([
        400,
        [
          { pointer: '/partners/1', reason: 'is not enrolled with this child' },
          { pointer: '/dueOn', reason: 'lies after the day on which the request is due' },
        ],
      ]);
      expect((await assign(hub, request, [hub.school], { dueOn: inDays(-1) })).status).toBe(400);
      expect(await waitsAtSchool()).toEqual([]);
    }));

  it('asks each partner once at a time, and a second time after its answer', () =>
    asking('access', async (request) => {
      const first = await assigned(hub, request, [hub.school]);
      expect((await assign(hub, request, [hub.jgz, hub.school])).body.code).toBe('state-conflict');
      expect(await heardBy(hub, hub.jgz)).toEqual([]);
      await must(answer(hub.school, first, { outcome: 'nothing-held', manner: undefined }));
      await must(assign(hub, request, [hub.school], { instruction }));
      expect((await shown(request))?.assignments.map((each) => each.answer?.outcome)).toEqual([
        'nothing-held',
        undefined,
      ]);
    }));

  it('is the only one who does: neither the FG nor anybody else', () =>
    asking('access', async (request) => {
      const path = `/v1/rights-requests/${request}/assignments`;
      const body = { partners: [hub.school.id], dueOn: inDays(14) };
      for (const caller of [family.teacher, hub.administrator, mother.caller, hub.school.system]) {
        expect([401, 403]).toContain((await caller.post(path, body)).status);
      }
      const nobody = await assign(hub, newId('rrq'), [hub.school]);
      expect(nobody.body.code).toBe('not-found');
    }));
});

describe('a partner', () => {
  it('answers once; the family and the officer see that it did, and when', () =>
    asking('access', async (request) => {
      const assignment = await assigned(hub, request, [hub.school]);
      expect((await own(mother, request)).partners).toEqual([
        { name: 'Testorganisatie school', askedOn: inDays(0), dueOn: inDays(14), answer: null },
      ]);
      await must(answer(hub.school, assignment));
      const said = { outcome: 'answered', manner: 'letter', on: inDays(0) };
      expect((await own(mother, request)).partners[0]?.answer).toEqual(said);
      expect((await shown(request))?.assignments[0]).toMatchObject({ partner: hub.school.id, answer: said });
      expect(await waitsAtSchool()).toEqual([]);
      const before = await hub.entries('rights');
      await must(answer(hub.school, assignment, { iat: Math.floor(Date.now() / 1000) - 5 }));
      expect(await hub.entries('rights')).toBe(before);
      expect((await answer(hub.school, assignment, { manner: 'portal' })).body.code).toBe('state-conflict');
    }));

  it('says what holds together, signed by itself, about what it was asked', () =>
    asking('access', async (request) => {
      const assignment = await assigned(hub, request, [hub.school]);
      for (const change of [
        { manner: undefined },
        { article: 'AVG 15(4)' },
        { outcome: 'refused', manner: undefined },
        { on: inDays(2) },
        { on: inDays(-1) },
        { iss: hub.jgz.id },
        { assignment: newId('ras') },
        { iat: Math.floor(Date.now() / 1000) + 3_600 },
      ]) {
        const { body } = await answer(hub.school, assignment, change);
        expect([body.code, change]).toEqual(['statement-invalid', change]);
      }
      const forged = await answerOf(hub.jgz, assignment, { iss: hub.school.id });
      const path = `/v1/rights-assignments/${assignment}/statements`;
      expect((await hub.school.system.post(path, { statement: forged })).body.code).toBe('statement-invalid');
      expect((await answer(hub.jgz, assignment)).body.code).toBe('not-found');
      expect((await answer(hub.school, newId('ras'))).body.code).toBe('not-found');
      expect((await own(mother, request)).partners[0]?.answer).toBeNull();
      await must(
        answer(hub.school, assignment, { outcome: 'refused', manner: undefined, article: 'AVG 15(4)' }),
      );
    }));

  it('hears no more of what was taken back or answered, and answers it no more', async () => {
    const withdrawn = await ask(mother, 'access');
    const late = await assigned(hub, withdrawn, [hub.school]);
    await must(mother.caller.post(`/v1/me/rights-requests/${withdrawn}/withdrawals`));
    expect(await waitsAtSchool()).toEqual([]);
    expect((await answer(hub.school, late)).body.code).toBe('state-conflict');
    expect((await assign(hub, withdrawn, [hub.jgz])).body.code).toBe('state-conflict');
  });

  it('follows the list from where it was, and is told at once', () =>
    asking('access', async (request) => {
      const { system } = hub.school;
      await assigned(hub, request, [hub.school]);
      const { body } = await must(system.get('/v1/rights-assignments'));
      const path = `/v1/rights-assignments?cursor=${body.next}`;
      expect((await must(system.get(path))).body).toEqual({ items: [], next: null });
      const waiting = system.send({ method: 'GET', path, headers: { Prefer: 'wait=20' } });
      const other = await ask(father, 'access');
      const second = await assigned(hub, other, [hub.school]);
      const heard = (await must(waiting)).body.items as readonly { readonly id: string }[];
      expect(heard.map(({ id }) => id)).toEqual([second]);
      await must(father.caller.post(`/v1/me/rights-requests/${other}/withdrawals`));
    }));

  it('has it of a child that was erased no more, and no words of it are left', async () => {
    const key = await appointOfficer(hub);
    const request = await askErasure(mother);
    const assignment = await assigned(hub, request, [hub.school], { instruction });
    await must(hub.privacyOfficer.post('/v1/erasures', { statement: await orderFor(hub, key, request) }));
    expect(await waitsAtSchool()).toEqual([]);
    expect((await answer(hub.school, assignment)).body.code).toBe('state-conflict');
    expect(await own(mother, request)).toMatchObject({
      child: null,
      partners: [{ name: 'Testorganisatie school' }],
    });
    const { rows } = await hub.fresh.database.pool.query(
      'SELECT 1 FROM rights_assignment WHERE instruction IS NOT NULL AND id = $1',
      [assignment],
    );
    expect(rows).toEqual([]);
  });
});

/** What a family asked about its rights: the agent keeps it for a professional, and answers nothing by itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followAssignments } from '../../src/agent/usecases/follow-assignments.js';
import {
  type RightsAssignmentId,
  type RightsAssignmentOrder,
  type RightsAssignmentStatement,
  readStatement,
  type SubjectRef,
  signStatement,
} from '../../src/contract/index.js';
import {
  civilDateOf,
  generatePrivateJwk,
  importSigningKey,
  newId,
  type SigningKey,
} from '../../src/kernel/index.js';
import { present, startTwoAgents, type TwoAgents } from './two-agents.js';

let world: TwoAgents;
let child: SubjectRef;
beforeAll(async () => {
  world = await startTwoAgents();
  const { body } = await world.anna.send('POST', '/api/children/1001/enrolment', {
    relation: 'enrolled-pupil',
  });
  child = body.subject;
});
afterAll(() => world.close());

const today = civilDateOf(new Date());
const explanation = 'Het leerjaar klopt niet.';
const instruction = 'Kijk ook op papier.';

interface Assigning {
  readonly change?: Partial<RightsAssignmentStatement>;
  readonly key?: SigningKey;
  readonly order?: Partial<RightsAssignmentOrder>;
}

async function assign({ change, key, order }: Assigning = {}): Promise<RightsAssignmentId> {
  const { hubTicket, ledger, source } = await present(() => world.hub.world ?? undefined);
  const id = newId<'RightsAssignmentId'>('ras') as RightsAssignmentId;
  const statement = {
    ...{
      iss: world.hub.url,
      aud: source.id,
      jti: id,
      right: 'rectification',
      subject: child,
      as: 'guardian',
    },
    ...{ dueOn: today, instruction, explanation, iat: Math.floor(Date.now() / 1_000) },
    ...change,
  } as RightsAssignmentStatement;
  const made = {
    id,
    order: await signStatement(key ?? hubTicket, 'kernhub-rights-assignment+jwt', statement),
    proof: ledger.append('rights'),
    ...order,
  };
  world.hub.assignments.set(made, source.id);
  return id;
}

const kept = (id: string) => present(() => world.school.agent.assignments.get(id as RightsAssignmentId));
const answersTo = (id: string) =>
  world.hub.received.filter(
    ({ method, path }) => method === 'POST' && path === `/v1/rights-assignments/${id}/statements`,
  );
const signed = (statement: unknown) => {
  const school = world.roster.partners.find(({ id }) => id === world.school.agent.partner);
  return readStatement(String(statement), 'kernhub-rights-answer+jwt', school?.signing ?? []);
};

describe('what a family asked about its rights', () => {
  it('waits for a professional, who answers for the partner', async () => {
    const id = await assign();
    await kept(id);
    const { body } = await world.anna.get('/api/rights-assignments');
    expect(body.items).toContainEqual({
      ...{ assignment: id, right: 'rectification', number: '1001', as: 'guardian', invitedAt: null },
      ...{ dueOn: today, instruction, explanation },
    });
    expect(answersTo(id)).toEqual([]);
    const path = `/api/rights-assignments/${id}/statement`;
    const word = { outcome: 'answered', manner: 'in-person', on: today };
    const without = await world.anna.send('POST', path, { outcome: 'refused', on: today });
    expect(without).toMatchObject({ status: 400, body: { errors: [{ pointer: '/article' }] } });
    expect((await world.anna.send('POST', path, word)).status).toBe(200);
    const [sent] = answersTo(id);
    expect(await signed(sent?.body.statement)).toMatchObject({ assignment: id, ...word });
    expect((await world.anna.send('POST', path, word)).status).toBe(404);
    expect((await world.anna.get('/api/rights-assignments')).body.items).toEqual([]);
  });

  it('has a page, in plain words, that names no child but by the own number', async () => {
    const id = await assign({ change: { dueOn: '2026-01-05' as RightsAssignmentStatement['dueOn'] } });
    await kept(id);
    const home = await world.anna.page('/');
    expect(home.html).toContain(`href="/rights/${id}"`);
    expect(home.html).toContain('uiterlijk 5 januari 2026 (te laat)');
    const { html } = await world.anna.page(`/rights/${id}`);
    for (const words of [explanation, instruction, 'nummer 1001', 'niet zelf uitgenodigd']) {
      expect(html).toContain(words);
    }
    const sent = await world.anna.form(`/rights/${id}`, {
      ...{ outcome: 'nothing-held', manner: '', article: '', on: today },
    });
    expect([sent.status, sent.location]).toEqual([303, '/']);
    expect(await signed(answersTo(id)[0]?.body.statement)).toMatchObject({
      outcome: 'nothing-held',
      on: today,
    });
    expect((await world.anna.page(`/rights/${id}`)).status).toBe(404);
  });

  it('goes once the hub no longer tells of it', async () => {
    const id = await assign();
    await kept(id);
    const told = [...world.hub.assignments.keys()].find((order) => order.id === id);
    // It keeps its place in the list, and is nobody's.
    if (told !== undefined) world.hub.assignments.set(told, '');
    const follower = followAssignments(world.school.agent, 50);
    await present(() => (world.school.agent.assignments.has(id) ? undefined : true));
    await follower.stop();
    expect((await world.anna.page(`/rights/${id}`)).status).toBe(404);
  });

  it('is not kept when a check fails, and the log says which, in codes and ids alone', async () => {
    const { recipient, ledger } = await present(() => world.hub.world ?? undefined);
    const other = await importSigningKey(await generatePrivateJwk('Ed25519'));
    const cases: readonly (readonly [string, Assigning])[] = [
      ['assignment-signature', { key: other }],
      ['assignment-issuer', { change: { iss: 'https://elders.example' } }],
      ['assignment-audience', { change: { aud: recipient.id } }],
      ['assignment-order', { change: { jti: newId<'RightsAssignmentId'>('ras') as RightsAssignmentId } }],
      ['assignment-proof', { order: { proof: { ...ledger.append('a'), index: 0 } } }],
    ];
    for (const [code, wrong] of cases) {
      const id = await assign(wrong);
      const line = await present(() => world.log.find((entry) => entry.includes(id)));
      expect(JSON.parse(line)).toMatchObject({ event: 'assignment.refused', causes: code });
      expect(world.school.agent.assignments.has(id)).toBe(false);
    }
    expect(world.log.join()).not.toContain(explanation);
    expect(world.log.join()).not.toContain(child);
  });
});

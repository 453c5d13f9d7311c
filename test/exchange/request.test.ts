import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../src/kernel/index.js';
import { parseVerifierKey, verifyInclusionStatement } from '../../src/tlog/index.js';
import { readTicket } from './partner.js';
import { fields, mandatory, type Scene, scene } from './scene.js';
import { exchangeWorld, publicUrl, type World } from './world.js';

let world: World;
let now: Scene;
beforeAll(async () => {
  world = await exchangeWorld();
  now = await scene(world);
});
afterAll(() => world.close());

const refused = (code: string) => expect.objectContaining({ code });

describe('asking', () => {
  test('orders a sealed answer at the source that the family chose', async () => {
    await now.give();
    const view = await now.ask();
    expect(view).toMatchObject({
      state: 'open',
      sources: [{ role: 'school', state: 'waiting' }],
      deliveries: [],
    });
    const [task] = await now.take();
    expect(task).toMatchObject({ subject: now.schoolRef, manual: false, questionText: [] });
    if (task === undefined) return;
    const ticket = await readTicket(task, world.ticketKey);
    expect(ticket).toMatchObject({
      iss: publicUrl,
      aud: now.school.id,
      exchange: view.id,
      basis: 'consent',
      flow: 'school-jgz',
      fields,
      recipient: { id: now.jgz.id, role: 'jgz' },
    });
    verifyInclusionStatement(
      ticket.decision,
      'hub.test/ledger',
      world.ledger.verifierKeys().map(parseVerifierKey),
    );
    expect(JSON.stringify(ticket)).not.toContain(now.schoolRef);
  });

  test('is refused without a basis, and the refusal is on record with its proof', async () => {
    const other = await scene(world);
    const error = await other.ask().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'basis-not-in-force',
      options: {
        members: { exchange: expect.stringMatching(/^exc_/), proof: { index: expect.any(Number) } },
      },
    });
    const { exchange } = (error as { options: { members: { exchange: string } } }).options.members;
    expect(await other.read(exchange)).toMatchObject({ state: 'refused', deliveries: [] });
    expect(await world.events()).toContain('exchange.refused');
    expect(await other.take()).toEqual([]);
  });

  test('answers the same for a child that is unknown and one that another partner enrolled', async () => {
    const stranger = await world.partner('jgz');
    const errors = await Promise.all(
      [now.jgzRef, newId<'SubjectRef'>('chd')].map((ref) =>
        now.ask({ by: stranger, ref }).catch((thrown: unknown) => thrown),
      ),
    );
    expect(errors).toEqual([refused('not-found'), refused('not-found')]);
  });

  test('is refused for a role that no flow reaches, before anything of a child matters', async () => {
    await expect(now.ask({ by: now.school, ref: newId('chd') })).rejects.toEqual(refused('role-not-allowed'));
  });

  test('is refused with every fault of purpose, question and necessity', async () => {
    await expect(now.ask({ request: { purpose: 'geen-doel' } })).rejects.toEqual(refused('invalid-request'));
    const necessity = [{ to: now.school.id, kid: 'k'.repeat(43), jwe: 'a.b.c.d.e' }];
    await expect(now.ask({ request: { question: 'hoezo', necessity } })).rejects.toMatchObject({
      code: 'invalid-request',
      options: { errors: [{ pointer: '/question' }, { pointer: '/necessity' }] },
    });
  });

  test('is refused with a key statement of another, of an old version, too long or used before', async () => {
    await now.give();
    await expect(now.ask({ statement: { iss: now.school.id } })).rejects.toEqual(
      refused('statement-invalid'),
    );
    await expect(now.ask({ statement: { version: 2 } })).rejects.toEqual(refused('purpose-not-offered'));
    await expect(now.ask({ fields: ['diagnose'] })).rejects.toEqual(refused('invalid-request'));
    await now.ask({ statement: { jti: 'the-same' } });
    await expect(now.ask({ statement: { jti: 'the-same' } })).rejects.toEqual(refused('statement-invalid'));
    await now.take();
  });

  test('orders only the fields that were chosen', async () => {
    const other = await scene(world);
    await other.give({ fields: mandatory });
    await other.ask();
    const [task] = await other.take();
    expect(task && (await readTicket(task, world.ticketKey)).fields).toEqual(['leeftijdsband']);
  });

  test('looks the same when no source may be asked', async () => {
    const other = await scene(world);
    const second = await world.partner('school');
    await world.team.enrol(second, other.family.pseudonym);
    await other.give({ sources: [second.id] });
    expect(await other.ask()).toMatchObject({
      state: 'open',
      sources: [{ role: 'school', state: 'waiting' }],
    });
    const third = await scene(world);
    await third.give();
    await world.suspend(third.school);
    expect(await third.ask()).toMatchObject({
      state: 'open',
      sources: [{ role: 'school', state: 'waiting' }],
    });
    await expect(third.take()).rejects.toMatchObject({ code: 'partner-suspended' });
  });

  test('on a legal obligation needs no consent', async () => {
    const leerplicht = await world.partner('leerplicht');
    const ref = await world.team.enrol(leerplicht, now.family.pseudonym);
    const request = { purpose: 'verzuim-thuiszitten', question: firstQuestion('verzuim-thuiszitten') };
    await now.ask({ by: leerplicht, ref, fields: ['verzuimband'], request });
    const [task] = await now.take();
    const ticket = task && (await readTicket(task, world.ticketKey));
    expect(ticket).toMatchObject({ basis: 'legal-obligation', fields: ['verzuimband'] });
    await expect(now.ask({ by: leerplicht, ref, fields: ['belastbaarheid'], request })).rejects.toEqual(
      refused('basis-not-in-force'),
    );
  });

  test('hands sealed texts only to the source that each is for', async () => {
    const other = await scene(world);
    await other.give();
    const text = { kid: 'k'.repeat(43), jwe: 'a.b.c.d.e' };
    const mine = { to: other.school.id, ...text };
    await other.ask({ request: { questionText: [mine, { to: now.school.id, ...text }] } });
    const [task] = await other.take();
    expect(task?.questionText).toEqual([mine]);
  });
});

const firstQuestion = (id: string): string => world.catalogue.current(id)?.questions[0]?.code ?? '';

describe('reading', () => {
  test('is not for another partner, nor for a source', async () => {
    const view = await now.ask();
    await expect(now.read(view.id, now.school)).rejects.toEqual(refused('not-found'));
    await expect(now.read(newId('exc'))).rejects.toEqual(refused('not-found'));
  });
});

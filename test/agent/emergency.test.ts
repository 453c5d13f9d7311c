import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openText, type TextKind } from '../../src/agent/domain/sealed-text.js';
import type { EmergencyWarning, NecessityText, OfficerText, PartnerId } from '../../src/contract/index.js';
import { newId } from '../../src/kernel/index.js';
import { startTwoAgents, type TwoAgents } from './two-agents.js';
import { emergencyPurpose } from './world.js';

let world: TwoAgents;
let asked: string;

beforeAll(async () => {
  world = await startTwoAgents();
  await world.anna.send('POST', '/api/children/1001/enrolment', { relation: 'enrolled-pupil' });
  await world.bram.send('POST', '/api/children/J-77/enrolment', { relation: 'in-care' });
});
afterAll(() => world.close());

const necessity = 'Verzonnen noodzaak: vader niet bereikbaar, met collega overlegd.';
const ask = (more: object = {}) =>
  world.bram.send('POST', '/api/children/J-77/exchanges', {
    purpose: emergencyPurpose.id,
    question: 'wat-speelt-er',
    necessity,
    ...more,
  });

// biome-ignore lint/suspicious/noExplicitAny: whatever the API answered
async function waiting(count: number): Promise<any[]> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { items } = (await world.anna.get('/api/tasks')).body;
    if (items.length === count) return items;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`there are not ${count} tasks waiting`);
}

interface Sent {
  readonly keyStatement: string;
  readonly necessity: readonly NecessityText[];
  readonly unsafeForFamily?: readonly OfficerText[];
}

/** What the privacy officer reads of the last question. */
async function openedByOfficer() {
  const sent = world.hub.received.findLast(({ path }) => path === '/v1/exchanges');
  if (sent === undefined) throw new Error('a question was asked');
  const { keyStatement, ...texts } = sent.body as unknown as Sent;
  const open = async (kind: TextKind, sealed: OfficerText | undefined) =>
    sealed === undefined
      ? null
      : openText(
          sealed,
          { kind, keyStatement, statement: { iss: issuerOf(keyStatement) } },
          world.officerKey,
        );
  const necessity = texts.necessity.find(({ to }) => to === 'privacy-officer');
  return {
    necessity: await open('necessity', necessity),
    unsafeForFamily: await open('unsafeForFamily', texts.unsafeForFamily?.[0]),
  };
}

const issuerOf = (jws: string): PartnerId =>
  JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()).iss;

describe('an emergency', () => {
  it('needs a necessity, and waits at the source for a hand', async () => {
    expect((await ask({ necessity: undefined })).body.errors).toEqual([
      { pointer: '/necessity', reason: 'is required in an emergency' },
    ]);
    const { body } = await ask({ text: 'Bel mij terug.' });
    expect(body).toMatchObject({ state: 'open', results: [] });
    asked = body.exchange;
    const [item] = await waiting(1);
    expect(item).toMatchObject({
      purpose: emergencyPurpose.id,
      number: '1001',
      recipient: { role: 'jgz', name: 'JGZ <Testerland> & Co' },
      necessity,
      text: 'Bel mij terug.',
    });
    const sent = JSON.stringify(world.hub.received);
    expect(sent).not.toContain('Verzonnen noodzaak');
    expect(sent).not.toContain('Bel mij terug');
    expect(await openedByOfficer()).toEqual({ necessity, unsafeForFamily: null });
    const { lastTasks } = (await world.anna.get('/api/status')).body;
    expect(lastTasks[0]).toMatchObject({ outcome: 'waiting-for-hand' });
  });

  it('is released with a ground and valid values only, and then opens at the asker', async () => {
    const [item] = await waiting(1);
    const release = (body: object) => world.anna.send('POST', `/api/tasks/${item.task}/release`, body);
    const wrong = await release({ ground: 'zomaar', fields: { leerjaar: 99, adres: 'x' } });
    expect(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/fields/adres',
      '/ground',
      '/fields/leerjaar',
    ]);
    const released = await release({
      ground: 'conflict-van-plichten',
      fields: { hulpvraag: 'Nu veilig bij oma' },
    });
    expect(released.status).toBe(200);
    expect(await waiting(0)).toEqual([]);
    const put = world.hub.received.findLast(({ method }) => method === 'PUT');
    expect(put?.token).toContain('"sub":"anna"');
    const answer = await world.bram.get(`/api/exchanges/${asked}`);
    expect(answer.body.results[0].fields).toEqual({
      leerjaar: { absent: true },
      zorgniveau: { absent: true },
      hulpvraag: { value: 'Nu veilig bij oma' },
    });
    expect(answer.body.results[0].checks).toContain('release-by-hand');
  });

  it('can be declined, with a reason', async () => {
    await ask();
    const [item] = await waiting(1);
    const declined = await world.anna.send('POST', `/api/tasks/${item.task}/decline`, { reason: 'unsafe' });
    expect(declined.status).toBe(200);
    const sent = world.hub.received.findLast(({ path }) => path.endsWith('/declines'));
    expect(sent?.body).toEqual({ reason: 'unsafe', causes: [] });
    expect((await world.anna.get('/api/tasks')).body.items).toEqual([]);
    expect(
      (await world.anna.send('POST', `/api/tasks/${item.task}/decline`, { reason: 'unsafe' })).status,
    ).toBe(404);
  });

  it('can be released on the page, where what the asker wrote is escaped', async () => {
    await ask({ necessity: 'Verzonnen <b>noodzaak</b>' });
    const [item] = await waiting(1);
    expect((await world.anna.page('/')).html).toContain(`href="/tasks/${item.task}"`);
    const { html } = await world.anna.page(`/tasks/${item.task}`);
    expect(html).toContain('Verzonnen &lt;b&gt;noodzaak&lt;/b&gt;');
    const fields = { ground: 'conflict-van-plichten', 'field.zorgniveau': '3', 'field.hulpvraag': '' };
    const released = await world.anna.form(`/tasks/${item.task}/release`, fields);
    expect([released.status, released.location]).toEqual([303, '/']);
    const put = world.hub.received.findLast(({ method }) => method === 'PUT');
    expect(put?.path).toBe(`/v1/tasks/${item.task}/envelope`);
  });

  it('can be hidden from the family, for a reason that the privacy officer alone can read', async () => {
    const reason = 'Verzonnen reden: vader leest mee.';
    await ask({ unsafeForFamily: reason });
    expect(await openedByOfficer()).toEqual({ necessity, unsafeForFamily: reason });
    expect(JSON.stringify(world.hub.received)).not.toContain(reason);
    const [item] = await waiting(1);
    await world.anna.send('POST', `/api/tasks/${item.task}/decline`, { reason: 'unsafe' });
  });

  it('that the hub would have answered without a hand is refused', async () => {
    world.hub.lies.ticket = (ticket) => ({ ...ticket, manual: false });
    await ask();
    delete world.hub.lies.ticket;
    for (let tries = 0; tries < 100; tries += 1) {
      const [last] = (await world.anna.get('/api/status')).body.lastTasks;
      if (last.outcome === 'refused') {
        expect(last.causes).toEqual(['release-by-hand']);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('it was not refused');
  });
});

describe('an emergency that a privacy officer called not necessary', () => {
  const warn = (): EmergencyWarning => {
    const made = {
      ...{ emergency: newId<'EmergencyId'>('emr'), exchange: newId<'ExchangeId'>('exc') },
      ...{ subject: null, purpose: emergencyPurpose.id, version: 1, function: 'jeugdarts' },
      ...{ askedAt: '2026-11-20T22:30:00.000Z', reviewedAt: '2026-11-23T08:00:00.000Z' },
    };
    world.hub.warnings = [...world.hub.warnings, made];
    return made;
  };

  it('is told to the partner’s own system, which hands on a colleague’s answer', async () => {
    const { emergency, exchange } = warn();
    expect((await world.bram.get('/api/warnings')).body.items).toMatchObject([{ emergency, number: null }]);
    expect(world.log.join()).toContain(`"event":"emergency.warned","exchange":"${exchange}"`);
    const path = `/api/warnings/${emergency}/answer`;
    expect((await world.bram.send('POST', path, { measure: 'forgotten' })).status).toBe(400);
    // Whoever asked may not answer, which the hub tells.
    expect((await world.bram.send('POST', path, { measure: 'contested' })).status).toBe(403);
    expect((await world.bram.send('POST', path, { measure: 'discussed' })).status).toBe(200);
    expect((await world.bram.get('/api/warnings')).body.items).toEqual([]);
    expect((await world.bram.send('POST', path, { measure: 'discussed' })).status).toBe(404);
  });

  it('stands on the page with a form', async () => {
    const { emergency } = warn();
    await world.bram.get('/api/warnings');
    expect((await world.bram.page('/')).html).toContain(`href="/warnings/${emergency}"`);
    const { html } = await world.bram.page(`/warnings/${emergency}`);
    expect(html).toContain('20 november 2026');
    expect((await world.anna.page(`/warnings/${emergency}`)).status).toBe(404);
    const answered = await world.bram.form(`/warnings/${emergency}`, { measure: 'instructed' });
    expect([answered.status, answered.location]).toEqual([303, '/']);
    expect(world.hub.received.findLast(({ path }) => path.endsWith('/answers'))?.body).toEqual({
      measure: 'instructed',
    });
    expect((await world.bram.page('/')).html).not.toContain(emergency);
  });
});

describe('a question', () => {
  it('hands on that its own system knows the child as a colleague’s, and says nothing where it does not', async () => {
    const sent = () => world.hub.received.findLast(({ path }) => path === '/v1/exchanges')?.body;
    await ask({ colleaguesChild: true });
    expect(sent()).toMatchObject({ colleaguesChild: true });
    await ask();
    expect(sent()).not.toHaveProperty('colleaguesChild');
    expect((await ask({ colleaguesChild: false })).status).toBe(400);
  });
});

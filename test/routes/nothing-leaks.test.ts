import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Family, familyOf } from '../harness/family.js';
import { must, pseudonymOf, startTestHub, type TestHub } from '../harness/hub.js';

let hub: TestHub;
let family: Family;
beforeAll(async () => {
  hub = await startTestHub();
  family = await familyOf(hub, 'canary');
  await family.agree();
  await family.teacher.post('/v1/subjects/_search', { 'Testkind Acht': '2018-03-04' });
  await family.teacher.get(`/v1/consent-requests/crq_${'A'.repeat(22)}?kind=Testkind`);
  for (const { caller, child } of family.parents) {
    const shown = await must(caller.get(`/children/${child}`));
    if (!shown.text.includes('Testkind')) throw new Error('a page of a child names the child');
    await caller.get(`/children/${child}/accesses?Testkind=2018-03-04`);
    await caller.get(`/children/${child}/decisions/dec_${'A'.repeat(22)}/withdrawal`);
    const sent = { csrf: caller.csrf(), once: 'Testkind-Acht', code: 'Testkind Acht' };
    await caller.post('/code', sent, { form: true, key: null });
    await hub.anyone.get(`/children/${child}`);
    await hub.anyone.send({ path: '/Testkind', headers: { Accept: 'text/html' } });
  }
});
afterAll(() => hub?.close());

/** What a person at the family's table would recognise, in clear and as the database prints bytes. */
const canaries = (): readonly string[] => {
  const texts = ['Testkind', 'Wij denken graag mee', pseudonymOf('canary')];
  const bytes = [...texts.map((text) => Buffer.from(text)), Buffer.from(pseudonymOf('canary'), 'base64url')];
  return [
    ...texts,
    ...bytes.map((one) => one.toString('hex')),
    ...texts.map((text) => btoa(text).slice(0, 20)),
  ];
};

async function everyRow(url: string): Promise<readonly { readonly table: string; readonly row: string }[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
    );
    const rows = [];
    for (const { name } of tables.rows) {
      const { rows: found } = await client.query<{ row: string }>(
        `SELECT t::text AS row FROM "${name}" AS t`,
      );
      rows.push(...found.map(({ row }) => ({ table: name, row })));
    }
    return rows;
  } finally {
    await client.end();
  }
}

describe('the hub at rest', () => {
  it('holds no name, no free text and no pseudonym in any table of either database', async () => {
    const rows = [...(await everyRow(hub.fresh.superuserUrl)), ...(await everyRow(hub.fresh.keysOwnerUrl))];
    expect(new Set(rows.map(({ table }) => table)).size).toBeGreaterThan(10);
    for (const canary of canaries()) {
      const where = rows.filter(({ row }) => row.includes(canary)).map(({ table }) => table);
      expect(where, canary).toEqual([]);
    }
  });

  it('holds no birth date in clear', async () => {
    const rows = await everyRow(hub.fresh.superuserUrl);
    expect(rows.filter(({ row }) => row.includes('2018-03-04')).map(({ table }) => table)).toEqual([]);
  });
});

describe('the log of the hub', () => {
  it('holds no name, no id, no token, no address and no query', () => {
    const text = hub.log.join('');
    expect(hub.log.length).toBeGreaterThan(20);
    for (const canary of canaries()) expect(text).not.toContain(canary);
    expect(text).not.toMatch(
      /\b(prt|chd|per|prf|kid|acc|ent|exc|tsk|stp|rcp|crq|dec|inv|sub)_[A-Za-z0-9_-]{22}/,
    );
    expect(text).not.toMatch(/eyJ|DPoP |kernhub-session|127\.0\.0\.1|\?/);
  });

  it('says of each call its route, status and trace, and nothing else', () => {
    const known = ['level', 'time', 'msg', 'method', 'route', 'status', 'durationMs', 'code', 'traceId'];
    for (const line of hub.log) {
      const fields = Object.keys(JSON.parse(line) as object);
      expect(
        fields.filter((name) => !known.includes(name)),
        line,
      ).toEqual([]);
    }
  });
});

/** Without what was typed into the field of a form, which stays there to be put right. */
const besidesField = (text: string): string =>
  text.replace(/(<input [^>]*\bname="code"[^>]* value=")[^"]*/, '$1');

describe('a page that refuses', () => {
  it('does not repeat what was sent, but in the field where it was typed', async () => {
    const [parent] = family.parents;
    if (parent === undefined) throw new Error('a family has parents');
    const secret = 'geheim-999990019';
    const guards = { csrf: parent.caller.csrf(), once: secret };
    const answers = [
      await parent.caller.post('/code', { ...guards, code: secret }, { form: true, key: null }),
      await parent.caller.post(
        '/code',
        { ...guards, code: secret, [secret]: secret },
        { form: true, key: null },
      ),
      await parent.caller.post('/code', { ...guards, csrf: secret, code: secret }, { form: true, key: null }),
      await parent.caller.get(`/children/${secret}`),
      await parent.caller.get(`/children?${secret}=${secret}`),
      await parent.caller.send({ path: `/${secret}`, headers: { Accept: 'text/html' } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 400, 403, 400, 400, 404]);
    for (const { text, headers } of answers) {
      expect(text).toMatch(/^<!doctype html>/);
      expect(besidesField(text)).not.toContain('999990019');
      expect(JSON.stringify([...headers])).not.toContain('999990019');
    }
  });
});

describe('a problem document', () => {
  it('does not repeat what was sent', async () => {
    const answer = await family.teacher.post('/v1/subjects', {
      pseudonym: 'geheim-999990019',
      birthDate: 'geheim-999990019',
      firstName: 'geheim-999990019'.repeat(20),
      relation: 'geheim-999990019',
    });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('999990019');
  });

  it('of an unknown child is the same, letter for letter, as of one that only another partner knows', async () => {
    const paths = (subject: string) => [
      { path: `/v1/subjects/${subject}/invitations`, body: { as: 'guardian' } },
      { path: `/v1/subjects/${subject}/introductions`, body: { to: hub.jgz.id, purpose: 'jgz-afstemming' } },
    ];
    const foreign = paths(family.atJgz);
    for (const [nth, { path, body }] of paths(`chd_${'A'.repeat(22)}`).entries()) {
      const unknown = await family.teacher.post(path, body);
      const other = await family.teacher.post(foreign[nth]?.path ?? '', body);
      expect(unknown.status).toBe(404);
      expect({ ...other.body, traceId: 0 }).toEqual({ ...unknown.body, traceId: 0 });
      expect([...other.headers.keys()].sort()).toEqual([...unknown.headers.keys()].sort());
    }
    await must(family.teacher.post(`/v1/subjects/${family.atSchool}/invitations`, { as: 'guardian' }));
  });
});

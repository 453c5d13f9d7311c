import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotFound, type PartnerId } from '../../src/contract/index.js';
import { claimOnce } from '../../src/database/index.js';
import { base64url, blindPrfInput, finalizePrf, fromBase64url, utf8 } from '../../src/kernel/index.js';
import { createPeople } from '../../src/people/index.js';
import { enrolSubject } from '../../src/people/usecases/enrol-subject.js';
import { evaluateIdentifier } from '../../src/people/usecases/evaluate-identifier.js';
import { invitePerson } from '../../src/people/usecases/invite-person.js';
import { searchSubjects } from '../../src/people/usecases/search-subjects.js';
import { newChild, openPeopleWorld, type PeopleWorld } from './world.js';

describe('enrolment', () => {
  let world: PeopleWorld;
  beforeAll(async () => {
    world = await openPeopleWorld();
  });
  afterAll(() => world.close());

  const people = () => createPeople(world.needs);
  const shapeOf = (value: object): unknown =>
    JSON.parse(JSON.stringify(value), (_, member) =>
      typeof member === 'string' ? member.replaceAll(/[A-Za-z0-9+/=_-]/g, 'x').length > 0 : member,
    );

  it('gives two partners different ids for one child and answers alike for known and unknown', async () => {
    const [school, jgz] = [await world.partner('school'), await world.partner('jgz')];
    const child = newChild();
    const unknown = await enrolSubject(world.needs, school, child, null);
    const known = await enrolSubject(world.needs, jgz, child, null);
    const { proof: first, ...one } = unknown;
    const { proof: second, ...other } = known;
    expect(Object.keys(known)).toEqual(Object.keys(unknown));
    expect(shapeOf(other)).toEqual(shapeOf(one));
    expect(Object.keys(second)).toEqual(Object.keys(first));
    expect(known.id).not.toBe(unknown.id);
    const { reader } = world.db.database;
    const subject = await people().subjectOf(reader, school.partner, unknown.id);
    expect(await people().subjectOf(reader, jgz.partner, known.id)).toBe(subject);
    expect(await people().subjectOf(reader, jgz.partner, unknown.id)).toBeNull();
  });

  it('runs the same statements and takes whole steps of time whether the child was known or not', async () => {
    const [school, jgz] = [await world.partner('school'), await world.partner('jgz')];
    const child = newChild();
    const watched = async (caller: typeof school) => {
      const statements: string[] = [];
      const database = {
        ...world.needs.database,
        transaction: <T>(work: Parameters<typeof world.needs.database.transaction<T>>[0]) =>
          world.needs.database.transaction<T>((tx) =>
            work({
              query: (sql, values) => {
                statements.push(sql);
                return tx.query(sql, values);
              },
            }),
          ),
      };
      const began = performance.now();
      await enrolSubject({ ...world.needs, database, answerStepMs: 400 }, caller, child, null);
      return { statements, milliseconds: performance.now() - began };
    };
    const unknown = await watched(school);
    const known = await watched(jgz);
    expect(known.statements).toEqual(unknown.statements);
    expect(unknown.statements.length).toBeGreaterThan(8);
    for (const { milliseconds } of [known, unknown]) expect(milliseconds).toBeGreaterThan(395);
  });

  it('keeps the id and the first time when a partner enrols a child again, and adds an entry', async () => {
    const school = await world.partner('school');
    const child = newChild();
    const first = await enrolSubject(world.needs, school, child, null);
    const again = await enrolSubject(world.needs, school, { ...child, relation: 'in-guidance' }, null);
    expect(again).toMatchObject({ id: first.id, enrolledAt: first.enrolledAt, relation: 'in-guidance' });
    expect(again.proof.index).toBeGreaterThan(first.proof.index);
  });

  it('stores pseudonym, name and birth date in no readable form', async () => {
    const school = await world.partner('school');
    const child = { ...newChild(), firstName: 'Testkind Kanarie' };
    const { id } = await enrolSubject(world.needs, school, child, null);
    const { reader } = world.db.database;
    const subject = await people().subjectOf(reader, school.partner, id);
    if (subject === null) throw new Error('not enrolled');
    const rows = await reader.query<{ row: string }>(
      `SELECT row_to_json(e)::text AS row FROM enrolment e UNION ALL SELECT row_to_json(s)::text FROM subject s
       UNION ALL SELECT row_to_json(b)::text FROM birth_date_assertion b`,
    );
    const everything = rows.map(({ row }) => row).join('\n');
    const raw = Buffer.from(child.pseudonym, 'base64url').toString('hex');
    const hidden = [raw, Buffer.from('Testkind Kanarie').toString('hex'), 'Kanarie', '2018-03-04'];
    for (const secret of hidden) expect(everything).not.toContain(secret);
    expect(await people().firstNameFor(reader, subject)).toBe('Testkind Kanarie');
    const { birthDates } = await people().facts(reader, subject);
    expect(birthDates).toMatchObject([
      { date: '2018-03-04', assertedBy: school.partner, confirmed: false, order: expect.any(Number) },
    ]);
  });

  it('refuses a partner that may not use the BSN, one that is suspended, and impossible requests', async () => {
    const child = newChild();
    const association = await world.partner('samenwerkingsverband');
    const refused = enrolSubject(world.needs, association, child, null);
    await expect(refused).rejects.toMatchObject({ code: 'role-not-allowed' });
    const suspended = await world.partner('school', { suspended: true });
    const stopped = enrolSubject(world.needs, suspended, child, null);
    await expect(stopped).rejects.toMatchObject({ code: 'partner-suspended' });
    const school = await world.partner('school');
    const nonsense = { ...child, pseudonym: 'AAAA', birthDate: '2999-01-01' };
    await expect(enrolSubject(world.needs, school, nonsense, null)).rejects.toMatchObject({
      code: 'invalid-request',
      options: { errors: [{ pointer: '/pseudonym' }, { pointer: '/birthDate' }] },
    });
  });

  it('stops at the daily budget of the role and goes on the next day', async () => {
    const office = await world.partner('leerplicht');
    const budget = world.needs.catalogue.role(office.role)?.enrolmentsPerDay ?? 0;
    await world.db.database.reader.query(
      `INSERT INTO enrolment_budget (partner, day, used) VALUES ($1, (now() AT TIME ZONE 'Europe/Amsterdam')::date, $2)`,
      [office.partner, budget - 1],
    );
    await enrolSubject(world.needs, office, newChild(), null);
    const over = enrolSubject(world.needs, office, newChild(), null);
    await expect(over).rejects.toMatchObject({ code: 'budget-exhausted' });
    const { clock } = world.needs;
    const tomorrow = { ...clock, now: () => new Date(clock.now().getTime() + 86_400_000) };
    const next = await enrolSubject({ ...world.needs, clock: tomorrow }, office, newChild(), null);
    expect(next.id).toMatch(/^chd_/);
  });

  it('settles the Idempotency-Key with the id, in the same transaction', async () => {
    const school = await world.partner('school');
    const { pool } = world.db.database;
    const claimed = await claimOnce(pool, 'enrol', 'key', 'digest');
    if (!('claim' in claimed)) throw new Error('no claim');
    const { id } = await enrolSubject(world.needs, school, newChild(), claimed.claim);
    const repeat = await claimOnce(pool, 'enrol', 'key', 'digest');
    expect(repeat).toEqual({ outcome: { status: 201, location: `/v1/subjects/${id}` } });
  });

  it('makes one child of ten enrolments at once', async () => {
    const partners = await Promise.all(Array.from({ length: 10 }, () => world.partner('school')));
    const child = newChild();
    const enrolled = await Promise.all(partners.map((each) => enrolSubject(world.needs, each, child, null)));
    const { reader } = world.db.database;
    const subjects = await Promise.all(
      enrolled.map(({ id }, place) =>
        people().subjectOf(reader, partners[place]?.partner ?? ('' as PartnerId), id),
      ),
    );
    expect(new Set(subjects).size).toBe(1);
    expect(subjects[0]).toMatch(/^sub_/);
    if (subjects[0] === null || subjects[0] === undefined) throw new Error('not enrolled');
    expect(await people().enrolments(reader, subjects[0])).toHaveLength(10);
  });

  it('answers for another partner’s child as for one that does not exist', async () => {
    const [school, jgz] = [await world.partner('school'), await world.partner('jgz')];
    const { id } = await enrolSubject(world.needs, school, newChild(), null);
    const invite = (subject: string) =>
      invitePerson(world.needs, jgz, { subject: subject as typeof id, as: 'guardian' }, null);
    await expect(invite(id)).rejects.toThrow(NotFound);
    await expect(invite(`chd_${base64url(randomBytes(16))}`)).rejects.toThrow(NotFound);
  });

  it('lists a partner’s own children by page, newest first, and no cursor of another', async () => {
    const [school, jgz] = [await world.partner('school'), await world.partner('jgz')];
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1)
      ids.unshift((await enrolSubject(world.needs, school, newChild(), null)).id);
    const first = await searchSubjects(world.needs, school.partner, { limit: 3 });
    const rest = await searchSubjects(world.needs, school.partner, { limit: 3, cursor: first.next ?? '' });
    expect([...first.items, ...rest.items].map((item) => item.id)).toEqual(ids);
    expect(rest.next).toBeNull();
    const stolen = searchSubjects(world.needs, jgz.partner, { cursor: first.next ?? '' });
    await expect(stolen).rejects.toMatchObject({ code: 'invalid-request' });
    expect(await searchSubjects(world.needs, jgz.partner, {})).toEqual({ items: [], next: null });
  });
});

describe('identifier evaluation', () => {
  let world: PeopleWorld;
  beforeAll(async () => {
    world = await openPeopleWorld();
  });
  afterAll(() => world.close());

  it('passes a blinded point on and brings back what the agent can check', async () => {
    const school = await world.partner('school');
    const input = utf8('a child');
    const blinding = blindPrfInput(input);
    const answer = await evaluateIdentifier(world.needs, school, base64url(blinding.blinded));
    const evaluated = fromBase64url(answer.evaluated);
    const publicKey = fromBase64url(world.evaluator.publicKey);
    const output = finalizePrf({
      input,
      ...blinding,
      evaluated,
      proof: fromBase64url(answer.proof),
      publicKey,
    });
    expect(output).toHaveLength(64);
  });

  it('refuses a partner without the right to the BSN, and points that are none', async () => {
    const [association, school] = [
      await world.partner('samenwerkingsverband'),
      await world.partner('school'),
    ];
    const point = base64url(blindPrfInput(utf8('x')).blinded);
    const refused = evaluateIdentifier(world.needs, association, point);
    await expect(refused).rejects.toMatchObject({ code: 'role-not-allowed' });
    const nonsense = evaluateIdentifier(world.needs, school, base64url(new Uint8Array(32)));
    await expect(nonsense).rejects.toMatchObject({ code: 'proof-invalid' });
  });

  it('says when the evaluator limits, and when it cannot be reached', async () => {
    const school = await world.partner('school');
    const ask = (needs = world.needs) =>
      evaluateIdentifier(needs, school, base64url(blindPrfInput(utf8('x')).blinded));
    for (let count = 0; count < 10; count += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'rate-limited' });
    const gone = ask({ ...world.needs, evaluator: { url: 'http://127.0.0.1:9' } });
    await expect(gone).rejects.toMatchObject({ code: 'evaluator-unavailable' });
  });
});

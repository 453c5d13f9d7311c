import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotFound, type Professional } from '../../src/contract/index.js';
import { createPeople } from '../../src/people/index.js';
import { enrolSubject } from '../../src/people/usecases/enrol-subject.js';
import { introduceSubject } from '../../src/people/usecases/introduce-subject.js';
import { redeemIntroduction } from '../../src/people/usecases/redeem-introduction.js';
import { days, newChild, openPeopleWorld, type PeopleWorld } from './world.js';

const purpose = 'vroegsignalering-zorgteam';

describe('an introduction', () => {
  let world: PeopleWorld;
  let school: Professional;
  let association: Professional;
  beforeAll(async () => {
    world = await openPeopleWorld();
    school = await world.partner('school');
    association = await world.partner('samenwerkingsverband');
  });
  afterAll(() => world.close());

  const enrol = async () => (await enrolSubject(world.needs, school, newChild(), null)).id;
  const introduce = (subject: Awaited<ReturnType<typeof enrol>>, to = association.partner) =>
    introduceSubject(world.needs, school, { subject, to, purpose }, null);
  const redeem = (code: string, caller = association) =>
    redeemIntroduction(world.needs, caller, { code, relation: 'in-guidance' }, null);

  it('lets a partner without the BSN know a child under an id of its own', async () => {
    const known = await enrol();
    const { code } = await introduce(known);
    const redeemed = await redeem(code);
    const { reader } = world.db.database;
    const people = createPeople(world.needs);
    const subject = await people.subjectOf(reader, association.partner, redeemed.id);
    expect(redeemed.id).not.toBe(known);
    expect(subject).toBe(await people.subjectOf(reader, school.partner, known));
    if (subject === null) throw new Error('not enrolled');
    const enrolments = await people.enrolments(reader, subject);
    expect(enrolments.map(({ role }) => role).toSorted()).toEqual(['samenwerkingsverband', 'school']);
  });

  it('works once, for the partner it was made for, and for seven days', async () => {
    const { code } = await introduce(await enrol());
    const other = await world.partner('samenwerkingsverband');
    await expect(redeem(code, other)).rejects.toThrow(NotFound);
    await redeem(code);
    await expect(redeem(code)).rejects.toThrow(NotFound);
    await expect(redeem('0000-0000')).rejects.toThrow(NotFound);
    const late = await introduce(await enrol());
    world.advance(days(8));
    await expect(redeem(late.code)).rejects.toThrow(NotFound);
    world.advance(-days(8));
  });

  it('enrols once when a code is redeemed ten times at once', async () => {
    const { code } = await introduce(await enrol());
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => redeem(code)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('needs a basis when it is made, and still when it is redeemed', async () => {
    const subject = await enrol();
    const { code } = await introduce(subject);
    world.basis = false;
    await expect(introduce(subject)).rejects.toMatchObject({ code: 'basis-not-in-force' });
    await expect(redeem(code)).rejects.toThrow(NotFound);
    world.basis = true;
    expect((await redeem(code)).id).toMatch(/^chd_/);
  });

  it('is refused to oneself, to a partner that is not active, for an unknown purpose and child', async () => {
    const subject = await enrol();
    const ask = (change: object) =>
      introduceSubject(world.needs, school, { subject, to: association.partner, purpose, ...change }, null);
    await expect(ask({ to: school.partner })).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(ask({ purpose: 'bestaat-niet' })).rejects.toMatchObject({ code: 'invalid-request' });
    const stopped = await world.partner('samenwerkingsverband', { suspended: true });
    await expect(ask({ to: stopped.partner })).rejects.toThrow(NotFound);
    await expect(ask({ subject: 'chd_AAAAAAAAAAAAAAAAAAAAAA' })).rejects.toThrow(NotFound);
  });
});

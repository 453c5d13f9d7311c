import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Citizen, NotFound, type Professional, type SubjectId } from '../../src/contract/index.js';
import { createPeople } from '../../src/people/index.js';
import { assertAuthority } from '../../src/people/usecases/assert-authority.js';
import { confirmAssertion } from '../../src/people/usecases/confirm-assertion.js';
import { enrolSubject } from '../../src/people/usecases/enrol-subject.js';
import { type Invited, invitePerson } from '../../src/people/usecases/invite-person.js';
import { listChildren } from '../../src/people/usecases/list-children.js';
import { listWaitingAssertions } from '../../src/people/usecases/list-waiting-assertions.js';
import { redeemInvitation } from '../../src/people/usecases/redeem-invitation.js';
import { citizen, days, newChild, officer, openPeopleWorld, type PeopleWorld } from './world.js';

describe('families', () => {
  let world: PeopleWorld;
  let school: Professional;
  beforeAll(async () => {
    world = await openPeopleWorld();
    school = await world.partner('school');
  });
  afterAll(() => world.close());

  const enrol = async (caller = school, child = newChild()) =>
    (await enrolSubject(world.needs, caller, child, null)).id;
  const invite = async (
    subject: Awaited<ReturnType<typeof enrol>>,
    as: 'guardian' | 'young-person' = 'guardian',
    caller = school,
  ) => invitePerson(world.needs, caller, { subject, as }, null);
  const redeem = (caller: Citizen, { code }: Pick<Invited, 'code'>) =>
    redeemInvitation(world.needs, caller, code);
  const people = () => createPeople(world.needs);
  const factsOf = (subject: SubjectId) => people().facts(world.db.database.reader, subject);

  it('recognises a person who redeems a code, however it was typed', async () => {
    const invited = await invite(await enrol());
    const mother = citizen();
    const typed = { code: ` ${invited.code.toLowerCase().replaceAll('-', ' ')}` };
    const known = await redeem(mother, typed);
    expect(known).toMatchObject({ as: 'guardian', child: expect.stringMatching(/^kid_/) });
    const listed = await listChildren(world.needs, mother.account);
    expect(listed).toEqual([
      { id: known.child, firstName: 'Testkind Acht', as: 'guardian', waiting: 0, shared: [], incomplete: [] },
    ]);
    expect(await listChildren(world.needs, citizen().account)).toEqual([]);
  });

  it('gives a code to one account only, and the same answer to that account again', async () => {
    const invited = await invite(await enrol());
    const mother = citizen();
    const known = await redeem(mother, invited);
    expect(await redeem(mother, invited)).toEqual(known);
    await expect(redeem(citizen(), invited)).rejects.toThrow(NotFound);
  });

  it('gives one of ten accounts the code when all redeem it at once', async () => {
    const invited = await invite(await enrol());
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => redeem(citizen(), invited)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(NotFound);
  });

  it('refuses an expired code as an unknown one', async () => {
    const invited = await invite(await enrol());
    world.advance(days(31));
    await expect(redeem(citizen(), invited)).rejects.toThrow(NotFound);
    world.advance(-days(31));
  });

  it('locks an account out for an hour after five wrong codes, though they come at once', async () => {
    const invited = await invite(await enrol());
    const guesser = citizen();
    const wrong = () => redeem(guesser, { code: 'AAAA-AAAA-AAAA-AAAA' });
    const results = await Promise.allSettled(Array.from({ length: 12 }, wrong));
    const codes = results.map((result) => (result.status === 'rejected' ? result.reason.code : 'none'));
    expect(codes.toSorted()).toEqual([...Array(5).fill('not-found'), ...Array(7).fill('rate-limited')]);
    await expect(redeem(guesser, invited)).rejects.toMatchObject({ code: 'rate-limited' });
    await redeem(citizen(), await invite(await enrol()));
    world.advance(3_700_000);
    expect((await redeem(guesser, invited)).as).toBe('guardian');
    world.advance(-3_700_000);
  });

  it('does not count right codes as wrong ones', async () => {
    const parent = citizen();
    for (let count = 0; count < 7; count += 1) await redeem(parent, await invite(await enrol()));
    expect(await listChildren(world.needs, parent.account)).toHaveLength(7);
  });

  it('sees one person where two partners invited the same human being', async () => {
    const jgz = await world.partner('jgz');
    const child = newChild();
    const [atSchool, atJgz] = [await enrol(school, child), await enrol(jgz, child)];
    const [one, other] = [await invite(atSchool), await invite(atJgz, 'guardian', jgz)];
    const mother = citizen();
    const known = await redeem(mother, one);
    expect(await redeem(mother, other)).toEqual(known);
    const word = { kind: 'joint', source: 'declared-by-person', assertedOn: '2026-01-01' } as const;
    await assertAuthority(world.needs, school, { subject: atSchool, person: one.person }, word);
    await assertAuthority(world.needs, jgz, { subject: atJgz, person: other.person }, word);
    const { authorities } = await factsOf(known.subject);
    expect(authorities.map(({ person }) => person)).toEqual([known.person, known.person]);
    expect(authorities.map(({ assertedBy }) => assertedBy)).toEqual([school.partner, jgz.partner]);
  });

  it('does not let one parent take the place of the other, nor of the young person', async () => {
    const subject = await enrol();
    const [mothers, fathers, childs] = [
      await invite(subject),
      await invite(subject),
      await invite(subject, 'young-person'),
    ];
    const mother = citizen();
    const known = await redeem(mother, mothers);
    await expect(redeem(mother, fathers)).rejects.toMatchObject({ code: 'state-conflict' });
    await expect(redeem(mother, childs)).rejects.toMatchObject({ code: 'state-conflict' });
    await redeem(citizen(), fathers);
    const young = await redeem(citizen(), childs);
    expect((await factsOf(known.subject)).youngPerson).toBe(young.person);
  });

  const about = async () => {
    const subject = await enrol();
    const invited = await invite(subject);
    const known = await redeem(citizen(), invited);
    return { ref: { subject, person: invited.person }, known };
  };
  const saying = (kind: 'joint' | 'single' | 'none') =>
    ({ kind, source: 'partner-record', assertedOn: '2026-01-01' }) as const;

  it('lets what asks more persons work at once and what asks fewer wait for the privacy officer', async () => {
    const { ref, known } = await about();
    const joint = await assertAuthority(world.needs, school, ref, saying('joint'));
    expect(joint).toMatchObject({ kind: 'joint', inEffect: true });
    const single = await assertAuthority(world.needs, school, ref, saying('single'));
    expect(single).toMatchObject({ kind: 'single', inEffect: false });
    const { authorities } = await factsOf(known.subject);
    const waiting = authorities.at(-1);
    expect(waiting).toMatchObject({ kind: 'single', confirmedOrder: null });
    const confirmation = {
      assertion: waiting?.id ?? '',
      ground: 'court-document' as const,
      reason: 'Beschikking gezien.',
    };
    const confirm = (duty: 'fg' | 'privacy-officer') =>
      confirmAssertion(world.needs, officer(duty), confirmation, null);
    await expect(confirm('fg')).rejects.toMatchObject({ code: 'caller-not-allowed' });
    await confirm('privacy-officer');
    await expect(confirm('privacy-officer')).rejects.toMatchObject({ code: 'state-conflict' });
    const confirmed = (await factsOf(known.subject)).authorities.at(-1);
    expect(confirmed?.confirmedOrder).toBeGreaterThan(confirmed?.order ?? Number.NaN);
    const again = await assertAuthority(world.needs, school, ref, saying('single'));
    expect(again).toMatchObject({ kind: 'single', inEffect: true });
  });

  it('adds nothing when a partner says again what it said last', async () => {
    const { ref, known } = await about();
    const first = await assertAuthority(world.needs, school, ref, saying('joint'));
    const again = await assertAuthority(world.needs, school, ref, saying('joint'));
    expect(again.proof.index).toBe(first.proof.index);
    expect((await factsOf(known.subject)).authorities).toHaveLength(1);
  });

  it('refuses authority of a young person, of another partner’s person, and in the future', async () => {
    const subject = await enrol();
    const young = await invite(subject, 'young-person');
    const say = (caller: Professional, person: Invited['person'], assertedOn = '2026-01-01') =>
      assertAuthority(world.needs, caller, { subject, person }, { ...saying('joint'), assertedOn });
    await expect(say(school, young.person)).rejects.toMatchObject({ code: 'state-conflict' });
    await expect(say(await world.partner('jgz'), young.person)).rejects.toThrow(NotFound);
    const elsewhere = await invite(await enrol());
    await expect(say(school, elsewhere.person)).rejects.toThrow(NotFound);
    await expect(say(school, young.person, '2999-01-01')).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('shows an officer what waits, and records the look', async () => {
    const { ref, known } = await about();
    await assertAuthority(world.needs, school, ref, saying('single'));
    const [waiting] = (await factsOf(known.subject)).authorities;
    const before = world.ledger.health().size ?? 0;
    const queue = await listWaitingAssertions(world.needs, officer('fg'));
    expect(queue.map(({ assertion }) => assertion)).toContain(waiting?.id);
    expect(JSON.stringify(queue)).not.toContain(known.subject);
    expect(world.ledger.health().size).toBeGreaterThan(before);
  });
});

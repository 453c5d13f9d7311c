import type {
  ChildRef,
  ConsentRequestId,
  DecisionId,
  PartnerId,
  SubjectId,
  SubjectRef,
} from '../../src/contract/index.js';
import { citizen, newPseudonym, officer, professional, type World } from './world.js';

export const purpose = 'vroegsignalering-zorgteam';

/** What a person sees of a question; enough of it to answer. */
export interface SeenQuestion {
  readonly request: ConsentRequestId;
  readonly purpose: { readonly id: string; readonly version: number };
  readonly flows: readonly {
    readonly flow: string;
    readonly sources: readonly { readonly id: PartnerId; readonly name: string }[];
    readonly recipients: readonly { readonly id: PartnerId; readonly name: string }[];
  }[];
  readonly notice: { readonly hash: string; readonly language: string };
  readonly explanation: string;
  readonly own: { readonly decision: DecisionId; readonly state: string } | null;
  readonly state: string;
}

export interface Person {
  readonly as: string;
  readonly child: ChildRef;
  /** The partner's own name for this person. */
  readonly ref: string;
}

export const mandatory = ['leeftijdsband', 'signaalDomeinen', 'zorgniveau'];

export type Family = Awaited<ReturnType<typeof newFamily>>;

/** A child known to a school and a jgz, with people who signed in. Names are unique per family. */
export async function newFamily(world: World, birthDate: string) {
  const school = await world.newPartner('school');
  const jgz = await world.newPartner('jgz');
  const pseudonym = newPseudonym();
  const ref = await world.enrol(school, pseudonym, birthDate);
  const jgzRef = await world.enrol(jgz, pseudonym, birthDate);
  const subject: SubjectId = await world.subjectOf(school, ref);
  const asked = ask(world, school, ref);
  return {
    school,
    jgz,
    ref,
    jgzRef,
    subject,
    ...asked,
    invite: (name: string, as = 'guardian') => invite(world, school, ref, name, as),
    authority: async (person: Person, kind: string, by = { partner: school, ref }): Promise<void> => {
      const path = `/v1/subjects/${by.ref}/authorities/${person.ref}`;
      const body = { kind, source: 'partner-record', assertedOn: '2026-01-01' };
      await world.call('put', path, professional(by.partner), body, 200);
    },
    /** The officer confirms what was asserted last and waits. */
    confirmLatest: async (): Promise<void> => {
      const rows = await world.database.reader.query<{ assertion: string }>(
        `SELECT a.assertion FROM authority_assertion a WHERE a.subject = $1
            AND NOT EXISTS (SELECT FROM assertion_confirmation c WHERE c.assertion = a.assertion)
          ORDER BY a.seq DESC LIMIT 1`,
        [subject],
      );
      for (const { assertion } of rows) {
        const body = { assertion, ground: 'court-document', reason: 'beschikking gezien' };
        await world.call('post', '/v1/authority-confirmations', officer, body, 201);
      }
    },
    standing: (version = 1, id = purpose) =>
      world.database.transaction(async (tx) => {
        await world.people.lockSubject(tx, subject, 'share');
        return world.consent.standing(tx, { subject, purpose: id, version });
      }),
  };
}

async function invite(
  world: World,
  school: PartnerId,
  ref: SubjectRef,
  name: string,
  as: string,
): Promise<Person> {
  const invited = await world.call(
    'post',
    `/v1/subjects/${ref}/invitations`,
    professional(school),
    { as },
    201,
  );
  const signedIn = citizen(name);
  const redeemed = await world.call(
    'post',
    '/v1/me/invitations/_redeem',
    signedIn,
    { code: invited.body.code },
    200,
  );
  return { as: signedIn, child: redeemed.body.id, ref: invited.body.person };
}

const ask = (world: World, school: PartnerId, ref: SubjectRef) => ({
  ask: async (flows = ['school-jgz'], by = { partner: school, ref }): Promise<ConsentRequestId> => {
    const body = { subject: by.ref, purpose, version: 1, flows, explanation: 'Wij willen graag meedenken.' };
    return (await world.call('post', '/v1/consent-requests', professional(by.partner), body, 201)).body.id;
  },
  state: async (request: ConsentRequestId): Promise<string> =>
    (await world.call('get', `/v1/consent-requests/${request}`, professional(school), null, 200)).body.state,
  questions: async (person: Person): Promise<readonly SeenQuestion[]> =>
    (await world.call('get', `/v1/me/children/${person.child}/consents`, person.as, null, 200)).body.items,
  /** Gives for everything asked, or refuses. */
  decide: async (
    person: Person,
    request: ConsentRequestId,
    choice = 'given',
    change: object = {},
  ): Promise<DecisionId> => {
    const body = await decisionOn(world, person, request, choice, change);
    return (await world.call('post', `/v1/me/children/${person.child}/decisions`, person.as, body, 201)).body
      .id;
  },
});

/** The body of a decision on a question as this person sees it. */
export async function decisionOn(
  world: World,
  person: Person,
  request: ConsentRequestId,
  choice = 'given',
  change: object = {},
): Promise<Record<string, unknown>> {
  const path = `/v1/me/children/${person.child}/consents`;
  const items: readonly SeenQuestion[] = (await world.call('get', path, person.as, null, 200)).body.items;
  const seen = items.find((item) => item.request === request);
  if (seen === undefined) throw new Error('this person does not see the question');
  const flows = seen.flows.map(({ flow, sources, recipients }) => ({
    flow,
    sources: sources.map(({ id }) => id),
    recipients: recipients.map(({ id }) => id),
    fields: [...mandatory, 'hulpvraag'],
  }));
  const { hash: noticeHash, language } = seen.notice;
  return {
    request,
    version: 1,
    noticeHash,
    language,
    choice,
    flows: choice === 'given' ? flows : [],
    ...change,
  };
}

export interface Together extends Family {
  readonly mother: Person;
  readonly father: Person;
  readonly child: () => Promise<Person>;
}

let families = 0;

/** A child of two parents who share authority; the child itself may be invited later. */
export async function familyTogether(world: World, birthDate: string): Promise<Together> {
  world.clock.turnTo('2026-11-22');
  const family = await newFamily(world, birthDate);
  families += 1;
  const name = Array.from(String(families), (digit) => 'abcdefghij'[Number(digit)]).join('');
  const mother = await family.invite(`moeder${name}`);
  const father = await family.invite(`vader${name}`);
  await family.authority(mother, 'joint');
  await family.authority(father, 'joint');
  return { ...family, mother, father, child: () => family.invite(`kind${name}`, 'young-person') };
}

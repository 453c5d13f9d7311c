/** A child, its partners and its parents, brought together over the API as they would. */
import type { Caller } from './caller.js';
import { must, pseudonymOf, type TestHub } from './hub.js';

export const purpose = 'vroegsignalering-zorgteam';
export const flow = 'school-jgz';

export interface Parent {
  readonly caller: Caller;
  /** The child as this parent's own id. */
  readonly child: string;
  /** The parent as the school's own id. */
  readonly person: string;
}

export interface Family {
  /** The child as each partner's own id. */
  readonly atSchool: string;
  readonly atJgz: string;
  readonly teacher: Caller;
  readonly nurse: Caller;
  readonly parents: readonly Parent[];
  /** The school asks, for that flow unless told; answers the id of the request. */
  ask(flows?: readonly string[]): Promise<string>;
  /** Each parent decides on all that the newest question offers. */
  decide(parent: Parent, choice: 'given' | 'refused'): Promise<string>;
  /** Asked, and given by every parent. */
  agree(): Promise<void>;
}

export const enrolment = (
  name: string,
  relation: string,
  birthDate = '2018-03-04',
  firstName = 'Testkind Acht',
) => ({ pseudonym: pseudonymOf(name), birthDate, firstName, relation });

/** A child at school and JGZ, of eight unless told, with two parents who share authority. */
export async function familyOf(
  hub: Pick<TestHub, 'school' | 'jgz' | 'citizen'>,
  name: string,
  birthDate?: string,
  firstName?: string,
): Promise<Family> {
  const teacher = await hub.school.professional();
  const nurse = await hub.jgz.professional('jeugdverpleegkundige');
  const enrol = async (caller: Caller, relation: string): Promise<string> =>
    String(
      (await must(caller.post('/v1/subjects', enrolment(name, relation, birthDate, firstName)))).body.id,
    );
  const atSchool = await enrol(teacher, 'enrolled-pupil');
  const atJgz = await enrol(nurse, 'in-care');
  const parents: Parent[] = [];
  for (const account of ['ouder-een', 'ouder-twee'] as const) {
    parents.push(await recognise(hub, teacher, atSchool, account));
  }
  for (const { person } of parents) await assertAuthority(teacher, atSchool, person, 'joint');
  const family = { atSchool, atJgz, teacher, nurse, parents };
  const ask = async (flows: readonly string[] = [flow]) => {
    const request = {
      subject: atSchool,
      purpose,
      version: 1,
      flows,
      explanation: 'Wij denken graag mee.',
    };
    return String((await must(teacher.post('/v1/consent-requests', request))).body.id);
  };
  return {
    ...family,
    ask,
    decide,
    agree: async () => {
      await ask();
      for (const parent of parents) await decide(parent, 'given');
    },
  };
}

async function recognise(
  hub: Pick<TestHub, 'citizen'>,
  teacher: Caller,
  subject: string,
  account: 'ouder-een' | 'ouder-twee',
): Promise<Parent> {
  const invited = await must(teacher.post(`/v1/subjects/${subject}/invitations`, { as: 'guardian' }));
  const caller = await hub.citizen(account);
  const redeemed = await must(caller.post('/v1/me/invitations/_redeem', { code: invited.body.code }));
  return { caller, child: String(redeemed.body.id), person: String(invited.body.person) };
}

/** The two, for whoever names them. */
export function parentsOf({ parents: [one, two] }: Pick<Family, 'parents'>): readonly [Parent, Parent] {
  if (one === undefined || two === undefined) throw new Error('a family has two parents');
  return [one, two];
}

export const assertAuthority = (caller: Caller, subject: string, person: string, kind: string) =>
  must(
    caller.send({
      method: 'PUT',
      path: `/v1/subjects/${subject}/authorities/${person}`,
      body: { kind, source: 'partner-record', assertedOn: '2026-01-05' },
    }),
  );

export interface Question {
  readonly request: string;
  readonly purpose: { readonly id: string; readonly version: number; readonly flows: readonly FlowOffer[] };
  readonly notice: { readonly language: string; readonly hash: string };
  readonly flows: readonly {
    readonly flow: string;
    readonly sources: readonly { readonly id: string }[];
    readonly recipients: readonly { readonly id: string }[];
  }[];
  readonly own: { readonly decision: string; readonly state: string } | null;
  readonly state: string;
}

interface FlowOffer {
  readonly id: string;
  readonly fields: readonly string[];
}

export async function questionsOf({ caller, child }: Parent): Promise<readonly Question[]> {
  const { body } = await must(caller.get(`/v1/me/children/${child}/consents`));
  return body.items as readonly Question[];
}

/** The whole of what a question offers, or nothing of it, as a decision. */
export const decisionOn = ({ request, purpose: about, notice, flows }: Question, choice: string) => ({
  request,
  version: about.version,
  noticeHash: notice.hash,
  language: notice.language,
  choice,
  flows: (choice === 'given' ? flows : []).map(({ flow: id, sources, recipients }) => ({
    flow: id,
    sources: sources.map((partner) => partner.id),
    recipients: recipients.map((partner) => partner.id),
    fields: about.flows.find((offer) => offer.id === id)?.fields ?? [],
  })),
});

async function decide(parent: Parent, choice: string): Promise<string> {
  const [question] = await questionsOf(parent);
  if (question === undefined) throw new Error('no question waits');
  const path = `/v1/me/children/${parent.child}/decisions`;
  return String((await must(parent.caller.post(path, decisionOn(question, choice)))).body.id);
}

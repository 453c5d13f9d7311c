/** A child of the region, with a team for one purpose and two parents who share authority. */
import type { Flow, Purpose } from '../../../src/contract/index.js';
import { assertAuthority, decisionOn, type Parent, type Question } from '../../harness/family.js';
import { must, pseudonymOf } from '../../harness/hub.js';
import type { Member, Region } from './region.js';

/** What both parents allow: from whom to whom, and which fields. */
export interface Choice {
  readonly flow: Flow;
  readonly sources: readonly Member[];
  readonly recipients: readonly Member[];
  readonly fields: readonly string[];
}

export interface RegionChild {
  /** Who has the child enrolled, each with its own id for it. */
  readonly team: { readonly member: Member; readonly subject: string }[];
  readonly parents: readonly Parent[];
  refOf(member: Member): string | undefined;
  /** A member of the team asks the family for one flow; answers the request. */
  askFamily(purpose: Purpose, flow: Flow): Promise<string>;
  /** The first parent reads English and allows all; the second allows `choice`. */
  decide(request: string, choice: Choice): Promise<void>;
  /** For who may not use the BSN. Answers the status of the introduction. */
  introduce(to: Member, purpose: string): Promise<number>;
}

/** Enrolled with everyone whose role stands in the purpose and who may use the BSN; others need an introduction. */
export async function childOf(region: Region, purpose: Purpose): Promise<RegionChild> {
  const { catalogue, members, hub } = region;
  const inPurpose = ({ role }: Member): boolean =>
    purpose.flows.some((flow) => catalogue.plays(flow.source, role) || catalogue.plays(flow.recipient, role));
  const team: RegionChild['team'] = [];
  for (const member of members.filter((one) => one.bsn && inPurpose(one))) {
    const body = {
      pseudonym: pseudonymOf(purpose.id),
      birthDate: '2018-03-04',
      firstName: 'Testkind Acht',
      relation: 'in-guidance',
    };
    const enrolled = await must(member.professional.post('/v1/subjects', body));
    team.push({ member, subject: String(enrolled.body.id) });
  }
  const [first] = team;
  if (first === undefined) throw new Error('somebody has the child enrolled');
  const { member: host, subject } = first;
  const callers = [await hub.citizen('ouder-een'), await hub.citizen('ouder-twee')];
  const parentsAt = async ({ member: { professional }, subject: ref }: (typeof team)[number]) => {
    const known: Parent[] = [];
    for (const caller of callers) {
      const invited = await must(professional.post(`/v1/subjects/${ref}/invitations`, { as: 'guardian' }));
      const redeemed = await must(caller.post('/v1/me/invitations/_redeem', { code: invited.body.code }));
      known.push({ caller, child: String(redeemed.body.id), person: String(invited.body.person) });
    }
    for (const { person } of known) await assertAuthority(professional, ref, person, 'joint');
    return known;
  };
  const parents = await parentsAt(first);
  // Nobody receives on its own word about who the parents are.
  for (const other of team.slice(1, 2)) await parentsAt(other);
  const refOf = (member: Member) => team.find((one) => one.member === member)?.subject;
  return {
    team,
    parents,
    refOf,
    askFamily: async ({ id, version }, flow) => {
      const asker = team.find(({ member }) => catalogue.plays(flow.source, member.role));
      if (asker === undefined) throw new Error(`nobody of the team sends ${flow.id}`);
      const explanation = 'Wij vragen dit omdat wij willen meedenken.';
      const request = { subject: asker.subject, purpose: id, version, flows: [flow.id], explanation };
      const { body } = await must(asker.member.professional.post('/v1/consent-requests', request));
      return String(body.id);
    },
    decide: async (request, choice) => {
      const [one, two] = parents;
      if (one === undefined || two === undefined) throw new Error('there are two parents');
      await decideAs(one, 'en', request, { ...choice, fields: choice.flow.fields });
      await decideAs(two, 'nl', request, choice);
    },
    introduce: async (to, about) => {
      const path = `/v1/subjects/${subject}/introductions`;
      const made = await host.professional.post(path, { to: to.id, purpose: about });
      if (made.status >= 400) return made.status;
      const redemption = { code: made.body.code, relation: 'participant' };
      const { body } = await must(to.professional.post('/v1/introductions/_redeem', redemption));
      team.push({ member: to, subject: String(body.id) });
      return made.status;
    },
  };
}

async function decideAs(parent: Parent, language: string, request: string, choice: Choice): Promise<void> {
  const { body } = await must(
    parent.caller.get(`/v1/me/children/${parent.child}/consents?language=${language}`),
  );
  const question = (body.items as readonly Question[]).find((item) => item.request === request);
  if (question === undefined) throw new Error('the question waits');
  const decision = {
    ...decisionOn(question, 'given'),
    flows: [
      {
        flow: choice.flow.id,
        sources: choice.sources.map(({ id }) => id),
        recipients: choice.recipients.map(({ id }) => id),
        fields: choice.fields,
      },
    ],
  };
  if (decision.language !== language) throw new Error(`the notice was not shown in ${language}`);
  await must(parent.caller.post(`/v1/me/children/${parent.child}/decisions`, decision));
}

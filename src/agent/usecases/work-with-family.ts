/** What a professional starts about an own child, beside asking for context. Each call is the professional's. */
import type {
  AuthorityAssertion,
  CapacityAssertion,
  ConsentRequestSubmission,
  PersonRef,
  Relation,
  SubjectRef,
} from '../../contract/index.js';
import { needsConsent } from '../domain/flow.js';
import { type Agent, type Professional, secondsNow } from './agent-parts.js';
import { keepChild, recordOf, refOf } from './find-child.js';
import { DoneBefore } from './hub-calls.js';

/** @throws DoneBefore only where `once` names the call */
export const invitePerson = async (
  agent: Agent,
  { token }: Professional,
  number: string,
  as: 'guardian' | 'young-person',
  once?: string,
): Promise<{ person: PersonRef; code: string; expiresAt: string }> => {
  const { person, code, expiresAt } = await agent.hub.invite(refOf(agent, number), as, token, once);
  const invited = { number, person, as, invitedAt: secondsNow(agent) };
  await agent.state.family.change((present) => ({ ...present, persons: [...present.persons, invited] }));
  return { person, code, expiresAt };
};

export const assertAuthority = (
  agent: Agent,
  { token }: Professional,
  number: string,
  person: string,
  assertion: AuthorityAssertion,
) => agent.hub.assertAuthority(refOf(agent, number), person, assertion, token);

export const assertCapacity = (
  agent: Agent,
  { token }: Professional,
  number: string,
  assertion: CapacityAssertion,
) => agent.hub.assertCapacity(refOf(agent, number), assertion, token);

/** Asks the family about the flows given, or about every flow of the purpose that needs their say. */
export async function askFamily(
  agent: Agent,
  professional: Professional,
  number: string,
  request: { readonly purpose: string; readonly explanation: string; readonly flows?: readonly string[] },
  once?: string,
) {
  const subject = refOf(agent, number);
  const { explanation } = request;
  return agent.purposes.withInForce(request.purpose, async (purpose) => {
    const flows = [...(request.flows ?? purpose.flows.filter(needsConsent).map((flow) => flow.id))];
    const { id, version } = purpose;
    const asking = { subject, purpose: id, version, flows, explanation };
    const asked = await askedOnce(agent, professional, asking, once);
    const question = { number, request: asked.id, purpose: id, version, flows, askedAt: secondsNow(agent) };
    await agent.state.family.change((present) =>
      present.questions.some((known) => known.request === asked.id)
        ? present
        : { ...present, questions: [...present.questions, question] },
    );
    return asked;
  });
}

/** Where the answer of the first time did not arrive, the question that it made is read. */
async function askedOnce(
  { hub }: Agent,
  { token }: Professional,
  asking: ConsentRequestSubmission,
  once: string | undefined,
) {
  try {
    return await hub.askConsent(asking, token, once);
  } catch (error) {
    const made = error instanceof DoneBefore ? error.location?.split('/').at(-1) : undefined;
    if (made === undefined) throw error;
    return hub.consentRequest(made, token);
  }
}

export const introduceChild = async (
  agent: Agent,
  { token }: Professional,
  number: string,
  { to, purpose }: { readonly to: string; readonly purpose: string },
): Promise<{ code: string; expiresAt: string }> => {
  const { code, expiresAt } = await agent.hub.introduce(refOf(agent, number), to, purpose, token);
  return { code, expiresAt };
};

/** Redeems another partner's code for an own child; for partners that may not use the BSN. */
export async function redeemIntroduction(
  agent: Agent,
  { token }: Professional,
  request: { readonly code: string; readonly number: string; readonly relation: Relation },
): Promise<SubjectRef> {
  await recordOf(agent, request.number);
  const { id } = await agent.hub.redeem(request.code, request.relation, token);
  await keepChild(agent, request.number, id);
  return id;
}

export const approveEmergency = (agent: Agent, { token }: Professional, number: string, purpose: string) =>
  agent.hub.approveEmergency(refOf(agent, number), purpose, token);

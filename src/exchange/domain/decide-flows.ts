/** The decision of one exchange: per flow and source permit or forbid, with the fields (exchange.md, step 2). Pure. */
import type { Code, Flow, PartnerId, Purpose } from '../../contract/index.js';
import type { FlowFacts, PartnerFacts, PolicyAnswer, PolicyQuestion } from '../../policy/index.js';
import { askedOf, type Enrolled, flowsTo, needsConsent, type Plays, sourcesOf } from './flows.js';

/** What the persons who must consent allow at this moment: the intersection over all of them. */
export interface Allowed {
  readonly inForce: boolean;
  readonly flows: ReadonlyMap<
    string,
    {
      readonly sources: ReadonlySet<PartnerId>;
      readonly recipients: ReadonlySet<PartnerId>;
      readonly fields: ReadonlySet<string>;
    }
  >;
}

export interface DecisionFacts {
  readonly purpose: Purpose;
  readonly versionInForce: boolean;
  /** Field names of the key statement. */
  readonly asked: readonly string[];
  readonly plays: Plays;
  readonly recipient: PartnerFacts;
  /** Null when the recipient has not enrolled the child (any more). */
  readonly enrolledSeconds: number | null;
  readonly secondProfessional: boolean;
  readonly team: readonly Enrolled[];
  /** The partners of the team whose state was read under a lock. */
  readonly partners: ReadonlyMap<PartnerId, PartnerFacts>;
  readonly allowed: Allowed;
}

/** One source that may be asked, for one flow. */
export interface Permission {
  readonly flow: Flow;
  readonly source: Enrolled;
  readonly fields: readonly string[];
  readonly needsConsent: boolean;
}

export interface FlowsDecision {
  readonly permissions: readonly Permission[];
  /** Null when at least one flow may reach the recipient, even where nobody in the team can send it. */
  readonly refusal: Code | null;
  /** Ids of every policy that decided. */
  readonly policies: readonly string[];
}

type Decide = (question: PolicyQuestion) => PolicyAnswer;

export function decideFlows(facts: DecisionFacts, decide: Decide): FlowsDecision {
  const flows = flowsTo(facts.purpose, facts.recipient.role, facts.plays);
  const decided = flows
    .filter((flow) => askedOf(flow, facts.asked).length > 0)
    .map((flow) => decideFlow(facts, flow, decide));
  const permitted = decided.some(({ receive }) => receive.permit);
  const refusals = decided.flatMap(({ receive }) => (receive.refusal === null ? [] : [receive.refusal]));
  return {
    permissions: decided.flatMap(({ permissions }) => permissions),
    refusal: permitted ? null : (refusals[0] ?? 'basis-not-in-force'),
    policies: [...new Set(decided.flatMap(({ policies }) => policies))].sort(),
  };
}

function decideFlow(facts: DecisionFacts, flow: Flow, decide: Decide) {
  const { purpose, recipient, allowed } = facts;
  const consent = needsConsent(flow, purpose.emergency !== null);
  const chosen = allowed.inForce ? allowed.flows.get(flow.id) : undefined;
  const asked = askedOf(flow, facts.asked);
  const fields = consent ? asked.filter((field) => chosen?.fields.has(field)) : asked;
  const covered = chosen?.recipients.has(recipient.id) === true && (!consent || fields.length > 0);
  const resource = flowFacts(purpose, flow, fields);
  const context = receiveContext(facts, covered);
  const receive = decide({ action: 'receive', principal: recipient, resource, context });
  if (!receive.permit || fields.length === 0) {
    return { receive, permissions: [], policies: receive.policies };
  }
  const sent = sourcesOf(flow, facts.team, recipient.id, facts.plays).map((source) => {
    const principal = facts.partners.get(source.partner);
    const context = {
      enrolled: true,
      consentInForce: covered && chosen?.sources.has(source.partner) === true,
    };
    return {
      source,
      send: principal && decide({ action: 'send', principal, resource, context }),
    };
  });
  return {
    receive,
    permissions: sent.flatMap(({ source, send }) =>
      send?.permit ? [{ flow, source, fields, needsConsent: consent }] : [],
    ),
    policies: [...receive.policies, ...sent.flatMap(({ send }) => send?.policies ?? [])],
  };
}

const receiveContext = (facts: DecisionFacts, consentInForce: boolean) => ({
  enrolled: facts.enrolledSeconds !== null,
  versionInForce: facts.versionInForce,
  consentInForce,
  enrolledSeconds: facts.enrolledSeconds ?? 0,
  secondProfessional: facts.secondProfessional,
});

/** @param fields those that would travel: a flow without its health fields is not about health */
const flowFacts = (purpose: Purpose, flow: Flow, fields: readonly string[]): FlowFacts => ({
  id: flow.id,
  emergency: purpose.emergency !== null,
  basis: flow.basis,
  health: purpose.fields.some(({ name, health }) => health && fields.includes(name)),
  art9: flow.art9 !== null,
  secrecyConsent: flow.secrecyConsent,
});

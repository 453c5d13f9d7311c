/** Whether something may flow at a point of the log: the claim that everything else is there for. */
import { personalState, requiredPersons } from '../../../consent/offline.js';
import type { Flow, PartnerId, Purpose } from '../../../contract/index.js';
import { needsConsent } from '../../../exchange/offline.js';
import type { Catalogue } from '../../../purposes/offline.js';
import { type Child, type Moment, questionOf } from './child.js';
import type { Asked, Ordered } from './exchanges.js';
import type { LogState, Timed } from './log-state.js';
import { refuted, Unproven } from './said.js';
import { requireMember } from './team-rules.js';

/** One decision or release, where it stands in the log. */
export interface Judgement {
  readonly log: LogState;
  readonly child: Child;
  readonly asked: Asked;
  readonly moment: Moment;
  readonly place: Timed;
}

/** @throws ClaimBroken | Unproven unless the recipient may ask for this purpose at this point */
export function requireRecipient({ log, child, asked, place }: Judgement): Purpose {
  requireMember(log, child, asked.recipient, place);
  log.partners.requireRole(asked.recipient, asked.role, place);
  const purpose = log.catalogue.at(place).current(asked.purpose);
  if (purpose?.version !== asked.version) {
    throw refuted('version-in-force', 'the purpose version is not the one in force at this point', place);
  }
  return purpose;
}

/** @throws ClaimBroken | Unproven unless this source may send these fields to the recipient at this point */
export function requireCovered(judgement: Judgement, purpose: Purpose, ordered: Ordered): void {
  const { log, child, asked, place } = judgement;
  const flow = requireFlow(judgement, purpose, ordered);
  if (ordered.source === asked.recipient) {
    throw refuted('flow-of-purpose', 'a partner is both source and recipient', place);
  }
  requireMember(log, child, ordered.source, place);
  if (needsConsent(flow, purpose.emergency !== null)) requireConsent(judgement, purpose, ordered);
}

function requireFlow({ log, asked, place }: Judgement, purpose: Purpose, ordered: Ordered): Flow {
  const flow = purpose.flows.find(({ id }) => id === ordered.flow);
  const catalogue = log.catalogue.at(place);
  const sourceRole = log.partners.roleOf(ordered.source, place);
  if (
    flow === undefined ||
    flow.basis !== ordered.basis ||
    !catalogue.plays(flow.recipient, asked.role) ||
    !catalogue.plays(flow.source, sourceRole)
  ) {
    throw refuted(
      'flow-of-purpose',
      'the purpose has no such flow between these partners on this basis',
      place,
    );
  }
  if (ordered.fields.some((field) => !flow.fields.includes(field) || !asked.fields.includes(field))) {
    throw refuted('flow-of-purpose', 'a field was not asked for or is not one of the flow', place);
  }
  return flow;
}

function requireConsent(judgement: Judgement, purpose: Purpose, ordered: Ordered): void {
  const { log, child, asked, moment, place } = judgement;
  const catalogue = log.catalogue.at(place);
  const standing = child.standing(catalogue, log.catalogue.generation, purpose, moment);
  const allowed = standing.flows.get(ordered.flow);
  const covered =
    allowed?.sources.has(ordered.source) === true &&
    allowed.recipients.has(asked.recipient) &&
    ordered.fields.every((field) => allowed.fields.has(field));
  if (standing.inForce && covered) return;
  if (child.hasErasedParts) throw new Unproven('a decision or a birth date of this child was erased');
  if (!standing.inForce) throw whyNotInForce(catalogue, judgement, purpose);
  const reason =
    allowed?.leftOut.has(asked.recipient as PartnerId) === true
      ? 'nobody beside the recipient itself named those who decided'
      : 'what the persons chose does not cover this source, this recipient or these fields';
  throw refuted('choice-respected', reason, place);
}

/** Which required person is the reason, by standing in the log and not by name. */
function whyNotInForce(catalogue: Catalogue, { child, moment, place }: Judgement, purpose: Purpose) {
  const rule = catalogue.ruleOn(moment.today);
  const required = rule === null ? null : requiredPersons(child.history, rule, moment.today);
  if (required === null) {
    return refuted('basis-in-force', 'it cannot be determined who must consent at this point', place);
  }
  const persons = [...required.guardians, ...(required.youngPerson ? [child.history.youngPerson] : [])];
  const decisions = child.decisionsAbout(purpose.id);
  const question = questionOf(purpose, moment);
  const states = persons.map((person) =>
    person === null ? null : personalState(child.history, catalogue.rules, decisions, person, question),
  );
  const of = `of ${persons.length} who must consent`;
  const stopped = states.filter((state) => state === 'withdrawn' || state === 'refused').length;
  if (stopped > 0) {
    return refuted('withdrawal-respected', `${stopped} ${of} had refused or withdrawn at this point`, place);
  }
  const silent = states.filter((state) => state === null).length;
  if (silent > 0) {
    return refuted('required-person-decided', `${silent} ${of} had not decided at this point`, place);
  }
  const lapsed = states.filter((state) => state !== 'given').length;
  return refuted('basis-in-force', `the consent of ${lapsed} ${of} had ended or lapsed at this point`, place);
}

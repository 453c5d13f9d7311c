import type { DecidedFlow, Flow, PartnerId, Purpose, Role } from '../../contract/index.js';
import type { Fault } from '../../kernel/index.js';
import { needsConsent } from '../../purposes/offline.js';
import type { DecisionRecord, RequestRecord } from './records.js';

/** A partner that could take part in a flow. */
export interface Participant {
  readonly partner: PartnerId;
  readonly role: Role;
  /** False for one that still has to be introduced to the child, and may only receive. */
  readonly enrolled: boolean;
}

/** A flow that the family is asked about, with the partners it would run between. */
export interface AskedFlow {
  readonly flow: Flow;
  readonly sources: readonly PartnerId[];
  readonly recipients: readonly PartnerId[];
}

type Plays = (place: Role, role: Role) => boolean;

/**
 * What stands before the family about a purpose: every flow that any partner asked for in this version, because a
 * person makes one decision per purpose and a second question must not drop the first.
 */
export function askedFlows(
  purpose: Purpose,
  requests: readonly RequestRecord[],
  participants: readonly Participant[],
  plays: Plays,
): readonly AskedFlow[] {
  const asked = flowsAskedBefore(requests, purpose, Number.POSITIVE_INFINITY);
  return purpose.flows
    .filter((flow) => asked.has(flow.id) && needsConsent(flow))
    .map((flow) => {
      const enrolled = participants.filter((participant) => participant.enrolled);
      const receivers = participants.filter(({ role }) => plays(flow.recipient, role));
      const known = receivers.filter((participant) => participant.enrolled);
      return {
        flow,
        sources: enrolled.filter(({ role }) => plays(flow.source, role)).map(({ partner }) => partner),
        recipients: (known.length > 0 ? known : receivers).map(({ partner }) => partner),
      };
    })
    .filter(({ sources, recipients }) => sources.length > 0 && recipients.length > 0);
}

/** Flows that stood before the family when a decision was made, by its place in the ledger. */
export const flowsAskedBefore = (
  requests: readonly RequestRecord[],
  purpose: Pick<Purpose, 'id' | 'version'>,
  order: number,
): ReadonlySet<string> =>
  new Set(
    requests
      .filter((r) => r.purpose === purpose.id && r.version === purpose.version && r.order < order)
      .flatMap((request) => request.flows),
  );

/** Whether a decision answered this request: it came later, or all that is asked stood before the person then. */
export function answers(
  decision: DecisionRecord,
  request: RequestRecord,
  requests: readonly RequestRecord[],
): boolean {
  if (decision.order > request.order) return true;
  const asked = flowsAskedBefore(requests, { id: request.purpose, version: request.version }, decision.order);
  return request.flows.every((flow) => asked.has(flow));
}

/** What is wrong with a choice: only what was asked may be chosen, and a flow needs its mandatory fields. */
export function choiceFaults(
  choice: 'given' | 'refused',
  flows: readonly DecidedFlow[],
  asked: readonly AskedFlow[],
  purpose: Purpose,
): readonly Fault[] {
  if (choice === 'refused') {
    return flows.length === 0 ? [] : [{ pointer: '/flows', reason: 'must be empty for a refusal' }];
  }
  if (flows.length === 0) return [{ pointer: '/flows', reason: 'must hold at least one flow' }];
  return flows.flatMap((decided, index) => {
    const at = (place: string, reason: string): Fault => ({ pointer: `/flows/${index}${place}`, reason });
    if (flows.findIndex(({ flow }) => flow === decided.flow) !== index) return [at('/flow', 'appears twice')];
    const question = asked.find(({ flow }) => flow.id === decided.flow);
    if (question === undefined) return [at('/flow', 'was not asked')];
    return [
      ...subsetFaults(decided.sources, question.sources, (place, reason) => at(`/sources${place}`, reason)),
      ...subsetFaults(decided.recipients, question.recipients, (place, reason) =>
        at(`/recipients${place}`, reason),
      ),
      ...subsetFaults(decided.fields, question.flow.fields, (place, reason) => at(`/fields${place}`, reason)),
      ...purpose.fields
        .filter(({ name, optional }) => !optional && question.flow.fields.includes(name))
        .filter(({ name }) => !decided.fields.includes(name))
        .map(({ name }) => at('/fields', `must hold ${name}`)),
    ];
  });
}

function subsetFaults(
  chosen: readonly string[],
  asked: readonly string[],
  at: (place: string, reason: string) => Fault,
): readonly Fault[] {
  if (chosen.length === 0) return [at('', 'must not be empty')];
  return chosen.flatMap((item, index) => (asked.includes(item) ? [] : [at(`/${index}`, 'was not asked')]));
}

import type { Flow, Purpose, Ticket } from '../../contract/index.js';

/** A flow may name this instead of a role: every partner of the core team, towards any other. */
export const corePartner = 'core-partner';

/**
 * Whether a partner with this role may stand there. Which roles are core partners is the hub's configuration and not
 * in the roster, so that for such a flow the hub's own check is the only one.
 */
export const standsFor = (inFlow: string, role: string): boolean => inFlow === role || inFlow === corePartner;

export const flowOf = (purpose: Purpose, id: string): Flow | null =>
  purpose.flows.find((flow) => flow.id === id) ?? null;

export const flowsTo = (purpose: Purpose, role: string): readonly Flow[] =>
  purpose.flows.filter((flow) => standsFor(flow.recipient, role));

/** Every field that some flow of the purpose brings to this role, in the purpose's own order. */
export function fieldsFor(purpose: Purpose, role: string): readonly string[] {
  const reaching = new Set(flowsTo(purpose, role).flatMap((flow) => flow.fields));
  return purpose.fields.map((field) => field.name).filter((name) => reaching.has(name));
}

/** Whether the ticket stays within the published flow it names: parties, basis and fields. */
export function keepsToFlow(purpose: Purpose, ticket: Ticket, sourceRole: string): boolean {
  const flow = flowOf(purpose, ticket.flow);
  return (
    flow !== null &&
    standsFor(flow.source, sourceRole) &&
    standsFor(flow.recipient, ticket.recipient.role) &&
    flow.basis === ticket.basis &&
    ticket.fields.every((name) => flow.fields.includes(name))
  );
}

/** The family is asked only where the basis or professional secrecy needs it. */
export const needsConsent = (flow: Flow): boolean => flow.basis === 'consent' || flow.secrecyConsent;

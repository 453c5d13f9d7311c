/** Which flows of a purpose reach a recipient, and who can be the source of one. */
import type { Flow, PartnerId, Purpose, Role, SubjectRef } from '../../contract/index.js';

/** Whether an organisation with this role may stand where a flow names `place`; the catalogue's word. */
export type Plays = (place: Role, role: Role) => boolean;

export interface Enrolled {
  readonly partner: PartnerId;
  readonly role: Role;
  readonly ref: SubjectRef;
}

export const flowsTo = (purpose: Purpose, role: Role, plays: Plays): readonly Flow[] =>
  purpose.flows.filter((flow) => plays(flow.recipient, role));

/** Every partner of the core team that may send this flow to the recipient; never the recipient itself. */
export const sourcesOf = <E extends Enrolled>(
  flow: Flow,
  team: readonly E[],
  recipient: PartnerId,
  plays: Plays,
): readonly E[] => team.filter(({ partner, role }) => partner !== recipient && plays(flow.source, role));

/**
 * The source roles that a requester is told of: those of the purpose, not those of this child's team, so that the list
 * says nothing about who knows the child. Where any core partner may send, the recipient's own role stays out: another
 * organisation with that role is rare, and is told of when it shares.
 */
export function sourceRolesOf(
  flows: readonly Flow[],
  recipient: Role,
  roles: readonly Role[],
  plays: Plays,
): readonly Role[] {
  const sources = flows.flatMap(({ source }) =>
    roles.filter((role) => role === source || (role !== recipient && plays(source, role))),
  );
  return [...new Set(sources)].sort();
}

/** The family is asked only where the basis or professional secrecy needs it; in an emergency the source decides by hand. */
export const needsConsent = (flow: Flow, emergency: boolean): boolean =>
  !emergency && (flow.basis === 'consent' || flow.secrecyConsent);

/** In the order of the purpose, so that a ticket does not show how the requester ordered them. */
export const askedOf = (flow: Flow, asked: readonly string[]): readonly string[] =>
  flow.fields.filter((field) => asked.includes(field));

import {
  type KeyStatement,
  type Manifest,
  type RightsAssignmentStatement,
  type Roster,
  type RosterPartner,
  readStatement,
  type StatementType,
  type StopOrderStatement,
  type Ticket,
} from '../../contract/index.js';
import { type PublicJwk, StatementInvalid } from '../../kernel/index.js';
import { partnerIn } from './roster.js';

/** Null stands for *signature, type or shape does not hold*; the check that needs the statement then fails. */
async function readOrNull<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof StatementInvalid) return null;
    throw error;
  }
}

const read = <T extends StatementType>(jws: string, typ: T, keys: readonly PublicJwk[]) =>
  readOrNull(readStatement(jws, typ, keys));

export const readTicket = (jws: string, roster: Roster): Promise<Ticket | null> =>
  read(jws, 'kernhub-ticket+jwt', roster.hub.ticketKeys);

export const readStopOrder = (jws: string, roster: Roster): Promise<StopOrderStatement | null> =>
  read(jws, 'kernhub-stop+jwt', roster.hub.ticketKeys);

export const readAssignment = (jws: string, roster: Roster): Promise<RightsAssignmentStatement | null> =>
  read(jws, 'kernhub-rights-assignment+jwt', roster.hub.ticketKeys);

/** With the recipient's key from the roster; a key that the hub put in by itself has no such signature. */
export function readKeyStatement(ticket: Ticket, roster: Roster): Promise<KeyStatement | null> {
  const recipient = partnerIn(roster, ticket.recipient.id);
  return read(ticket.keyStatement, 'kernhub-key+jwt', recipient?.signing ?? []);
}

export const readManifest = (jws: string, source: RosterPartner | null): Promise<Manifest | null> =>
  read(jws, 'kernhub-manifest+jwt', source?.signing ?? []);

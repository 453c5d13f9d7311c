/** What a source checks before it reads its own system (exchange.md, step 4). One line a check; the code is stable. */
import type { KeyStatement, Purpose, Roster, RosterPartner, Task, Ticket } from '../../contract/index.js';
import { base64url, concatBytes, fromBase64url, sha256, utf8 } from '../../kernel/index.js';
import { type Check, isSubset, judge, type Verdict } from './check.js';
import { keepsToFlow } from './flow.js';
import { proofHolds } from './ledger-proof.js';
import { partnerIn, sameOrigin } from './roster.js';

/** A key statement serves one exchange about one child; what this agent saw it used for before. */
export interface StatementUse {
  readonly exchange: string;
  readonly subject: string;
}

export interface TicketContext {
  readonly task: Task;
  readonly ticket: Ticket;
  readonly self: RosterPartner;
  readonly roster: Roster;
  /** Null when the signature does not hold under the recipient's roster key. */
  readonly statement: KeyStatement | null;
  /** Null when the purpose version is unknown, or is not the document seen before. */
  readonly purpose: Purpose | null;
  /** The earlier use of the statement's `jti`, if any. */
  readonly earlierUse: StatementUse | null;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Clocks of two organisations may differ so many seconds. */
export const clockSkew = 60;
const keyStatementLifetime = 24 * 60 * 60;

/** SHA-256 of `salt || pairwise id`, base64url: binds the ticket to one child without naming it. */
export const subjectDigestOf = (salt: string, subject: string): string =>
  base64url(sha256(concatBytes(fromBase64url(salt), utf8(subject))));

/** A check of the key statement, once its signature holds. */
const ofStatement = (
  code: string,
  rule: (statement: KeyStatement, context: TicketContext) => boolean,
): Check<TicketContext> => ({
  code,
  given: ({ statement }) => statement !== null,
  holds: (context) => context.statement !== null && rule(context.statement, context),
});

/** A check against the purpose, once it is the document that was published. */
const ofPurpose = (
  code: string,
  rule: (purpose: Purpose, context: TicketContext) => boolean,
): Check<TicketContext> => ({
  code,
  given: ({ purpose }) => purpose !== null,
  holds: (context) => context.purpose !== null && rule(context.purpose, context),
});

const ticketChecks: readonly Check<TicketContext>[] = [
  { code: 'ticket-issuer', holds: ({ ticket, roster }) => sameOrigin(ticket.iss, roster.hub.origin) },
  { code: 'ticket-audience', holds: ({ ticket, self }) => ticket.aud === self.id },
  { code: 'ticket-task', holds: ({ ticket, task }) => ticket.jti === task.id },
  { code: 'ticket-expiry', holds: ({ ticket, now }) => ticket.exp + clockSkew > now },
  { code: 'ticket-issued', holds: ({ ticket, now }) => ticket.iat - clockSkew <= now },
  {
    code: 'ticket-subject',
    holds: ({ ticket, task }) => subjectDigestOf(task.salt, task.subject) === ticket.subjectDigest,
  },
  { code: 'decision-proof', holds: ({ ticket, roster }) => proofHolds(ticket.decision, roster) },
  {
    code: 'recipient-in-roster',
    holds: ({ ticket, roster }) => partnerIn(roster, ticket.recipient.id)?.role === ticket.recipient.role,
  },
  { code: 'recipient-not-ourselves', holds: ({ ticket, self }) => ticket.recipient.id !== self.id },
];

const purposeChecks: readonly Check<TicketContext>[] = [
  { code: 'purpose-as-published', holds: ({ purpose }) => purpose !== null },
  ofPurpose('purpose-flow', (purpose, { ticket, self }) => keepsToFlow(purpose, ticket, self.role)),
  ofPurpose('purpose-question', ({ questions }, { ticket }) =>
    questions.some(({ code }) => code === ticket.question),
  ),
  // Otherwise a hub could take the professional's own hand out of an emergency.
  ofPurpose(
    'release-by-hand',
    ({ emergency }, { ticket, task }) =>
      ticket.manual === task.manual && ticket.manual === (emergency !== null),
  ),
];

const keyStatementChecks: readonly Check<TicketContext>[] = [
  { code: 'key-statement-signature', holds: ({ statement }) => statement !== null },
  ofStatement('key-statement-issuer', ({ iss }, { ticket }) => iss === ticket.recipient.id),
  ofStatement(
    'key-statement-purpose',
    ({ purpose, version }, { ticket }) => purpose === ticket.purpose && version === ticket.version,
  ),
  ofStatement('key-statement-fields', ({ fields }, { ticket }) => isSubset(ticket.fields, fields)),
  ofStatement(
    'key-statement-expiry',
    ({ iat, exp }, { now }) =>
      exp + clockSkew > now && iat - clockSkew <= now && exp <= iat + keyStatementLifetime,
  ),
  ofStatement(
    'key-statement-once',
    (_, { earlierUse, ticket, task }) =>
      earlierUse === null || (earlierUse.exchange === ticket.exchange && earlierUse.subject === task.subject),
  ),
];

export function judgeTicket(context: TicketContext): Verdict {
  const checks = [...ticketChecks, ...purposeChecks, ...keyStatementChecks];
  const verdict = judge(checks, context);
  return { passed: ['ticket-signature', ...verdict.passed], failed: verdict.failed };
}

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

const statementHolds = (
  rule: (statement: KeyStatement, context: TicketContext) => boolean,
): ((context: TicketContext) => boolean) => {
  return (context) => context.statement !== null && rule(context.statement, context);
};

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
  {
    code: 'purpose-flow',
    holds: ({ purpose, ticket, self }) => purpose !== null && keepsToFlow(purpose, ticket, self.role),
  },
  {
    code: 'purpose-question',
    holds: ({ purpose, ticket }) =>
      purpose?.questions.some((question) => question.code === ticket.question) ?? false,
  },
  {
    // Otherwise a hub could take the professional's own hand out of an emergency.
    code: 'release-by-hand',
    holds: ({ purpose, ticket, task }) =>
      ticket.manual === task.manual && ticket.manual === ((purpose?.emergency ?? null) !== null),
  },
];

const keyStatementChecks: readonly Check<TicketContext>[] = [
  { code: 'key-statement-signature', holds: statementHolds(() => true) },
  {
    code: 'key-statement-issuer',
    holds: statementHolds((statement, { ticket }) => statement.iss === ticket.recipient.id),
  },
  {
    code: 'key-statement-purpose',
    holds: statementHolds(
      (statement, { ticket }) => statement.purpose === ticket.purpose && statement.version === ticket.version,
    ),
  },
  {
    code: 'key-statement-fields',
    holds: statementHolds((statement, { ticket }) => isSubset(ticket.fields, statement.fields)),
  },
  {
    code: 'key-statement-expiry',
    holds: statementHolds(
      ({ iat, exp }, { now }) =>
        exp + clockSkew > now && iat - clockSkew <= now && exp <= iat + keyStatementLifetime,
    ),
  },
  {
    code: 'key-statement-once',
    holds: statementHolds(
      (_, { earlierUse, ticket, task }) =>
        earlierUse === null ||
        (earlierUse.exchange === ticket.exchange && earlierUse.subject === task.subject),
    ),
  },
];

/** The one cause when the ticket cannot even be read. */
export const ticketUnreadable: Verdict = { passed: [], failed: ['ticket-signature'] };

export function judgeTicket(context: TicketContext): Verdict {
  const checks = [...ticketChecks, ...purposeChecks, ...keyStatementChecks];
  const verdict = judge(checks, context);
  return { passed: ['ticket-signature', ...verdict.passed], failed: verdict.failed };
}

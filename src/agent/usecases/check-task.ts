import { HubError, type KeyStatement, type Purpose, type Task, type Ticket } from '../../contract/index.js';
import type { PublicJwk } from '../../kernel/index.js';
import { readKeyStatement, readTicket } from '../domain/statements-read.js';
import { judgeTicket, type StatementUse } from '../domain/ticket-checks.js';
import { type Agent, secondsNow } from './agent-parts.js';
import { PurposeChanged } from './pin-purposes.js';

export type CheckedTask =
  | {
      readonly accepted: true;
      readonly ticket: Ticket;
      readonly purpose: Purpose;
      readonly recipientKey: PublicJwk;
      readonly statement: KeyStatement;
    }
  | { readonly accepted: false; readonly causes: readonly string[]; readonly ticket: Ticket | null };

/**
 * All that a source checks of a task, with the roster and the purpose as pinned. A task that fails is checked once more
 * with a fresh roster, because keys and partners may have changed since the last look.
 */
export async function checkTask(agent: Agent, task: Task): Promise<CheckedTask> {
  const first = await checkOnce(agent, task);
  if (first.accepted) return first;
  await agent.rosters.refresh().catch(() => agent.log('roster.unreachable'));
  return checkOnce(agent, task);
}

async function checkOnce(agent: Agent, task: Task): Promise<CheckedTask> {
  const roster = agent.rosters.current();
  const ticket = await readTicket(task.ticket, roster);
  if (ticket === null) return { accepted: false, causes: ['ticket-signature'], ticket };
  const statement = await readKeyStatement(ticket, roster);
  const purpose = await pinnedPurpose(agent, ticket);
  const earlierUse = statement === null ? null : earlierUseOf(agent, statement);
  const self = agent.rosters.self();
  const now = secondsNow(agent);
  const { failed } = judgeTicket({ task, ticket, self, roster, statement, purpose, earlierUse, now });
  if (failed.length > 0 || statement === null || purpose === null) {
    return { accepted: false, causes: failed, ticket };
  }
  const first = await rememberUse(agent, statement, { exchange: ticket.exchange, subject: task.subject });
  if (!first) return { accepted: false, causes: ['key-statement-once'], ticket };
  return { accepted: true, ticket, purpose, statement, recipientKey: statement.jwk };
}

/** Null when the hub has no such version, or shows another document than before; not when it cannot be reached. */
async function pinnedPurpose(agent: Agent, { purpose, version }: Ticket): Promise<Purpose | null> {
  try {
    return await agent.purposes.version(purpose, version);
  } catch (error) {
    if (error instanceof PurposeChanged) return null;
    if (error instanceof HubError && error.code === 'not-found') return null;
    throw error;
  }
}

function earlierUseOf(agent: Agent, { iss, jti }: KeyStatement): StatementUse | null {
  const { items } = agent.state.statements.read();
  return items.find((item) => item.iss === iss && item.jti === jti) ?? null;
}

/** @returns false when another task took the statement meanwhile, for another child or exchange */
async function rememberUse(
  agent: Agent,
  { iss, jti, exp }: KeyStatement,
  { exchange, subject }: StatementUse,
): Promise<boolean> {
  const now = secondsNow(agent);
  const { items } = await agent.state.statements.change((present) => {
    if (present.items.some((item) => item.iss === iss && item.jti === jti)) return present;
    const alive = present.items.filter((item) => item.exp + 3_600 > now);
    return { items: [...alive, { iss, jti, exp, exchange, subject }] };
  });
  const use = items.find((item) => item.iss === iss && item.jti === jti);
  return use?.exchange === exchange && use.subject === subject;
}

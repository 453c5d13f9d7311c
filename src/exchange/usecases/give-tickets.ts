import { type ExchangeId, type Inclusion, signStatement } from '../../contract/index.js';
import { signingKeyOf } from '../../kernel/index.js';
import type { ExchangeRecord, TaskRecord } from '../domain/records.js';
import { ticketClaims } from '../domain/ticket.js';
import { findExchange } from '../store/exchanges.js';
import { setTicket, tasksOf } from '../store/tasks.js';
import type { ExchangeNeeds } from './needs.js';

type TicketNeeds = Pick<ExchangeNeeds, 'database' | 'bells' | 'clock' | 'ticketKey' | 'publicUrl'>;
type Asked = Omit<ExchangeRecord, 'closedAt'>;

/** Signs the tickets of a decision that has its index, and so shows each source its task. Safe to repeat. */
export async function giveTickets(needs: TicketNeeds, id: ExchangeId, decision: Inclusion): Promise<void> {
  const { reader } = needs.database;
  const exchange = await findExchange(reader, id);
  if (exchange !== null) await giveTicketsOf(needs, exchange, await tasksOf(reader, id), decision);
}

/** The same, for who has just recorded them. */
export async function giveTicketsOf(
  needs: TicketNeeds,
  exchange: Asked,
  tasks: readonly TaskRecord[],
  decision: Inclusion,
): Promise<void> {
  const key = await signingKeyOf(needs.ticketKey);
  const due = tasks.filter(({ ticket, state }) => ticket === null && state === 'waiting');
  const give = async (task: TaskRecord): Promise<void> => {
    const claims = claimsOf(needs, exchange, task, decision);
    await setTicket(needs.database.reader, task.id, await signStatement(key, 'kernhub-ticket+jwt', claims));
    needs.bells.ring(task.source);
  };
  await Promise.all(due.map(give));
}

const claimsOf = (
  { clock, publicUrl }: Pick<ExchangeNeeds, 'clock' | 'publicUrl'>,
  exchange: Asked,
  task: TaskRecord,
  decision: Inclusion,
) =>
  ticketClaims({
    iss: publicUrl,
    task: task.id,
    source: task.source,
    sourceRef: task.sourceRef,
    salt: task.salt,
    exchange: exchange.id,
    purpose: exchange.purpose,
    version: exchange.version,
    question: exchange.question,
    recipient: { id: exchange.requester, role: exchange.requesterRole },
    keyStatement: exchange.keyStatement,
    flow: task.flow,
    basis: task.basis,
    manual: task.manual,
    fields: task.fields,
    decision,
    issuedAt: clock.now(),
    expiresAt: exchange.deadlineAt,
  });

import { HubError, InvalidRequest, NotFound, type Purpose, type Ticket } from '../../contract/index.js';
import type { JsonObject } from '../../kernel/index.js';
import { minimise } from '../domain/minimise.js';
import { partnerIn } from '../domain/roster.js';
import { sealEnvelope } from '../domain/seal-envelope.js';
import { openText, type SealedText, type TextKind } from '../domain/sealed-text.js';
import { readKeyStatement, readTicket } from '../domain/statements-read.js';
import type { WaitingTask } from '../state-shapes.js';
import { type Agent, type Professional, secondsNow } from './agent-parts.js';
import { checkTask } from './check-task.js';
import { isRefusal } from './hub-calls.js';

/** An emergency question as the professional at the source sees it. */
export interface WaitingQuestion {
  readonly task: string;
  readonly purpose: string;
  readonly number: string;
  readonly recipient: { readonly id: string; readonly name: string; readonly role: string };
  readonly question: string;
  readonly fields: Ticket['fields'];
  /** Why the asker says it cannot wait; null when there is none that opens. */
  readonly necessity: string | null;
  readonly text: string | null;
}

export async function listWaiting(agent: Agent): Promise<readonly WaitingQuestion[]> {
  const questions: WaitingQuestion[] = [];
  for (const waiting of agent.state.waiting.read().items) {
    const question = await questionOf(agent, waiting);
    if (question !== null) questions.push(question);
  }
  return questions;
}

async function questionOf(agent: Agent, { task, number }: WaitingTask): Promise<WaitingQuestion | null> {
  const roster = agent.rosters.current();
  const ticket = await readTicket(task.ticket, roster);
  if (ticket === null || ticket.exp <= secondsNow(agent)) return null;
  const statement = await readKeyStatement(ticket, roster);
  const text = async (kind: TextKind, sealed: readonly unknown[]): Promise<string | null> => {
    for (const key of agent.sealing) {
      const ours = (sealed as readonly SealedText[]).find(
        ({ to, kid }) => to === agent.partner && kid === key.kid,
      );
      if (ours === undefined || statement === null) continue;
      return openText(ours, { kind, keyStatement: ticket.keyStatement, statement }, key);
    }
    return null;
  };
  const { id, role } = ticket.recipient;
  return {
    task: task.id,
    purpose: ticket.purpose,
    number,
    recipient: { id, role, name: partnerIn(roster, id)?.name ?? '' },
    question: ticket.question,
    fields: ticket.fields,
    necessity: await text('necessity', task.necessity),
    text: await text('questionText', task.questionText),
  };
}

function waitingTask(agent: Agent, id: string): WaitingTask {
  const waiting = agent.state.waiting.read().items.find(({ task }) => task.id === id);
  if (waiting === undefined) throw new NotFound();
  return waiting;
}

async function forget(agent: Agent, id: string): Promise<void> {
  await agent.state.waiting.change((present) => ({
    items: present.items.filter(({ task }) => task.id !== id),
  }));
}

/**
 * A professional at the source releases, with the ground for breaking secrecy and values filled in by hand. The ticket
 * is checked again, because hours may have passed.
 *
 * @throws NotFound @throws InvalidRequest with every fault of ground and values
 * @throws HubError `statement-invalid` when the ticket no longer passes; the detail names the checks
 */
export async function releaseTask(
  agent: Agent,
  professional: Professional,
  id: string,
  { ground, fields }: { readonly ground: string; readonly fields: JsonObject },
): Promise<void> {
  const { task } = waitingTask(agent, id);
  const checked = await checkTask(agent, task);
  if (!checked.accepted) throw new HubError('statement-invalid', { detail: checked.causes.join(' ') });
  const { ticket, purpose, recipientKey } = checked;
  const plain = valuesByHand(purpose, ticket, ground, fields);
  const envelope = await sealEnvelope({
    source: agent.partner,
    signing: agent.signing,
    ticketJws: task.ticket,
    recipientKey,
    fields: plain,
    release: { ground },
    now: secondsNow(agent),
  });
  await untilSettled(agent, id, () => agent.hub.putEnvelope(id, envelope, professional.token));
  agent.journal.record({ task: id, purpose: ticket.purpose, outcome: 'answered', causes: [] });
  agent.log('task.released-by-hand', { task: id, ground });
}

function valuesByHand(purpose: Purpose, ticket: Ticket, ground: string, values: JsonObject) {
  const faults = Object.keys(values)
    .filter((name) => !ticket.fields.includes(name))
    .map((name) => ({ pointer: `/fields/${name}`, reason: 'was not asked' }));
  if (!purpose.emergency?.grounds.some(({ code }) => code === ground)) {
    faults.push({ pointer: '/ground', reason: 'is not a ground of the purpose' });
  }
  const minimised = minimise(purpose, ticket.fields, values);
  if ('faults' in minimised) {
    faults.push(...minimised.faults.map((fault) => ({ ...fault, pointer: `/fields${fault.pointer}` })));
  }
  if (faults.length > 0 || 'faults' in minimised) throw new InvalidRequest(faults);
  return minimised.fields;
}

export async function declineTask(
  agent: Agent,
  professional: Professional,
  id: string,
  reason: 'secrecy' | 'unsafe' | 'professional-declined',
): Promise<void> {
  const { task } = waitingTask(agent, id);
  await untilSettled(agent, id, () => agent.hub.decline(id, { reason, causes: [] }, professional.token));
  const purpose = (await readTicket(task.ticket, agent.rosters.current()))?.purpose ?? null;
  agent.journal.record({ task: id, purpose, outcome: 'declined', causes: [reason] });
}

/** The task stays while the hub cannot be reached; it goes once the hub took it or no longer wants it. */
async function untilSettled(agent: Agent, id: string, send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (isRefusal(error) && error.code === 'task-not-open') await forget(agent, id);
    throw error;
  }
  await forget(agent, id);
}

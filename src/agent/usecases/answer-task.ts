import type { DeclineRequest, Purpose, Task, Ticket } from '../../contract/index.js';
import type { JsonObject } from '../../kernel/index.js';
import { MappingFailed } from '../adapters/mappings.js';
import { minimise, type PlainField } from '../domain/minimise.js';
import { FileMalformed } from '../domain/parse-file.js';
import { sealEnvelope } from '../domain/seal-envelope.js';
import type { Agent } from './agent-parts.js';
import { secondsNow } from './agent-parts.js';
import { checkTask } from './check-task.js';
import { numberOf } from './find-child.js';
import { isRefusal } from './hub-calls.js';
import type { TaskOutcome } from './keep-journal.js';

type Declined = { readonly decline: DeclineRequest };

const decline = (reason: DeclineRequest['reason'], causes: readonly string[] = []): Declined => ({
  decline: { reason, causes: causes.slice(0, 20) },
});

/**
 * Answers one task: checks it, reads the own system, minimises, seals, and gives the envelope to the hub; or declines
 * with the causes. A task that asks for a hand is only kept, for a professional.
 *
 * @throws Error when the hub cannot be reached; the task's lease then lapses and it comes again
 */
export async function answerTask(agent: Agent, task: Task): Promise<void> {
  const checked = await checkTask(agent, task);
  const purpose = checked.ticket?.purpose ?? null;
  if (!checked.accepted) return refuse(agent, task, purpose, decline('ticket-refused', checked.causes));
  const number = numberOf(agent, task.subject);
  if (number === null) return refuse(agent, task, purpose, decline('child-not-here'));
  if (checked.ticket.manual) return keepForHand(agent, task, purpose, number);
  const fields = await deriveFields(agent, number, checked.ticket, checked.purpose);
  if ('decline' in fields) return refuse(agent, task, purpose, fields);
  const envelope = await sealEnvelope({
    source: agent.partner,
    signing: agent.signing,
    ticketJws: task.ticket,
    recipientKey: checked.recipientKey,
    fields,
    now: secondsNow(agent),
  });
  await settle(agent, { task: task.id, purpose, outcome: 'answered', causes: [] }, () =>
    agent.hub.putEnvelope(task.id, envelope),
  );
}

async function refuse(agent: Agent, task: Task, purpose: string | null, refusal: Declined): Promise<void> {
  const { reason, causes } = refusal.decline;
  const refused = reason === 'ticket-refused';
  const outcome: TaskOutcome = {
    task: task.id,
    purpose,
    outcome: refused ? 'refused' : 'declined',
    causes: refused ? causes : [reason, ...causes],
  };
  await settle(agent, outcome, () => agent.hub.decline(task.id, refusal.decline));
}

/** Records what was done, also when the hub answers that it is too late or not what it wanted. */
async function settle(agent: Agent, outcome: TaskOutcome, send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
    agent.journal.record(outcome);
    agent.log(`task.${outcome.outcome}`, { task: outcome.task, causes: outcome.causes.join(' ') });
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // What we refused stays a refusal, whatever the hub thinks of our saying so.
    if (outcome.outcome === 'answered') {
      agent.journal.record({ ...outcome, outcome: 'rejected-by-hub', causes: [error.code] });
    } else agent.journal.record(outcome);
    agent.log('task.rejected-by-hub', { task: outcome.task, code: error.code });
  }
}

async function keepForHand(agent: Agent, task: Task, purpose: string | null, number: string): Promise<void> {
  const arrivedAt = secondsNow(agent);
  let fresh = false;
  await agent.state.waiting.change((present) => {
    const earlier = present.items.find((item) => item.task.id === task.id);
    fresh = earlier === undefined;
    const others = present.items.filter((item) => item !== earlier && item.arrivedAt + 86_400 > arrivedAt);
    return { items: [...others, { task, number, arrivedAt: earlier?.arrivedAt ?? arrivedAt }] };
  });
  if (!fresh) return;
  agent.journal.record({ task: task.id, purpose, outcome: 'waiting-for-hand', causes: [] });
  agent.log('task.waiting-for-hand', { task: task.id });
}

async function deriveFields(
  agent: Agent,
  number: string,
  ticket: Ticket,
  purpose: Purpose,
): Promise<readonly PlainField[] | Declined> {
  try {
    const record = await agent.records.read(number);
    if (record === null || !agent.mappings.has(purpose.id)) return decline('no-data');
    const derived = await agent.mappings.derive(purpose.id, record, { today: agent.clock.today() });
    return fieldsFrom(agent, purpose, ticket, derived);
  } catch (error) {
    // Which file it is stands among the alarms; a log may not hold the child's number.
    if (error instanceof FileMalformed) return mappingFailed(agent, 'record-malformed', purpose.id);
    if (error instanceof MappingFailed) return mappingFailed(agent, error.code, error.message);
    throw error;
  }
}

function fieldsFrom(
  agent: Agent,
  purpose: Purpose,
  ticket: Ticket,
  derived: JsonObject,
): readonly PlainField[] | Declined {
  const minimised = minimise(purpose, ticket.fields, derived);
  if ('fields' in minimised) return minimised.fields;
  // Where and which rule, never the value.
  const places = minimised.faults.map(({ pointer, reason }) => `${pointer} ${reason}`).join('; ');
  return mappingFailed(agent, 'field-invalid', `${purpose.id}: ${places}`);
}

function mappingFailed(agent: Agent, cause: string, detail: string): Declined {
  agent.log('mapping.failed', { cause, detail });
  return decline('mapping-failed', [cause]);
}

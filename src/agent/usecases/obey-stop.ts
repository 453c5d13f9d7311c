import {
  NotFound,
  type StopOrder,
  type StopOrderStatement,
  type StoppedStatement,
  signStatement,
} from '../../contract/index.js';
import { readStopOrder } from '../domain/statements-read.js';
import { judgeStop } from '../domain/stop-checks.js';
import { type Agent, type Professional, secondsNow } from './agent-parts.js';
import { believed } from './believe.js';

/**
 * Forgets what the tasks of an order brought, so that no page and no call shows it again, and tells the hub so. What was
 * opened lies in memory only, so that *erased* is true of this agent. Where professionals copy answers into a file of the
 * partner, only they can tell: with `AGENT_STOP_ANSWER=by-hand` the order waits for one of them.
 *
 * An order that fails a check is neither obeyed nor answered: it would come from someone else than the hub.
 */
export async function obeyStop(agent: Agent, order: StopOrder): Promise<void> {
  const statement = await believed(
    agent,
    () => checkStop(agent, order),
    (causes) => agent.log('stop.refused', { stop: order.id, causes }),
  );
  if (statement === null) return;
  agent.answers.forget(order.exchange, statement.tasks);
  if (agent.stopAnswer === 'by-hand') {
    agent.stops.set(order.id, { id: order.id, exchange: order.exchange });
    agent.log('stop.waits', { stop: order.id });
    return;
  }
  await state(agent, order, { outcome: 'erased' });
  agent.log('stop.obeyed', { stop: order.id });
}

export const listStops = ({ stops }: Pick<Agent, 'stops'>) => [...stops.values()];

/** A professional's word on an order that waits for it. @throws NotFound */
export async function answerStop(
  agent: Agent,
  { token }: Professional,
  id: string,
  word: Pick<StoppedStatement, 'outcome' | 'ground'>,
): Promise<void> {
  const order = agent.stops.get(id);
  if (order === undefined) throw new NotFound();
  await state(agent, order, word, token);
  agent.stops.delete(id);
}

async function state(
  agent: Agent,
  { id, exchange }: Pick<StopOrder, 'id' | 'exchange'>,
  { outcome, ground }: Pick<StoppedStatement, 'outcome' | 'ground'>,
  token?: string,
): Promise<void> {
  const statement = await signStatement(agent.signing, 'kernhub-stopped+jwt', {
    iss: agent.partner,
    stop: id,
    exchange,
    outcome,
    ...(ground !== undefined && { ground }),
    iat: secondsNow(agent),
  });
  await agent.hub.answerStop(id, statement, token);
}

async function checkStop(
  agent: Agent,
  order: StopOrder,
): Promise<{ readonly statement: StopOrderStatement | null; readonly failed: readonly string[] }> {
  const roster = agent.rosters.current();
  const statement = await readStopOrder(order.order, roster);
  if (statement === null) return { statement, failed: ['stop-signature'] };
  return { statement, failed: judgeStop({ order, statement, roster, self: agent.partner }).failed };
}

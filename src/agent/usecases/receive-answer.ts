import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Delivery,
  type ExchangeId,
  type ExchangeView,
  NotFound,
  signStatement,
} from '../../contract/index.js';
import { type Opened, openDelivery } from '../domain/open-delivery.js';
import { partnerIn } from '../domain/roster.js';
import { asciiDigest } from '../domain/seal-envelope.js';
import type { PendingRequest } from '../state-shapes.js';
import { type Agent, type Professional, secondsNow } from './agent-parts.js';
import { isRefusal } from './hub-calls.js';
import type { Answer, Source } from './keep-answers.js';

/** No sooner is the hub asked again, should it not wait as it was asked to. */
const shortestPauseMs = 250;
const longestWaitSeconds = 20;

/**
 * What has come for a question so far: opens each delivery that is new, after every check, and tells the hub.
 *
 * @param waitSeconds how long to wait while the question is still open
 * @throws NotFound for a question of another professional too
 */
export async function receiveAnswer(
  agent: Agent,
  professional: Professional,
  exchange: ExchangeId,
  waitSeconds: number,
  first?: ExchangeView,
): Promise<Answer> {
  const pending = agent.state.pending.read().items.find((item) => item.exchange === exchange);
  if (pending === undefined) return agent.answers.of(exchange, professional.account) ?? notFound();
  if (pending.askedBy !== professional.account) throw new NotFound();
  const until = Date.now() + waitSeconds * 1_000;
  let view = first ?? (await agent.hub.exchange(exchange, 0, professional.token));
  for (;;) {
    const settled = await takeDeliveries(agent, professional, pending, view);
    const left = until - Date.now();
    if (view.state !== 'open' && settled) await forgetKey(agent, exchange);
    if (view.state !== 'open' || left <= 0) break;
    const asked = Date.now();
    const wait = Math.min(longestWaitSeconds, Math.ceil(left / 1_000));
    view = await agent.hub.exchange(exchange, wait, professional.token);
    if (view.deliveries.length === 0 && Date.now() - asked < shortestPauseMs) await sleep(shortestPauseMs);
  }
  return agent.answers.keep(answerOf(agent, pending, view), professional.account);
}

function notFound(): never {
  throw new NotFound();
}

const answerOf = (agent: Agent, pending: PendingRequest, view: ExchangeView): Answer => ({
  exchange: view.id,
  state: view.state,
  purpose: pending.purpose,
  version: pending.version,
  question: pending.question,
  number: pending.number,
  deadlineAt: view.deadlineAt,
  sources: view.sources,
  ...agent.answers.outcomes(view.id),
});

/** The key opens nothing more once no delivery can come. */
async function forgetKey(agent: Agent, exchange: ExchangeId): Promise<void> {
  await agent.state.pending.change((present) =>
    present.items.some((item) => item.exchange === exchange)
      ? { items: present.items.filter((item) => item.exchange !== exchange) }
      : present,
  );
}

/** @returns whether every delivery has its receipt */
async function takeDeliveries(
  agent: Agent,
  professional: Professional,
  pending: PendingRequest,
  view: ExchangeView,
): Promise<boolean> {
  const receipted = (): readonly string[] =>
    agent.state.pending.read().items.find((item) => item.exchange === pending.exchange)?.receipted ?? [];
  for (const delivery of view.deliveries) {
    if (receipted().includes(delivery.task)) continue;
    const { exchange } = pending;
    const opened = await agent.answers.openOnce(exchange, delivery.task, () =>
      open(agent, pending, delivery),
    );
    agent.answers.add(pending.exchange, delivery.task, sourceOf(agent, delivery), opened);
    const others = view.deliveries.filter(({ task }) => task !== delivery.task);
    const isLast = view.state !== 'open' && others.every(({ task }) => receipted().includes(task));
    await postReceipt(agent, professional, pending, { delivery, opened, isLast });
  }
  return view.deliveries.every(({ task }) => receipted().includes(task));
}

const sourceOf = (agent: Agent, { source }: Delivery): Source => ({
  id: source.id,
  role: source.role,
  name: partnerIn(agent.rosters.current(), source.id)?.name ?? '',
});

/** Once more with a fresh roster when it does not hold: the source may have a new key. */
async function open(agent: Agent, pending: PendingRequest, delivery: Delivery): Promise<Opened> {
  const purpose = await agent.purposes.version(pending.purpose, pending.version);
  const attempt = (): Promise<Opened> =>
    openDelivery({
      delivery,
      asked: pending,
      purpose,
      self: agent.rosters.self(),
      roster: agent.rosters.current(),
      privateJwk: pending.privateJwk,
    });
  const opened = await attempt();
  if (opened.outcome === 'opened') return opened;
  await agent.rosters.refresh().catch(() => agent.log('roster.unreachable'));
  return attempt();
}

interface Received {
  readonly delivery: Delivery;
  readonly opened: Opened;
  /** Nothing else can come that the key of this question opens. */
  readonly isLast: boolean;
}

async function postReceipt(
  agent: Agent,
  professional: Professional,
  { exchange }: PendingRequest,
  { delivery: { task, envelope }, opened, isLast }: Received,
): Promise<void> {
  const causes = opened.outcome === 'rejected' ? opened.causes.slice(0, 20) : [];
  agent.log(`delivery.${opened.outcome}`, { task, causes: causes.join(' ') });
  const receipt = await signStatement(agent.signing, 'kernhub-receipt+jwt', {
    iss: agent.partner,
    exchange,
    task,
    manifest: asciiDigest(envelope.manifest),
    outcome: opened.outcome,
    causes,
    iat: secondsNow(agent),
  });
  try {
    await agent.hub.postReceipt(exchange, receipt, professional.token);
  } catch (error) {
    // What was opened is shown all the same; without a receipt the hub deletes the payload within a day.
    agent.log('receipt.failed', { task });
    if (!isRefusal(error)) return;
  }
  if (isLast) return forgetKey(agent, exchange);
  await agent.state.pending.change((present) => ({
    items: present.items.map((item) =>
      item.exchange === exchange ? { ...item, receipted: [...item.receipted, task] } : item,
    ),
  }));
}

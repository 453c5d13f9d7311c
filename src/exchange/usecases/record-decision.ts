import { randomBytes } from 'node:crypto';
import {
  type Claim,
  type Code,
  type EntryId,
  type ExchangeId,
  type ExchangeRequest,
  idPrefix,
  type KeyStatement,
  type PartnerId,
  type Professional,
  type Purpose,
  type SubjectId,
  type TaskId,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { base64url, newId } from '../../kernel/index.js';
import { type EntryDraft, newEntryId } from '../../ledger/index.js';
import { toOfficers } from '../domain/asked.js';
import type { FlowsDecision, Permission } from '../domain/decide-flows.js';
import { hiddenUntil } from '../domain/hiding.js';
import { KeyStatementUsed } from '../domain/key-statement.js';
import type { ExchangeRecord, SealedText, TaskRecord } from '../domain/records.js';
import { asciiDigest } from '../domain/ticket.js';
import { insertEmergency } from '../store/emergency-reviews.js';
import { insertExchange, isKeyStatementTaken, useApproval } from '../store/exchanges.js';
import { insertTasks } from '../store/tasks.js';
import { recordRefusal } from '../store/withdrawal-effects.js';
import type { ExchangeNeeds } from './needs.js';
import { type FactsRead, reliesOn } from './read-facts.js';

export interface Decided extends FactsRead {
  readonly caller: Professional;
  readonly request: ExchangeRequest;
  readonly purpose: Purpose;
  readonly claim: Claim | null;
  readonly subject: SubjectId;
  readonly statement: KeyStatement;
  readonly decision: FlowsDecision;
  /** The colleague's approval that this decision needed. */
  readonly approval: string | null;
  /** Deadlines and leases are judged by the hub's clock; the ledger has its own. */
  readonly now: Date;
}

type RecordingNeeds = Pick<
  ExchangeNeeds,
  'ledger' | 'policies' | 'deadlineSeconds' | 'onEmergencyUsed' | 'onEmergencyToReview'
>;

export interface RecordedDecision {
  readonly exchange: DecidedExchange;
  readonly tasks: readonly TaskRecord[];
  readonly refusal: Code | null;
}

type DecidedExchange = Omit<ExchangeRecord, 'closedAt'>;
type Order = Permission & { readonly task: TaskId };

/**
 * Puts the decision on record: entry, exchange and tasks together or none of them.
 *
 * @throws KeyStatementUsed
 */
export async function recordDecision(
  tx: Tx,
  needs: RecordingNeeds,
  decided: Decided,
): Promise<RecordedDecision> {
  const { decision, approval, claim } = decided;
  const { refusal } = decision;
  const id = newId<'ExchangeId'>(idPrefix.exchange);
  const orders = decision.permissions.map((permission) => ({
    ...permission,
    task: newId<'TaskId'>(idPrefix.task),
  }));
  const entry = newEntryId();
  const exchange = exchangeOf(id, entry, decided, needs.deadlineSeconds);
  const tasks = orders.map((order) => taskOf(id, order, decided));
  try {
    await Promise.all([
      insertExchange(tx, exchange, tasks),
      insertTasks(tx, tasks),
      decided.purpose.emergency !== null && refusal === null
        ? onEmergency(tx, needs, exchange.id, decided)
        : undefined,
      approval === null ? undefined : useApproval(tx, approval, id),
      refusal === 'basis-not-in-force'
        ? recordRefusal(tx, exchange.subject, exchange.purpose, decided.now)
        : undefined,
      settleOnce(tx, claim, { status: refusal === null ? 201 : 403, location: `/v1/exchanges/${id}` }),
      needs.ledger.append(tx, { ...entryOf(id, orders, decided, needs.policies.digest), id: entry }),
    ]);
  } catch (error) {
    throw isKeyStatementTaken(error) ? new KeyStatementUsed() : error;
  }
  return { exchange, tasks, refusal };
}

/** Used, and not only asked for: an officer reviews it, and the family is told, unless that is unsafe now. */
async function onEmergency(
  tx: Tx,
  needs: RecordingNeeds,
  exchange: ExchangeId,
  { purpose, request, subject, now }: Decided,
): Promise<void> {
  const hidden = request.unsafeForFamily !== undefined;
  const isShown = purpose.flows.some((flow) => flow.shownToFamily);
  await Promise.all([
    insertEmergency(tx, {
      id: newId<'EmergencyId'>(idPrefix.emergency),
      exchange,
      subject,
      necessity: toOfficers(request.necessity),
      unsafe: request.unsafeForFamily ?? [],
      hiddenUntil: hidden ? hiddenUntil(now) : null,
      askedAt: now,
      toldAt: hidden && isShown ? null : now,
    }),
    needs.onEmergencyToReview(tx),
    // The same flag of the purpose decides whether a family sees it in its list.
    isShown && !hidden ? needs.onEmergencyUsed(tx, { subject }) : undefined,
  ]);
}

function entryOf(
  id: ExchangeId,
  orders: readonly Order[],
  decided: Decided,
  policyDigest: string,
): EntryDraft {
  const { caller, request, subject, decision, approval, judgedOn } = decided;
  const asked = { ...askedOf(id, decided), policyDigest, judgedOn };
  const tasks = orders.map(({ task, flow, source, fields }) => ({
    task,
    source: source.partner,
    flow: flow.id,
    basis: flow.basis,
    fields,
  }));
  const { refusal } = decision;
  const professional = {
    ...{ account: caller.account, function: caller.function ?? null, acr: caller.acr },
    // Here, because no receipt of a family opens this part: it would tell one parent where the other works.
    ...(request.colleaguesChild === true && { colleaguesChild: true }),
  };
  return {
    event: refusal === null ? 'exchange.permitted' : 'exchange.refused',
    owner: subject,
    retention: 'access-log',
    payload:
      refusal === null
        ? { ...asked, ...hidingIn(decided), secondProfessional: approval !== null, tasks }
        : { ...asked, refusal },
    relies: reliesOn(
      decided,
      tasks.map(({ source }) => source),
    ),
    parts: [{ topic: 'professional', person: caller.account, value: professional }],
  };
}

const hidingIn = ({ request, now }: Decided) =>
  request.unsafeForFamily === undefined ? {} : { hiddenUntil: hiddenUntil(now) };

const askedOf = (id: ExchangeId, { caller, request, purpose, statement, decision }: Decided) => ({
  exchange: id,
  recipient: caller.partner,
  role: caller.role,
  purpose: purpose.id,
  version: purpose.version,
  question: request.question,
  fields: statement.fields,
  keyStatement: asciiDigest(request.keyStatement),
  policies: decision.policies,
});

function exchangeOf(
  id: ExchangeId,
  decisionEntry: EntryId,
  { caller, request, purpose, statement, subject, decision, approval, now }: Decided,
  deadlineSeconds: number,
): DecidedExchange {
  const latest = Math.min(now.getTime() + deadlineSeconds * 1000, statement.exp * 1000);
  return {
    id,
    subject,
    requester: caller.partner,
    requesterRole: caller.role,
    account: caller.account,
    function: caller.function ?? null,
    purpose: purpose.id,
    version: purpose.version,
    question: request.question,
    emergency: purpose.emergency !== null,
    secondProfessional: approval !== null,
    colleaguesChild: request.colleaguesChild === true,
    fields: statement.fields,
    keyStatement: request.keyStatement,
    keyJti: statement.jti,
    state: decision.refusal === null ? 'open' : 'refused',
    refusal: decision.refusal,
    decisionEntry,
    askedAt: now,
    deadlineAt: new Date(latest),
  };
}

function taskOf(
  exchange: ExchangeId,
  { task, flow, source, fields, needsConsent }: Order,
  { request, purpose, subject, now }: Decided,
): TaskRecord {
  return {
    id: task,
    exchange,
    subject,
    source: source.partner,
    sourceRole: source.role,
    sourceRef: source.ref,
    flow: flow.id,
    basis: flow.basis,
    needsConsent,
    fields,
    manual: purpose.emergency !== null,
    salt: base64url(randomBytes(16)),
    ticket: null,
    questionText: addressedTo(source.partner, request.questionText ?? []),
    necessity: addressedTo(source.partner, request.necessity ?? []),
    state: 'waiting',
    leasedUntil: null,
    manifest: null,
    manifestDigest: null,
    releasedAt: null,
    receivedAt: null,
    createdAt: now,
    stop: null,
  };
}

const addressedTo = (
  source: PartnerId,
  texts: readonly { readonly to: string; readonly kid: string; readonly jwe: string }[],
): readonly SealedText[] =>
  texts.flatMap(({ to, kid, jwe }) => (to === source ? [{ to: source, kid, jwe }] : []));

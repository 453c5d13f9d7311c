import {
  type Claim,
  type ExchangeRequest,
  HubError,
  type Inclusion,
  type KeyStatement,
  NotFound,
  type Professional,
  type Purpose,
  readStatement,
  type SubjectId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { PublicJwk } from '../../kernel/index.js';
import { lockCatalogue } from '../../purposes/index.js';
import {
  ExchangeRefused,
  isNecessityStated,
  officerFaults,
  refuseFaults,
  requestFaults,
} from '../domain/asked.js';
import { decideFlows } from '../domain/decide-flows.js';
import { flowsTo } from '../domain/flows.js';
import { judgeKeyStatement } from '../domain/key-statement.js';
import { lockApproval, lockEmergencies } from '../store/exchanges.js';
import { giveTicketsOf } from './give-tickets.js';
import { mayStart } from './may-start.js';
import type { ExchangeNeeds } from './needs.js';
import { type FactsRead, factsOf, lockAndRead } from './read-facts.js';
import { type Decided, type RecordedDecision, recordDecision } from './record-decision.js';

/** An exchange as it was decided, and where that stands in the ledger. */
export interface MadeExchange extends Omit<RecordedDecision, 'refusal'> {
  readonly decision: Inclusion;
}

export interface Asking {
  readonly caller: Professional;
  readonly request: ExchangeRequest;
  readonly purpose: Purpose;
  readonly claim: Claim | null;
  /** Thumbprints of the privacy officers' sealing keys; empty where it is no emergency. */
  readonly officers: readonly string[];
}

/**
 * Decides who may be asked for which fields and records it (exchange.md, steps 1 to 3). A source sees its task only
 * once the decision has its index in the ledger.
 *
 * @throws InvalidRequest | NotFound | HubError `statement-invalid` | `purpose-not-offered` | `role-not-allowed`
 * @throws ExchangeRefused when nothing may reach the recipient; that is on record then
 */
export async function requestExchange(
  needs: ExchangeNeeds,
  caller: Professional,
  request: ExchangeRequest,
  claim: Claim | null,
): Promise<MadeExchange> {
  const purpose = needs.catalogue.current(request.purpose);
  refuseFaults(requestFaults(request, purpose));
  if (purpose === null) throw new NotFound();
  if (flowsTo(purpose, caller.role, needs.catalogue.plays).length === 0) {
    throw new HubError('role-not-allowed');
  }
  await needs.ledger.assertWritable();
  const officers = purpose.emergency === null ? [] : await needs.officerSealingKids();
  if (officers.length > 0) refuseFaults(officerFaults(request, officers));
  const asking = { caller, request, purpose, claim, officers };
  const recorded = await needs.database.transaction((tx) => decideAndRecord(tx, needs, asking));
  const { exchange, tasks, refusal } = recorded;
  const decision = await needs.ledger.settled(exchange.decisionEntry);
  if (refusal !== null) throw new ExchangeRefused(refusal, exchange.id, decision);
  await giveTicketsOf(needs, exchange, tasks, decision);
  return { exchange, tasks, decision };
}

async function decideAndRecord(tx: Tx, needs: ExchangeNeeds, asking: Asking): Promise<RecordedDecision> {
  const { caller, request, purpose, officers } = asking;
  const { partner } = caller;
  const [team] = await Promise.all([
    needs.people.teamOf(tx, partner, request.subject),
    ...(purpose.emergency === null ? [] : [lockEmergencies(tx, caller.account)]),
    lockCatalogue(tx, 'share'),
  ]);
  const subject = team?.subject ?? null;
  const concerned = { subject, recipient: partner, team: team?.partners ?? [] };
  const { facts, beside: keys } = await lockAndRead(tx, needs, concerned, purpose, () =>
    needs.partners.signingKeys(tx, partner),
  );
  const now = needs.clock.now();
  const necessityStated = isNecessityStated(request.necessity, officers);
  await mayStart(tx, needs, { caller, recipient: facts.recipient, purpose, necessityStated, now });
  const statement = await keyStatementOf(needs, asking, keys, now);
  // The last thing that is asked before the child matters: whoever gets this answer learns nothing else.
  if (subject === null || facts.child === null) throw new NotFound();
  const read = factsOf(needs, facts, facts.child, {
    purpose,
    asked: statement.fields,
    secondProfessional: false,
    now,
  });
  const decided = await decide(tx, needs, { asking, subject, read, now });
  return recordDecision(tx, needs, { ...asking, ...read, ...decided, subject, statement, now });
}

async function keyStatementOf(
  { catalogue }: Pick<ExchangeNeeds, 'catalogue'>,
  { caller, request, purpose }: Asking,
  keys: readonly PublicJwk[],
  now: Date,
): Promise<KeyStatement> {
  const statement = await readStatement(request.keyStatement, 'kernhub-key+jwt', keys);
  judgeKeyStatement(statement, {
    requester: caller.partner,
    purpose,
    reachable: new Set(flowsTo(purpose, caller.role, catalogue.plays).flatMap(({ fields }) => fields)),
    now: Math.floor(now.getTime() / 1000),
  });
  return statement;
}

interface Judging {
  readonly asking: Asking;
  readonly subject: SubjectId;
  readonly read: FactsRead;
  readonly now: Date;
}

/** A colleague's approval is used up only where the policies would refuse without it. */
async function decide(
  tx: Tx,
  needs: ExchangeNeeds,
  { asking: { caller, purpose }, subject, read, now }: Judging,
): Promise<Pick<Decided, 'decision' | 'approval'>> {
  const decision = decideFlows(read.facts, needs.policies.decide);
  if (decision.refusal === null || purpose.emergency === null) return { decision, approval: null };
  const approval = await lockApproval(tx, {
    partner: caller.partner,
    subject,
    purpose: purpose.id,
    account: caller.account,
    now,
  });
  if (approval === null) return { decision, approval: null };
  const approved = decideFlows({ ...read.facts, secondProfessional: true }, needs.policies.decide);
  return { decision: approved, approval: approved.refusal === null ? approval : null };
}

import {
  type Claim,
  type ExchangeId,
  HubError,
  NotFound,
  type Professional,
  type ReceiptStatement,
  readStatement,
  type System,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import type { EntryDraft } from '../../ledger/index.js';
import type { ExchangeRecord } from '../domain/records.js';
import { asciiDigest } from '../domain/ticket.js';
import { destroyEnvelopes } from '../store/envelopes.js';
import { findExchange } from '../store/exchanges.js';
import { findTask, lockTask, recordReceipt } from '../store/tasks.js';
import type { ExchangeNeeds } from './needs.js';

/**
 * The recipient's signed word on what it received; the sealed fields are deleted with it (exchange.md, step 7). A
 * second receipt for the same delivery changes nothing.
 *
 * @throws HubError `statement-invalid` | NotFound
 */
export async function postReceipt(
  needs: ExchangeNeeds,
  { partner }: System | Professional,
  id: ExchangeId,
  jws: string,
  claim: Claim | null,
): Promise<void> {
  await needs.ledger.assertWritable();
  await needs.database.transaction(async (tx) => {
    const [, keys, exchange] = await Promise.all([
      needs.partners.lock(tx, [partner], 'share'),
      needs.partners.signingKeys(tx, partner),
      findExchange(tx, id),
    ]);
    const receipt = await readStatement(jws, 'kernhub-receipt+jwt', keys);
    if (exchange === null || exchange.requester !== partner) throw new NotFound();
    await acknowledge(tx, needs, exchange, { ...receipt, jws });
    await settleOnce(tx, claim, { status: 201, location: null });
  });
}

async function acknowledge(
  tx: Tx,
  { ledger, people, clock }: ExchangeNeeds,
  exchange: ExchangeRecord,
  receipt: ReceiptStatement & { readonly jws: string },
): Promise<void> {
  const task = receipt.task as Parameters<typeof findTask>[1];
  const [, , known] = await Promise.all([
    people.lockIfKnown(tx, exchange.subject, 'share'),
    lockTask(tx, task),
    findTask(tx, task),
  ]);
  const wrong = [
    ...(receipt.iss === exchange.requester ? [] : ['iss is not the recipient']),
    ...(receipt.exchange === exchange.id ? [] : ['exchange is another one']),
    ...(known?.exchange === exchange.id && known.releasedAt !== null
      ? known.manifestDigest === receipt.manifest
        ? []
        : ['manifest is not the hash of the one delivered']
      : ['task is none that was delivered']),
  ];
  if (wrong.length > 0) throw new HubError('statement-invalid', { detail: `receipt: ${wrong.join('; ')}` });
  if (known?.receivedAt !== null) return;
  const entry = {
    event: 'exchange.received',
    owner: exchange.subject,
    retention: 'access-log',
    payload: {
      exchange: exchange.id,
      task,
      recipient: exchange.requester,
      manifest: receipt.manifest,
      outcome: receipt.outcome,
      causes: receipt.causes,
      statement: asciiDigest(receipt.jws),
    },
    relies: [exchange.decisionEntry],
  } satisfies EntryDraft;
  await Promise.all([
    destroyEnvelopes(tx, [task]),
    recordReceipt(tx, task, receipt.jws, clock.now()),
    ledger.append(tx, entry),
  ]);
}

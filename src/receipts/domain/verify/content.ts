/** That what a receipt says in words is what the opened entry says. Pure. */
import {
  base64url,
  canonicalJson,
  civilDateOf,
  type Json,
  type JsonObject,
  sha256,
} from '../../../kernel/index.js';
import { kindOf } from '../../../ledger/offline.js';
import { handIn, partOn } from '../own-decision.js';
import type { OpenedPayload, Receipt, ReceiptFlow } from '../receipt.js';
import { receiptIdOf } from '../receivable.js';
import { insist } from './claim.js';

/** @throws ReceiptBroken */
export function checkContent(receipt: Receipt, { payload, parts }: OpenedPayload): void {
  const { record, purpose, ledger } = receipt;
  const event = record.event === 'emergency.permitted' ? 'exchange.permitted' : record.event;
  insist(payload.event === event, 'the entry says that something else happened than the receipt');
  insist(kindOf(event) === ledger.kind, 'the kind of the leaf is not that of the entry');
  insist(receiptIdOf(String(payload.id)) === receipt.id, 'the receipt has the name of another entry');
  insist(
    payload.purpose === purpose.id && payload.version === purpose.version,
    'the entry is about another purpose, or another version of it, than the receipt',
  );
  insist(
    civilDateOf(new Date(String(payload.at))) === record.on,
    'the entry is of another day than the receipt',
  );
  if (ledger.kind === 'consent') checkDecision(receipt, payload, parts);
  else checkExchange(receipt, payload);
}

function checkDecision(
  { record, processing, notice }: Receipt,
  payload: JsonObject,
  parts: readonly string[],
): void {
  insist(payload.decision === record.decision, 'the entry is about another decision than the receipt');
  const hand = handIn(payload);
  insist(
    hand?.channel === record.recorded?.channel &&
      (hand?.partner ?? null) === (record.recorded?.by?.id ?? null),
    'the entry says otherwise than the receipt who wrote it down, or how it came in',
  );
  if (record.event === 'consent.withdrawn') return;
  insist(payload.ruleVersion === record.ruleVersion, 'the entry names another consent rule than the receipt');
  const decided = partOn('decision', parts) as JsonObject | null;
  insist(decided !== null, 'the part that says what was decided is not in the receipt');
  insist(
    base64url(sha256(canonicalJson(decided))) === payload.digest,
    'what was decided does not lead to the digest in the entry',
  );
  insist(
    `consent.${decided.choice}` === record.event,
    'the person decided something else than the receipt says',
  );
  insist(
    notice === null || (notice.hash === decided.noticeHash && notice.language === decided.language),
    'the person was shown another notice than the one in the receipt',
  );
  insist(Array.isArray(decided.flows), 'what was decided names no flows');
  const said = processing.map(({ flow, sources, recipients, fields }) => ({
    flow,
    sources: ids(sources),
    recipients: ids(recipients),
    fields: fields.map(({ name }) => name).toSorted(),
  }));
  const chosen = (decided.flows as readonly JsonObject[]).map(({ flow, sources, recipients, fields }) => ({
    flow: flow ?? null,
    sources: sorted(sources),
    recipients: sorted(recipients),
    fields: sorted(fields),
  }));
  insist(same(said, chosen), 'the person chose other partners or fields than the receipt says');
}

function checkExchange({ processing }: Receipt, payload: JsonObject): void {
  const orders = ordersIn(payload);
  if (orders.length > 0) {
    insist(
      same(distinct(orders.map(({ flow }) => flow)), distinct(processing.map(({ flow }) => flow))),
      'the entry names other flows than the receipt',
    );
  }
  const fields = sorted(payload.fields);
  for (const flow of processing) {
    insist(
      same(ids(flow.recipients), [payload.recipient ?? null]),
      'the entry names another recipient than the receipt',
    );
    insist(
      flow.fields.every(({ name }) => fields.includes(name)),
      'the entry does not name all fields that the receipt does',
    );
    checkOrders(
      flow,
      orders.filter((order) => order.flow === flow.flow),
    );
  }
}

function checkOrders(flow: ReceiptFlow, orders: readonly JsonObject[]): void {
  if (orders.length === 0) return;
  insist(
    same(ids(flow.sources), orders.map(({ source }) => String(source)).toSorted()),
    'the entry names other sources than the receipt',
  );
  insist(
    orders.every(({ basis }) => basis === flow.basis),
    'the entry names another basis than the receipt',
  );
  const named = orders.flatMap(({ fields }) => sorted(fields));
  const said = flow.fields.map(({ name }) => name);
  insist(
    named.every((field) => said.includes(field)),
    'the entry names more fields than the receipt',
  );
}

/** What was ordered of each source: of a release the one that it delivers; of a refused request nothing. */
function ordersIn(payload: JsonObject): readonly JsonObject[] {
  if (payload.event === 'exchange.released') return [payload];
  return Array.isArray(payload.tasks) ? (payload.tasks as readonly JsonObject[]) : [];
}

const distinct = (flows: readonly (Json | undefined)[]): readonly string[] =>
  [...new Set(flows.map(String))].toSorted();

const ids = (partners: ReceiptFlow['sources']): readonly string[] =>
  partners.map(({ id }) => String(id)).toSorted();

const sorted = (value: Json | undefined): readonly string[] =>
  (Array.isArray(value) ? value : []).map((item) => String(item)).toSorted();

const same = (one: Json, other: Json): boolean => canonicalJson(one) === canonicalJson(other);

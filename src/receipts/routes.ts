import {
  accessStatementRequest,
  type ChildRef,
  closed,
  id,
  officerLooks,
  type ReceiptId,
  type Route,
  receipts,
  route,
  Type,
} from '../contract/index.js';
import { giveAccessStatement } from './usecases/give-access-statement.js';
import { giveReceipt } from './usecases/give-receipt.js';
import { listLooks } from './usecases/list-looks.js';
import { listReceipts } from './usecases/list-receipts.js';
import type { ReceiptNeeds } from './usecases/needs.js';
import { type Stated, stateAccesses, stateAllAccesses } from './usecases/state-accesses.js';

const child = id<ChildRef>('childRef');
const jsonLd = 'application/ld+json';

export const receiptRoutes = (needs: ReceiptNeeds): readonly Route[] => [
  route({
    method: 'GET',
    path: '/v1/me/children/{child}/receipts',
    callers: ['citizen'],
    summary:
      'What this person can have a receipt of: own decisions, and what was shared or refused; newest first',
    tag: 'Families',
    params: closed({ child }),
    query: closed({ cursor: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 200 })) }),
    responses: { 200: receipts },
    problems: ['not-found'],
    handler: async ({ account }, { params, query }) => ({
      status: 200,
      body: await listReceipts(needs, account, params.child, query.cursor ?? null),
    }),
  }),
  route({
    method: 'GET',
    path: '/v1/me/children/{child}/receipts/{receipt}',
    callers: ['citizen'],
    summary: 'One receipt as a file that anyone can verify offline (consent-schemas/receipt.schema.json)',
    tag: 'Families',
    params: closed({ child, receipt: id<ReceiptId>('receipt') }),
    responses: { 200: jsonLd },
    problems: ['not-found', 'ledger-unavailable'],
    handler: async ({ account }, { params }) => {
      const receipt = await giveReceipt(needs, account, params.child, params.receipt);
      return {
        status: 200,
        headers: { 'Content-Disposition': `attachment; filename="kernhub-${params.receipt}.jsonld"` },
        content: { type: jsonLd, data: `${JSON.stringify(receipt, null, 2)}\n` },
      };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/me/children/{child}/looks',
    callers: ['citizen'],
    summary: 'Which looks privacy officers took at this child, newest first',
    tag: 'Families',
    params: closed({ child }),
    responses: { 200: officerLooks },
    problems: ['not-found'],
    handler: async ({ account }, { params }) => ({
      status: 200,
      body: { items: [...(await listLooks(needs, account, params.child))] },
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/me/children/{child}/access-statements',
    callers: ['citizen'],
    summary:
      'All accesses to this child that this person may see, on record as all (consent-schemas/access-statement.schema.json); 200 where today’s statement still says so',
    tag: 'Families',
    params: closed({ child }),
    responses: { 200: jsonLd, 201: jsonLd },
    problems: ['not-found', 'ledger-unavailable'],
    handler: async (caller, { params }) =>
      statementReply(needs, await stateAccesses(needs, caller, params.child)),
  }),
  route({
    method: 'POST',
    path: '/v1/audit/access-statements',
    callers: ['officer'],
    scope: 'hub:oversee',
    oversees: ['look', 'statements'],
    summary: 'All accesses to a child, on record as all; the look is an entry of the log',
    tag: 'Officers',
    body: accessStatementRequest,
    responses: { 201: jsonLd },
    problems: ['not-found', 'ledger-unavailable'],
    handler: async (caller, { body }) => statementReply(needs, await stateAllAccesses(needs, caller, body)),
  }),
];

async function statementReply(needs: ReceiptNeeds, stated: Stated) {
  const file = await giveAccessStatement(needs, stated);
  return {
    status: stated.anew ? 201 : 200,
    headers: { 'Content-Disposition': `attachment; filename="kernhub-accesses-${file.id}.jsonld"` },
    content: { type: jsonLd, data: `${JSON.stringify(file, null, 2)}\n` },
  };
}

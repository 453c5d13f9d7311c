import {
  type ChildRef,
  closed,
  id,
  type ReceiptId,
  type Route,
  receipts,
  route,
  Type,
} from '../contract/index.js';
import { giveReceipt } from './usecases/give-receipt.js';
import { listReceipts } from './usecases/list-receipts.js';
import type { ReceiptNeeds } from './usecases/needs.js';

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
    query: closed({ cursor: Type.Optional(id<ReceiptId>('receipt')) }),
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
];

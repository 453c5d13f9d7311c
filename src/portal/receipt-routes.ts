import {
  type ChildRef,
  type Citizen,
  closed,
  id,
  type ReceiptId,
  type Route,
  route,
  Type,
} from '../contract/index.js';
import { together } from '../kernel/index.js';
import type { PortalNeeds } from './needs.js';
import { page } from './open-routes.js';
import { receiptPage, receiptsPage } from './pages/receipt-pages.js';
import { visitChild } from './visit.js';

/** A page stays light in any language. */
const sizes = { page: 20, window: 500 };
const child = id<ChildRef>('childRef');
const receipt = id<ReceiptId>('receipt');

export const receiptRoutes = (needs: PortalNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/children/{child}/receipts',
    callers: ['citizen'],
    summary: 'Proof to take home',
    params: closed({ child }),
    query: closed({ cursor: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 200 })) }),
    handler: async (caller: Citizen, input) => {
      const { params, query } = input;
      const [visit, listed] = await together([
        visitChild(needs, caller, params.child, input),
        needs.receipts.list(caller.account, params.child, query.cursor ?? null, sizes),
      ]);
      const main = receiptsPage(visit.words, visit.child, listed, visit.purposeWords);
      const at = query.cursor === undefined ? '' : `?cursor=${query.cursor}`;
      return visit.show(visit.words.say('receipts.title'), main, { path: `${visit.base}/receipts${at}` });
    },
  }),
  route({
    ...page,
    method: 'GET',
    path: '/children/{child}/receipts/{receipt}',
    callers: ['citizen'],
    summary: 'One proof, to read and to print, with a QR code that leads to where it is checked',
    params: closed({ child, receipt }),
    handler: async (caller: Citizen, input) => {
      const { params } = input;
      const visit = await visitChild(needs, caller, params.child, input);
      const given = await needs.receipts.give(caller.account, params.child, params.receipt);
      const main = receiptPage(visit.words, visit.child, given, visit.purposeWords, needs.publicUrl);
      const path = `${visit.base}/receipts/${params.receipt}`;
      return visit.show(visit.words.say('receipts.paperTitle'), main, { path });
    },
  }),
];

import {
  type ChildRef,
  type Citizen,
  civilDate,
  closed,
  id,
  oneOf,
  type Reply,
  type Route,
  route,
  type Static,
  Type,
} from '../contract/index.js';
import type { AccessFilter } from '../exchange/index.js';
import { together } from '../kernel/index.js';
import { csvOf } from '../text/index.js';
import { wholeList } from './copy.js';
import type { PortalNeeds } from './needs.js';
import { page } from './open-routes.js';
import { accessesPage, accessesPath, accessRows, outcomes } from './pages/access-pages.js';
import { looksPage } from './pages/look-page.js';
import { visitChild } from './visit.js';

/** So many that a page stays light in any language, also for who pays for each megabyte. */
const onePage = 20;
const oneChild = closed({ child: id<ChildRef>('childRef') });

/** As a form sends it: what is not chosen comes empty. */
const filter = {
  partner: Type.Optional(Type.String({ maxLength: 100 })),
  purpose: Type.Optional(Type.String({ maxLength: 100 })),
  outcome: Type.Optional(oneOf('', ...outcomes)),
  from: Type.Optional(Type.Union([Type.Literal(''), civilDate])),
  to: Type.Optional(Type.Union([Type.Literal(''), civilDate])),
};
const filterForm = closed(filter);

/** Without what was left open. */
const wanted = ({ partner, purpose, outcome, from, to }: Static<typeof filterForm>): AccessFilter =>
  Object.fromEntries(
    Object.entries({ partner, purpose, outcome, from, to }).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  );

export const accessRoutes = (needs: PortalNeeds): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/children/{child}/accesses',
    callers: ['citizen'],
    summary: 'Who asked what, and what came of it; all of it, or what is looked for',
    params: oneChild,
    query: closed({ ...filter, cursor: Type.Optional(Type.String({ maxLength: 200 })) }),
    handler: async (caller: Citizen, input) => {
      const { params, query } = input;
      const { cursor = null, ...form } = query;
      const chosen = wanted(form);
      const [visit, found] = await together([
        visitChild(needs, caller, params.child, input),
        needs.exchange.accesses(caller, params.child, cursor, chosen, onePage),
      ]);
      const purposes = needs.catalogue.purposes();
      const view = { ...found, first: cursor === null, filter: chosen, purposes };
      const main = accessesPage(visit.words, visit.child, view, visit.purposeWords);
      const path = accessesPath(visit.child, { ...chosen, ...(cursor !== null && { cursor }) });
      return visit.show(visit.words.say('accesses.title'), main, { path });
    },
  }),
  route({
    ...page,
    method: 'GET',
    path: '/children/{child}/looks',
    callers: ['citizen'],
    summary: 'Which looks privacy officers took at this child',
    params: oneChild,
    handler: async (caller: Citizen, input) => {
      const [visit, looks] = await together([
        visitChild(needs, caller, input.params.child, input),
        needs.receipts.looks(caller.account, input.params.child),
      ]);
      const main = looksPage(visit.words, visit.child, looks);
      return visit.show(visit.words.say('looks.title'), main, { path: `${visit.base}/looks` });
    },
  }),
  route({
    ...page,
    method: 'GET',
    path: '/children/{child}/accesses/file',
    callers: ['citizen'],
    summary: 'The same as a file, for a spreadsheet (RFC 4180) or a program (RFC 8259)',
    params: oneChild,
    query: closed({ ...filter, format: oneOf('csv', 'json') }),
    responses: { 200: '*/*' },
    handler: async (caller: Citizen, input) => {
      const { params, query } = input;
      const { format, ...form } = query;
      const visit = await visitChild(needs, caller, params.child, input);
      const accesses = await wholeList((cursor: string | null) =>
        needs.exchange.accesses(caller, params.child, cursor, wanted(form)),
      );
      return format === 'json'
        ? file('application/json', 'kernhub-accesses.json', `${JSON.stringify({ accesses }, null, 2)}\n`)
        : file(
            'text/csv; charset=utf-8; header=present',
            'kernhub-accesses.csv',
            csvOf(accessRows(visit.words, accesses, visit.purposeWords)),
          );
    },
  }),
];

/** Its name tells nobody whose it is. */
const file = (type: string, name: string, data: string): Reply => ({
  status: 200,
  headers: { 'Content-Disposition': `attachment; filename="${name}"` },
  content: { type, data },
});

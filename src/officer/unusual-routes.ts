/** Unusual use: the list, one with its requests, and what a privacy officer made of it. */
import {
  closed,
  id,
  type Officer,
  oneOf,
  type PartnerId,
  problems,
  type Route,
  route,
  Type,
  type UnusualUseId,
  unusualDispositions,
  unusualRules,
} from '../contract/index.js';
import { formGuards, guardFields, refuseForged } from '../pages/index.js';
import type { OfficerNeeds } from './needs.js';
import { unusualUsePage } from './pages/unusual-use-page.js';
import { unusualUsesPage } from './pages/unusual-uses-page.js';
import { partnerNames } from './usecases/read-register.js';
import { page, visitBy } from './visit.js';

const path = '/officer/unusual';
const onePath = `${path}/{unusual}`;
const params = closed({ unusual: id<UnusualUseId>('unusualUse') });
const document = 'text/html; charset=utf-8';
const addressOf = (unusual: UnusualUseId): string => `${path}/${unusual}`;
/** A form sends what is left open as an empty text. */
const orEmpty = <T extends string>(values: readonly T[]) => Type.Optional(oneOf('', ...values));

export const unusualRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    oversees: ['look', 'unusual-use'],
    method: 'GET',
    path,
    summary: 'Unusual use that waits for an officer, or was dealt with; the look is recorded',
    query: closed({
      state: Type.Optional(oneOf('waiting', 'disposed')),
      rule: orEmpty(unusualRules),
      partner: Type.Optional(Type.Union([Type.Literal(''), id<PartnerId>('partner')])),
      cursor: Type.Optional(Type.String({ maxLength: 200 })),
    }),
    handler: async (caller: Officer, input) => {
      const { state = 'waiting', rule = '', partner = '', cursor = null } = input.query;
      const visit = visitBy(needs, caller, input);
      const filter = { state, ...(rule !== '' && { rule }), ...(partner !== '' && { partner }) };
      const found = await needs.oversight.unusual.list(caller, filter, cursor);
      const partners = await partnerNames(needs);
      const main = unusualUsesPage(visit, { ...found, filter, partners });
      return visit.show(visit.own.unusual.title, main, { path });
    },
  }),
  route({
    ...page,
    oversees: ['look', 'unusual-use'],
    method: 'GET',
    path: onePath,
    summary: 'One unusual use with the requests that it rests on; the look is recorded',
    params,
    handler: async (caller: Officer, input) => {
      const { unusual } = input.params;
      const visit = visitBy(needs, caller, input);
      const use = await needs.oversight.unusual.open(caller, unusual);
      const shown = { use, partners: await partnerNames(needs), guards: () => formGuards(input), faults: [] };
      return visit.show(visit.own.unusual.title, unusualUsePage(visit, shown), { path: addressOf(unusual) });
    },
  }),
  route({
    ...page,
    oversees: ['decide', 'unusual-use'],
    method: 'POST',
    path: onePath,
    summary: 'What a privacy officer made of unusual use',
    params,
    body: closed({
      ...guardFields,
      disposition: Type.Optional(oneOf(...unusualDispositions)),
      note: Type.String({ maxLength: 2_000 }),
    }),
    idempotent: true,
    responses: { 303: null, 400: document },
    handler: async (caller: Officer, input) => {
      const { params: of, body, claim } = input;
      const { unusual } = of;
      refuseForged(input, body.csrf);
      const visit = visitBy(needs, caller, input);
      const { disposition } = body;
      const note = body.note.trim();
      if (disposition === undefined || note === '') {
        const use = await needs.oversight.unusual.open(caller, unusual);
        const shown = { use, partners: await partnerNames(needs), guards: () => formGuards(input), note };
        const main = unusualUsePage(visit, { ...shown, faults: [visit.own.unusual.missing] });
        const { status } = problems['invalid-request'];
        return visit.show(visit.own.unusual.title, main, { path: addressOf(unusual), status });
      }
      const once = claim === null ? null : { ...claim, outcome: { status: 303, location: path } };
      await needs.oversight.unusual.dispose(caller, unusual, { disposition, note }, once);
      return { status: 303, headers: { Location: path } };
    },
  }),
];

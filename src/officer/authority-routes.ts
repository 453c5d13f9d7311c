/** What partners said of authority and age that only a confirmation can settle. */
import {
  authorityConfirmation,
  closed,
  HubError,
  type Officer,
  type Route,
  route,
} from '../contract/index.js';
import { formGuards, guardFields, refuseForged } from '../pages/index.js';
import type { OfficerNeeds } from './needs.js';
import { authorityPage } from './pages/authority-page.js';
import { partnerNames } from './usecases/read-register.js';
import { page, visitBy } from './visit.js';

const path = '/officer/authority';

export const authorityRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    oversees: ['look', 'authority'],
    method: 'GET',
    path,
    summary: 'Assertions that wait for a confirmation or contradict each other; the look is recorded',
    handler: async (caller: Officer, input) => {
      const visit = visitBy(needs, caller, input);
      const items = await needs.people.officers.waiting(caller);
      const partners = await partnerNames(needs);
      const main = authorityPage(visit, { items, partners, guards: () => formGuards(input) });
      return visit.show(visit.own.authority.title, main, { path });
    },
  }),
  route({
    ...page,
    oversees: ['decide', 'authority'],
    method: 'POST',
    path,
    summary: 'Confirm an assertion, on the ground of a document or the BRP',
    body: closed({
      ...guardFields,
      ...authorityConfirmation.properties,
    }),
    idempotent: true,
    responses: { 303: null },
    handler: async (caller: Officer, input) => {
      const { body, claim } = input;
      refuseForged(input, body.csrf);
      const { assertion, ground, reason } = body;
      const once = claim === null ? null : { ...claim, outcome: { status: 303, location: path } };
      try {
        await needs.people.officers.confirm(caller, { assertion, ground, reason }, once);
      } catch (error) {
        // Somebody else confirmed it: the list tells.
        if (!(error instanceof HubError) || error.code !== 'state-conflict') throw error;
      }
      return { status: 303, headers: { Location: path } };
    },
  }),
];

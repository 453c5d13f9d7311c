/** Emergencies, and the verdict on each. */
import {
  closed,
  type EmergencyId,
  id,
  type Officer,
  oneOf,
  type Route,
  route,
  Type,
} from '../contract/index.js';
import { formGuards, guardFields, refuseForged } from '../pages/index.js';
import type { OfficerNeeds } from './needs.js';
import { emergenciesPage } from './pages/emergencies-page.js';
import { partnerNames } from './usecases/read-register.js';
import { page, visitBy } from './visit.js';

const path = '/officer/emergencies';
const reviewForm = closed({
  ...guardFields,
  verdict: oneOf('necessary', 'not-necessary'),
  remark: Type.Optional(Type.String({ maxLength: 2_000 })),
  hiding: Type.Optional(oneOf('', 'confirmed', 'lifted')),
});

export const emergencyRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    oversees: ['look', 'emergencies'],
    method: 'GET',
    path,
    summary: 'Emergencies that wait for a verdict, or were reviewed; the look is recorded',
    query: closed({
      state: Type.Optional(oneOf('waiting', 'reviewed')),
      cursor: Type.Optional(Type.String({ maxLength: 200 })),
    }),
    handler: async (caller: Officer, input) => {
      const { state = 'waiting', cursor = null } = input.query;
      const visit = visitBy(needs, caller, input);
      const found = await needs.exchange.officers.emergencies(caller, state, cursor);
      const partners = await partnerNames(needs);
      const main = emergenciesPage(visit, { state, ...found, partners, guards: () => formGuards(input) });
      return visit.show(visit.own.emergencies.title, main, { path });
    },
  }),
  route({
    ...page,
    oversees: ['decide', 'emergencies'],
    method: 'POST',
    path: `${path}/{emergency}/review`,
    summary: 'A privacy officer’s verdict on an emergency',
    params: closed({ emergency: id<EmergencyId>('emergency') }),
    body: reviewForm,
    idempotent: true,
    responses: { 303: null },
    handler: async (caller: Officer, input) => {
      const { params, body, claim } = input;
      refuseForged(input, body.csrf);
      const { verdict, remark = '', hiding = '' } = body;
      const review = {
        verdict,
        ...(remark.trim() !== '' && { remark: remark.trim() }),
        ...(hiding !== '' && { hiding }),
      };
      const once = claim === null ? null : { ...claim, outcome: { status: 303, location: path } };
      await needs.exchange.officers.review(caller, params.emergency, review, once);
      return { status: 303, headers: { Location: path } };
    },
  }),
];

/** What is older than its term; counts name nobody, so that looking needs no reason. */
import {
  closed,
  digest,
  HubError,
  type Officer,
  problems,
  type Reply,
  type Route,
  route,
} from '../contract/index.js';
import { type Browser, formGuards, guardFields, refuseForged } from '../pages/index.js';
import type { OfficerNeeds } from './needs.js';
import { path, retentionPage } from './pages/retention-page.js';
import { page, visitBy } from './visit.js';

export const retentionRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    oversees: ['look', 'retention'],
    method: 'GET',
    path,
    summary: 'What is older than its term, what goes by itself, and what went: counts and days',
    handler: (caller: Officer, input) => show(needs, caller, input, false),
  }),
  route({
    ...page,
    oversees: ['decide', 'retention'],
    method: 'POST',
    path,
    summary: 'Let go what is older than its term, as it was shown',
    body: closed({ ...guardFields, digest }),
    idempotent: true,
    responses: { 303: null, 409: 'text/html; charset=utf-8' },
    handler: async (caller: Officer, input) => {
      const { body, claim } = input;
      refuseForged(input, body.csrf);
      const once = claim === null ? null : { ...claim, outcome: { status: 303, location: path } };
      try {
        await needs.rights.retention.order(caller, body.digest, once);
      } catch (error) {
        if (!(error instanceof HubError) || error.code !== 'state-conflict') throw error;
        return show(needs, caller, input, true);
      }
      return { status: 303, headers: { Location: path } };
    },
  }),
];

async function show(
  needs: OfficerNeeds,
  caller: Officer,
  browser: Browser,
  refused: boolean,
): Promise<Reply> {
  const visit = visitBy(needs, caller, browser);
  const seen = await needs.rights.retention.overview();
  const main = retentionPage(visit, { seen, guards: () => formGuards(browser), refused });
  const status = refused ? problems['state-conflict'].status : 200;
  return visit.show(visit.own.retention.title, main, { path, status });
}

/** Replaying the log, and its history; both name nobody, so that looking needs no reason. */
import {
  closed,
  HubError,
  id,
  type Officer,
  problems,
  type Reply,
  type Route,
  route,
  Type,
  type VerificationId,
} from '../contract/index.js';
import { together } from '../kernel/index.js';
import { type Browser, formGuards, guardFields, refuseForged } from '../pages/index.js';
import type { OfficerNeeds } from './needs.js';
import { verifyPage } from './pages/verify-page.js';
import { page, visitBy } from './visit.js';

const path = '/officer/verify';
const led: Reply = { status: 303, headers: { Location: path } };

export const verifyRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    oversees: ['look', 'verifications'],
    method: 'GET',
    path,
    summary: 'Runs of the replay of the whole log: one that goes on, and what came of those before',
    query: closed({ cursor: Type.Optional(Type.String({ maxLength: 200 })) }),
    handler: (caller: Officer, input) => show(needs, caller, input, { cursor: input.query.cursor ?? null }),
  }),
  route({
    ...page,
    oversees: ['verify', 'verifications'],
    method: 'POST',
    path,
    summary: 'Begin to replay the whole log, or stop a run',
    body: closed({ ...guardFields, stop: Type.Optional(id<VerificationId>('verification')) }),
    responses: { 303: null, 409: 'text/html; charset=utf-8' },
    handler: async (caller: Officer, input) => {
      const { csrf, stop } = input.body;
      refuseForged(input, csrf);
      if (stop !== undefined) {
        // One that has ended meanwhile is as wished.
        await unlessConflict(needs.verifications.stopRun(stop));
        return led;
      }
      const begun = await unlessConflict(needs.verifications.begin(caller));
      return begun ? led : show(needs, caller, input, { cursor: null, refused: true });
    },
  }),
];

async function show(
  needs: OfficerNeeds,
  caller: Officer,
  browser: Browser,
  { cursor, refused = false }: { readonly cursor: string | null; readonly refused?: boolean },
): Promise<Reply> {
  const visit = visitBy(needs, caller, browser);
  const [runs, verdict] = await together([needs.verifications.list(cursor), needs.verifications.verdict()]);
  const main = verifyPage(visit, {
    ...runs,
    verifierKeys: needs.ledger.verifierKeys(),
    guards: () => formGuards(browser),
    ...{ refused, broken: verdict.broken !== null },
  });
  const status = refused ? problems['state-conflict'].status : 200;
  return visit.show(visit.own.verify.title, main, { path, status });
}

/** @returns false where the present state does not allow it */
async function unlessConflict(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'state-conflict') throw error;
    return false;
  }
}

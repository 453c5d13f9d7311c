/** The first page: numbers that name nobody, so that looking at it needs no reason. */
import { HubError, type Officer, partnerOf, type Route, route } from '../contract/index.js';
import { parseCivilDate, together } from '../kernel/index.js';
import { daysLater, mondayOf } from './domain/tally.js';
import type { OfficerNeeds } from './needs.js';
import { type LogState, overviewPage } from './pages/overview-page.js';
import { partnerNames } from './usecases/read-register.js';
import { page, visitBy } from './visit.js';

/** Weeks that are counted, this one included. */
const weeks = 13;

export const overviewRoutes = (needs: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    oversees: ['look', 'figures'],
    method: 'GET',
    path: '/officer',
    summary: 'What waits, what was asked, and whether the log is well',
    handler: async (caller: Officer, input) => {
      const visit = visitBy(needs, caller, input);
      const partner = partnerOf(caller);
      const today = needs.clock.today();
      const from = parseCivilDate(daysLater(mondayOf(today), -7 * (weeks - 1)));
      const [figures, unusual, breaches, rights, partners, log] = await together([
        needs.exchange.figures(from, partner),
        needs.oversight.unusual.countWaiting(partner),
        partner === null ? needs.oversight.breaches.countOpen() : null,
        partner === null ? needs.rights.officers.backlog() : null,
        partnerNames(needs),
        logState(needs),
      ]);
      const main = await overviewPage(visit, { figures, unusual, breaches, rights, today, log, partners });
      return visit.show(visit.own.overview.title, main, { path: '/officer' });
    },
  }),
];

async function logState({ ledger, verifications }: OfficerNeeds): Promise<LogState> {
  const { size, writable } = ledger.health();
  const witnesses = await ledger.witnessHealth();
  const { broken } = await verifications.verdict();
  return { size, writable, published: await publishedSize(ledger), witnesses, broken: broken !== null };
}

/** The second line of a checkpoint (C2SP tlog-checkpoint). */
async function publishedSize(ledger: OfficerNeeds['ledger']): Promise<number | null> {
  try {
    const [, size] = (await ledger.checkpoint()).split('\n');
    return Number(size);
  } catch (error) {
    if (error instanceof HubError && error.code === 'ledger-unavailable') return null;
    throw error;
  }
}

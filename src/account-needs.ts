/** What the accounts of the whole (register, differences, DPIA facts) are made from, for the pages and for programs. */
import type { Parts, Rooms } from './build-rooms.js';
import type { Clock } from './kernel/index.js';
import type { DpiaNeeds, HistoryNeeds } from './officer/index.js';

export const accountNeeds = (
  { config, catalogue, databases, policies, retention, witnessPolicy }: Parts,
  clock: Clock,
  { audit, identity, ledger }: Rooms,
): HistoryNeeds & DpiaNeeds => ({
  ...{ database: databases.database, catalogue, policies, retention, clock, ledger },
  ...{ publicUrl: config.publicUrl, contactEmail: config.contactEmail },
  partners: identity.partners,
  hubEntries: (kinds) => audit.ownedIn(databases.database.reader).about('hub', kinds),
  witnesses: (witnessPolicy?.witnesses ?? []).map(({ name }) => name),
  answerSeconds: config.exchangeDeadlineSeconds,
});

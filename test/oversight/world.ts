/** Oversight beside the exchange of a test: the same database, log and clock. */

import type { AccountId, Officer } from '../../src/contract/index.js';
import { newId } from '../../src/kernel/index.js';
import { createOversight, type Oversight, type Thresholds } from '../../src/oversight/index.js';
import { lockIfKnown } from '../../src/people/store/subjects.js';
import type { World } from '../exchange/world.js';

/** Any time is ordinary, so that a test can run at any. */
export const thresholds: Thresholds = {
  children: { count: 3, days: 1 },
  refusals: { count: 2, days: 7 },
  hours: { from: '00:00', to: '24:00', weekdays: [1, 2, 3, 4, 5, 6, 7] },
  contactDays: 14,
};

/** One process; may be made more than once. */
export const oversightOf = (
  { db, ledger, clock, catalogue, identity }: World,
  change: Partial<Thresholds> = {},
): Oversight =>
  createOversight({
    ...{ database: db.database, ledger, clock, people: { lockIfKnown }, catalogue },
    ...{ suspend: identity.suspend, resumeAccount: identity.resumeAccount },
    ...{ publicUrl: 'https://hub.test', contactEmail: 'beheer@hub.test' },
    thresholds: { ...thresholds, ...change },
  });

export const officer: Officer = {
  kind: 'officer',
  account: newId<'AccountId'>('acc') as AccountId,
  duty: 'privacy-officer',
};

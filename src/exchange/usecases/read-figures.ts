import type { PartnerId } from '../../contract/index.js';
import { type CivilDate, together } from '../../kernel/index.js';
import { countWaiting, type WaitingEmergencies } from '../store/emergency-reviews.js';
import { countExchanges, countStops, type ExchangeCount, type StopCounts } from '../store/figures.js';
import type { ExchangeNeeds } from './needs.js';
import { dueBefore } from './tell-overdue.js';

export interface Figures {
  /** The first day that counts. */
  readonly from: CivilDate;
  readonly exchanges: readonly ExchangeCount[];
  readonly stops: StopCounts;
  /** That wait for a verdict; null to a partner’s officer, who does not see them. */
  readonly emergencies: WaitingEmergencies | null;
}

/** What happened since a day, in numbers: everything, or what one partner asked or was asked. */
export async function readFigures(
  { database, clock, reviewHours }: Pick<ExchangeNeeds, 'database' | 'clock' | 'reviewHours'>,
  from: CivilDate,
  seenBy: PartnerId | null,
): Promise<Figures> {
  const now = clock.now();
  return database.readAs(seenBy, async (tx) => {
    const [exchanges, stops, emergencies] = await together([
      countExchanges(tx, from, seenBy),
      countStops(tx, from, now, seenBy),
      seenBy === null ? countWaiting(tx, dueBefore(now, reviewHours)) : null,
    ]);
    return { from, exchanges, stops, emergencies };
  });
}

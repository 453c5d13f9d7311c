import type { CivilDate } from '../../kernel/index.js';
import { countWaiting, type WaitingEmergencies } from '../store/emergency-reviews.js';
import { countExchanges, countStops, type ExchangeCount, type StopCounts } from '../store/figures.js';
import type { ExchangeNeeds } from './needs.js';
import { dueBefore } from './tell-overdue.js';

export interface Figures {
  /** The first day that counts. */
  readonly from: CivilDate;
  readonly exchanges: readonly ExchangeCount[];
  readonly stops: StopCounts;
  /** That wait for a verdict. */
  readonly emergencies: WaitingEmergencies;
}

/** What happened since a day, in numbers. */
export async function readFigures(
  { database, clock, reviewHours }: Pick<ExchangeNeeds, 'database' | 'clock' | 'reviewHours'>,
  from: CivilDate,
): Promise<Figures> {
  const { reader } = database;
  const now = clock.now();
  const [exchanges, stops, emergencies] = await Promise.all([
    countExchanges(reader, from),
    countStops(reader, from, now),
    countWaiting(reader, dueBefore(now, reviewHours)),
  ]);
  return { from, exchanges, stops, emergencies };
}

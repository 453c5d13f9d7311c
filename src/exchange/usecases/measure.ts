import { type Backlog, countBacklog } from '../store/backlog.js';
import { countWaiting, type WaitingEmergencies } from '../store/emergency-reviews.js';
import { countStops, type StopCounts } from '../store/stops.js';
import { type FirstRefusals, firstRefusals } from '../store/withdrawal-effects.js';
import type { ExchangeNeeds } from './needs.js';
import { dueBefore } from './tell-overdue.js';

const day = 24 * 60 * 60 * 1000;

export interface Measured extends Backlog {
  readonly stops: StopCounts;
  readonly emergencies: WaitingEmergencies;
  /** Withdrawals and refusals whose first refused request was in the last 24 hours. */
  readonly felt: FirstRefusals;
}

/** What operators watch: the same in every process, because it is read from the database. */
export async function measure({
  database: { reader },
  clock,
  reviewHours,
}: Pick<ExchangeNeeds, 'database' | 'clock' | 'reviewHours'>): Promise<Measured> {
  const now = clock.now();
  const [backlog, stops, emergencies, felt] = await Promise.all([
    countBacklog(reader),
    countStops(reader, now),
    countWaiting(reader, dueBefore(now, reviewHours)),
    firstRefusals(reader, new Date(now.getTime() - day)),
  ]);
  return { ...backlog, stops, emergencies, felt };
}

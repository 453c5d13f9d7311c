import { alarmOnce, unalarmed } from '../store/emergency-reviews.js';
import type { ExchangeNeeds } from './needs.js';

const batch = 50;
const hourMs = 3_600_000;

/** Emergencies that were asked before this should have a verdict by now. */
export const dueBefore = (now: Date, reviewHours: number): Date =>
  new Date(now.getTime() - reviewHours * hourMs);

/** By when an emergency should have a verdict. */
export const dueOf = (askedAt: Date, reviewHours: number): Date =>
  new Date(askedAt.getTime() + reviewHours * hourMs);

/** Alerts the officers of emergencies that wait longer than they may, once of each. */
export async function tellOverdue(needs: ExchangeNeeds, now: Date): Promise<void> {
  const { reader, transaction } = needs.database;
  for (const id of await unalarmed(reader, dueBefore(now, needs.reviewHours), batch)) {
    await transaction(async (tx) => {
      if (await alarmOnce(tx, id, now)) await needs.onReviewOverdue(tx);
    });
  }
}

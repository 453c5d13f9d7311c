import { findEmergency, lockFreeEmergency, untold } from '../store/emergency-reviews.js';
import type { ExchangeNeeds } from './needs.js';
import { tellFamily } from './review-emergency.js';

const batch = 50;

/** Tells families of emergencies whose hiding lapsed: nobody says that it did. */
export async function tellLapsed(needs: ExchangeNeeds, now: Date): Promise<void> {
  const { reader, transaction } = needs.database;
  for (const { id, subject } of await untold(reader, needs.clock.today(), batch)) {
    await transaction(async (tx) => {
      await needs.people.lockIfKnown(tx, subject, 'share');
      if (!(await lockFreeEmergency(tx, id))) return;
      const emergency = await findEmergency(tx, id);
      if (emergency !== null) await tellFamily(tx, needs, emergency, now);
    });
  }
}

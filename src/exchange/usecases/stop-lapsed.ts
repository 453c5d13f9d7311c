import type { Tx } from '../../database/index.js';
import { lockCatalogue } from '../../purposes/index.js';
import { lookAgainSeconds } from '../domain/stops.js';
import type { DueExchange } from '../store/exchanges.js';
import { heldSince, setLookAgain } from '../store/stops.js';
import { endLapsed } from './end-lapsed.js';
import { lockDue } from './lock-due.js';
import type { ExchangeNeeds } from './needs.js';

const batch = 50;

/**
 * Orders recipients to stop where consent ended by itself: a birthday, a change of authority, its end date, a narrower
 * decision. Nobody says that it happened, so what is held is judged again, now and then, longest ago first.
 */
export async function stopLapsed(needs: ExchangeNeeds, now: Date): Promise<void> {
  const { reader, transaction } = needs.database;
  for (const due of await heldSince(reader, now, batch)) {
    await transaction((tx) => judgeHeld(tx, needs, due, now));
  }
}

async function judgeHeld(tx: Tx, needs: ExchangeNeeds, due: DueExchange, now: Date): Promise<void> {
  await lockCatalogue(tx, 'share');
  const exchange = await lockDue(tx, needs, due);
  if (exchange === null) return;
  // A new version asks for new consent to share; what came under the old one ends with a withdrawal.
  if (needs.catalogue.current(exchange.purpose)?.version === exchange.version) {
    const allowed = await needs.consent.standing(tx, exchange);
    await endLapsed(tx, needs, exchange, { allowed, cause: 'basis-lapsed', relies: [] });
  }
  await setLookAgain(tx, exchange.id, new Date(now.getTime() + lookAgainSeconds * 1000));
}

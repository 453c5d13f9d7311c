import type { CivilDate } from '../../kernel/index.js';
import {
  countExchanges,
  countStops,
  countUnreviewed,
  type ExchangeCount,
  type StopCounts,
} from '../store/figures.js';
import type { ExchangeNeeds } from './needs.js';

export interface Figures {
  /** The first day that counts. */
  readonly from: CivilDate;
  readonly exchanges: readonly ExchangeCount[];
  readonly stops: StopCounts;
  readonly unreviewedEmergencies: number;
}

/** What happened since a day, in numbers. */
export async function readFigures(
  { database, clock }: Pick<ExchangeNeeds, 'database' | 'clock'>,
  from: CivilDate,
): Promise<Figures> {
  const { reader } = database;
  const [exchanges, stops, unreviewedEmergencies] = await Promise.all([
    countExchanges(reader, from),
    countStops(reader, from, clock.now()),
    countUnreviewed(reader),
  ]);
  return { from, exchanges, stops, unreviewedEmergencies };
}

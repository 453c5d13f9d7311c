import type { Insights } from '../../contract/index.js';
import { type Exchange, longestDeadlineDays } from '../../exchange/index.js';
import { type CivilDate, type Clock, daysAfter, parseCivilDate } from '../../kernel/index.js';
import { type Sum, type Sums, smallest, told } from '../domain/suppress.js';

/** Quarters that are told. */
const quarters = 4;
/** A quarter is told once nothing more can come of what was asked on its last day. */
const settledAfterDays = longestDeadlineDays + 1;

/**
 * What was asked in the quarters that are over since a week, as far as the numbers point at nobody. Only whole quarters that do not overlap: what two
 * readings differ in tells nothing small either. Read once a day, because it does not change.
 */
export function insightsReader({
  clock,
  exchange,
}: {
  readonly clock: Pick<Clock, 'today'>;
  readonly exchange: Pick<Exchange, 'quarters'>;
}): () => Promise<Insights> {
  let known: { readonly on: CivilDate; readonly insights: Promise<Insights> } | null = null;
  return () => {
    const on = clock.today();
    if (known?.on === on) return known.insights;
    const reading = { on, insights: read(exchange, on) };
    known = reading;
    // Whoever asked is told; the next one tries again.
    reading.insights.catch(() => {
      if (known === reading) known = null;
    });
    return reading.insights;
  };
}

type QuarterSum = Awaited<ReturnType<Exchange['quarters']>>[number];

async function read(exchange: Pick<Exchange, 'quarters'>, today: CivilDate): Promise<Insights> {
  const settled = daysAfter(today, -settledAfterDays);
  const firsts = Array.from({ length: quarters + 1 }, (_, ago) => firstDay(settled, ago)).toReversed();
  const [from, before] = [firsts[0], firsts.at(-1)];
  if (from === undefined || before === undefined) throw new RangeError('a year has quarters');
  const sums = await exchange.quarters(from, before);
  return {
    smallest,
    quarters: firsts.slice(0, quarters).map((first) => {
      const those = sums.filter(({ quarter }) => quarter === first);
      const purposes = [...new Set(those.map(({ purpose }) => purpose))];
      return {
        from: first,
        purposes: purposes.map((purpose) => ({
          purpose,
          ...told(sumsOf(those.filter((sum) => sum.purpose === purpose))),
        })),
      };
    }),
  };
}

/** @param ago how many quarters before the one of that day */
function firstDay(today: CivilDate, ago: number): CivilDate {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const start = new Date(Date.UTC(year, Math.floor((month - 1) / 3) * 3 - 3 * ago, 1));
  return parseCivilDate(start.toISOString().slice(0, 10));
}

function sumsOf(rows: readonly QuarterSum[]): Sums {
  const of = (outcome: QuarterSum['outcome'], partner: QuarterSum['partner'] = null): Sum =>
    rows.find((row) => row.outcome === outcome && row.partner === partner) ?? { count: 0, children: 0 };
  const partners = [...new Set(rows.map(({ partner }) => partner))].filter((partner) => partner !== null);
  return {
    ...{ asked: of(null), released: of('released'), refused: of('refused') },
    own: partners.map((partner) => ({
      asked: of(null, partner).count,
      released: of('released', partner).count,
      refused: of('refused', partner).count,
    })),
  };
}

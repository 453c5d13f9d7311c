import type { RetentionOverview } from '../../contract/index.js';
import { civilDateOf } from '../../kernel/index.js';
import {
  keptAfterErasures,
  restrictedSubjects,
  type TalliedOrder,
  talliedErasures,
  talliedOrders,
} from '../store/retention.js';
import type { RightsNeeds } from './needs.js';
import { previewRetention, termOf } from './preview-retention.js';

const shownAtMost = 50;

/** What is past its term, what goes by itself, and what went; counts and days, so that looking needs no reason. */
export async function readRetention(needs: RightsNeeds): Promise<RetentionOverview> {
  const { reader } = needs.database;
  const { exchanges } = needs;
  const due = await previewRetention(needs, reader);
  const access = due.classes.find((one) => one.class === 'access-log');
  const without = await restrictedSubjects(reader, 'access-log');
  const { waiting, oldestAt } = await exchanges.sealedWaiting(reader);
  return {
    ...due,
    exchanges: access === undefined ? 0 : await exchanges.overBefore(reader, termOf(access).ends, without),
    byItself: {
      sealed: { waiting, oldestAt: oldestAt?.toISOString() ?? null },
      restricted: [...(await keptAfterErasures(reader))],
    },
    orders: (await talliedOrders(reader, shownAtMost)).map(orderIn),
    erasures: (await talliedErasures(reader, shownAtMost)).map(({ at, destroyed, kept, entries }) => ({
      ...{ on: civilDateOf(at), destroyed: [...destroyed], kept: [...kept], entries },
    })),
  };
}

const orderIn = ({ officer, rule, classes, orderedAt, endedAt, lapses }: TalliedOrder) => ({
  orderedAt: orderedAt.toISOString(),
  by: officer === null ? ('hub' as const) : ('officer' as const),
  rule,
  endedAt: endedAt?.toISOString() ?? null,
  classes: classes.map(({ class: of, years, before }) => {
    const { entries = 0, children = 0 } = lapses.find((one) => one.class === of) ?? {};
    return { class: of, years, before, entries, children };
  }),
});

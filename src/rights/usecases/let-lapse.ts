import type { LapsingClass, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { lapseEntries, ownedEntries, pastTerm } from '../../ledger/index.js';
import { type AgedEntry, lapsing, lapsingKinds } from '../domain/retention.js';
import { lockErasures } from '../store/erasures.js';
import { endOrder, insertLapse, openOrder, orderedUntil, type RetentionOrder } from '../store/retention.js';
import type { RightsNeeds } from './needs.js';
import { appendOrder } from './order-retention.js';
import { termOf } from './preview-retention.js';

/** Children that are looked up at once. */
const batch = 100;
/** By so much the times of entries of different children may cross. */
const crossingMs = 60_000;

type Horizons = ReadonlyMap<LapsingClass, number>;

/**
 * Carries out the order that is open, child by child, each in a transaction of its own: whoever dies on the way leaves work
 * that the next round of any process goes on with, and two at once do nothing twice.
 *
 * @param enough asked now and then: the process stops
 */
export async function letLapse(needs: RightsNeeds, enough: () => boolean): Promise<void> {
  const { database, marks, clock } = needs;
  const order = await openOrder(database.reader);
  if (order === null) return;
  // First, so that no backup of the main database can bring back what goes from here on.
  await marks.note(order.classes.map((cut) => ({ ...cut, rule: order.rule })));
  const log = pastTerm(database.reader);
  const horizons = new Map<LapsingClass, number>();
  for (const cut of order.classes) {
    const first = await log.firstFrom(new Date(termOf(cut).ends.getTime() + crossingMs));
    if (first !== null) horizons.set(cut.class, first);
  }
  for (const cut of order.classes) {
    for (let after = ''; ; ) {
      const children = await log.owners(termOf(cut), { after, limit: batch });
      for (const child of children) {
        if (enough()) return;
        await lapseOf(needs, order, child as SubjectId, horizons);
      }
      const last = children.at(-1);
      if (last === undefined) break;
      after = last;
    }
  }
  await endOrder(database.reader, order.entry, clock.now());
}

/**
 * Before anything is served: what a restored database has again, although it went after that backup, goes anew. The rule
 * and the day alone say what, so that nothing else need be remembered.
 */
export async function lapseAnew(needs: RightsNeeds): Promise<void> {
  const { database, marks, clock } = needs;
  const furthest = await marks.furthest();
  const forgotten = async (tx: Tx) => {
    const known = await orderedUntil(tx);
    return furthest.filter((mark) => mark.before > (known.get(mark.class as LapsingClass) ?? ''));
  };
  if ((await forgotten(database.reader)).length === 0) return;
  await letLapse(needs, () => false);
  await database.transaction(async (tx) => {
    await lockErasures(tx);
    const [first, ...more] = await forgotten(tx);
    if (first === undefined || (await openOrder(tx)) !== null) return;
    const cuts = [first, ...more].map(({ class: of, years, before }) => ({
      ...{ class: of as LapsingClass, years, before },
    }));
    await appendOrder({ ledger: needs.ledger, clock }, tx, null, first.rule, cuts);
  });
  await letLapse(needs, () => false);
}

async function lapseOf(
  needs: RightsNeeds,
  order: RetentionOrder,
  subject: SubjectId,
  horizons: Horizons,
): Promise<void> {
  const { database, people, clock } = needs;
  await database.transaction(async (tx) => {
    await lockErasures(tx);
    // What is kept of a child that was erased has a day of its own.
    if (!(await people.lockIfKnown(tx, subject, 'update'))) return;
    const held = await heldAbout(needs, tx, subject);
    for (const [of, covers] of lapsing(held, { cuts: order.classes, horizons })) {
      const cut = order.classes.find((one) => one.class === of);
      if (cut === undefined || covers.length === 0) continue;
      const { id: entry } = await lapseEntries(needs, tx, {
        event: 'retention.executed',
        payload: { order: order.entry, subject, class: of, before: cut.before },
        covers,
        relies: [order.entry],
      });
      const lapse = { entry, order: order.entry, subject, class: of, entries: covers.length };
      await insertLapse(tx, { ...lapse, at: clock.now() });
    }
  });
}

/** Everything about a child that can lapse, opened: what belongs together is said inside. */
async function heldAbout(
  { vault }: Pick<RightsNeeds, 'vault'>,
  tx: Tx,
  subject: SubjectId,
): Promise<readonly AgedEntry[]> {
  const owned = ownedEntries({ reader: tx, vault });
  const entries = await owned.about(subject, Object.values(lapsingKinds).flat());
  const indexes = await owned.indexes(entries.map(({ id }) => id));
  return entries.map(({ id, kind, retention, payload }) => ({
    ...{ kind, retention, payload },
    index: indexes.get(id) ?? null,
  }));
}

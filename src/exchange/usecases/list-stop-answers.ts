import type { ChildRef, Citizen, EntryId, KeepGround, StoppedStatement } from '../../contract/index.js';
import { type CivilDate, civilDateOf, together } from '../../kernel/index.js';
import { ordersAfterWithdrawal } from '../store/stops.js';
import type { ExchangeNeeds } from './needs.js';

/** A partner that held data, and what it says that it did since. */
export interface StopAnswer {
  /** The withdrawal or refusal that it follows. */
  readonly because: EntryId;
  readonly partner: string;
  readonly orderedOn: CivilDate;
  readonly dueOn: CivilDate;
  readonly isLate: boolean;
  /** Null while it has not answered. */
  readonly answer: {
    readonly outcome: StoppedStatement['outcome'];
    /** Of what is kept. */
    readonly ground: KeepGround | null;
    /** JWS by the partner's roster key. */
    readonly statement: string;
  } | null;
}

/**
 * What recipients answered to orders that followed these withdrawals or refusals, newest first. An order that another
 * person's word brought about names another entry, and so is never among them.
 *
 * @param because entries of this person's own decisions and withdrawals
 * @throws NotFound also for a child that is not this person's
 */
export async function listStopAnswers(
  { database, people, partners, ownedEntries, clock }: ExchangeNeeds,
  { account }: Citizen,
  child: ChildRef,
  because: readonly EntryId[],
): Promise<readonly StopAnswer[]> {
  const { reader } = database;
  const { subject } = await people.known(reader, account, child);
  const orders = await ordersAfterWithdrawal(reader, subject);
  const owned = ownedEntries(reader);
  const [names, ...entries] = await together([
    partners.names(
      reader,
      orders.map(({ recipient }) => recipient),
    ),
    ...orders.map(({ entry }) => owned.entry(entry)),
  ]);
  const now = clock.now();
  return orders.flatMap(({ orderedAt, dueAt, recipient, outcome, ground, statement }, place) => {
    const relies = (entries[place]?.payload.relies ?? []) as readonly string[];
    const cause = because.find((entry) => relies.includes(entry));
    if (cause === undefined) return [];
    return {
      because: cause,
      partner: names.get(recipient) ?? recipient,
      orderedOn: civilDateOf(orderedAt),
      dueOn: civilDateOf(dueAt),
      isLate: outcome === null && dueAt <= now,
      answer: outcome === null || statement === null ? null : { outcome, ground, statement },
    };
  });
}

import {
  type BreachAssessment,
  type BreachId,
  NotFound,
  type Officer,
  pageOf,
  readCursor,
} from '../../contract/index.js';
import { dueAt, isLate, isStopped } from '../domain/breach.js';
import { type BreachFacts, familiesDraft, supervisorDraft } from '../domain/breach-drafts.js';
import {
  countAffected,
  type ExchangeAffected,
  exchangesAffected,
  type PurposeAffected,
  partnerConcerned,
  purposesAffected,
} from '../store/affected.js';
import { type BreachRecord, findBreach } from '../store/breaches.js';
import { caseOf } from './list-breaches.js';
import type { OversightNeeds } from './needs.js';

const pageSize = 50;

interface Affected {
  readonly record: BreachRecord;
  readonly counts: { readonly children: number; readonly exchanges: number };
  readonly purposes: readonly PurposeAffected[];
  readonly found: readonly ExchangeAffected[];
  readonly partner: string | null;
}

/**
 * Whom a breach affects: how many children, which fields by purpose, which exchanges; and drafts of the notifications from that. It names
 * no child: each exchange opens to its story. The look is recorded with its reason before its answer is given.
 *
 * @see AVG art. 33(3), 34(2)
 * @throws NotFound | InvalidRequest on a cursor that is none
 */
export async function assessBreach(
  needs: Pick<OversightNeeds, 'database' | 'ledger' | 'clock' | 'catalogue' | 'publicUrl' | 'contactEmail'>,
  { account, duty }: Officer,
  id: BreachId,
  { reason, cursor }: { readonly reason: string; readonly cursor?: string },
): Promise<BreachAssessment> {
  const { database, ledger, clock } = needs;
  const after = cursor === undefined ? null : readCursor(cursor);
  ledger.assertWritable();
  const { entry, ...affected } = await database.transaction(async (tx) => {
    const record = await findBreach(tx, id);
    if (record === null) throw new NotFound();
    const counts = await countAffected(tx, record);
    const purposes = await purposesAffected(tx, record);
    const found = await exchangesAffected(tx, record, after, pageSize + 1);
    const partner = await partnerConcerned(tx, record);
    const appended = await ledger.append(tx, {
      event: 'breach.assessed',
      owner: 'hub',
      retention: 'access-log',
      payload: { officer: account, duty, breach: id, ...counts },
      parts: [{ topic: 'reason', person: account, value: reason }],
    });
    return { record, counts, purposes, found, partner, entry: appended.id };
  });
  await ledger.settled(entry);
  return told(affected, factsOf(needs, affected), clock.now());
}

function told(
  { record, counts, purposes, found }: Affected,
  facts: BreachFacts,
  now: Date,
): BreachAssessment {
  const { page, next } = pageOf(found, pageSize, ({ askedAt: at, exchange }) => ({ at, id: exchange }));
  return {
    case: caseOf(record, now),
    ...counts,
    purposes: purposes.map(({ fields, ...purpose }) => ({ ...purpose, fields: [...fields] })),
    items: page.map(({ askedAt, sources, ...exchange }) => ({
      ...exchange,
      askedAt: askedAt.toISOString(),
      sources: [...sources],
    })),
    next,
    drafts: { supervisor: supervisorDraft(facts), families: familiesDraft(facts) },
  };
}

const day = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('nl-NL', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Amsterdam',
});

function factsOf(
  {
    catalogue,
    clock,
    publicUrl,
    contactEmail,
  }: Pick<OversightNeeds, 'catalogue' | 'clock' | 'publicUrl' | 'contactEmail'>,
  { record, counts, purposes, partner }: Affected,
): BreachFacts {
  const { about, nature, from, to, awareAt, steps } = record;
  const suspended = isStopped(record, clock.now());
  return {
    ...{ about, nature, partner, suspended, ...counts, origin: publicUrl, contactEmail },
    ...{ from: day.format(new Date(from)), to: day.format(new Date(to)) },
    ...{ awareAt: moment.format(awareAt), dueAt: moment.format(dueAt(awareAt)) },
    late: isLate(awareAt, steps, clock.now()),
    purposes: purposes.map(({ purpose, fields }) => {
      const known = catalogue.current(purpose);
      const labelOf = (name: string): string =>
        known?.fields.find((field) => field.name === name)?.label ?? name;
      return { title: known?.title ?? purpose, fields: fields.map(labelOf) };
    }),
  };
}

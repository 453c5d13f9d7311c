import {
  type AccessOutcome,
  type AccessSearch,
  type EntryId,
  type ExchangeId,
  InvalidRequest,
  idPrefix,
  type LoggedAccess,
  NotFound,
  type Officer,
  type SubjectId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { cursorAt, readCursor } from '../domain/cursor.js';
import type { ExchangeRecord, TaskRecord } from '../domain/records.js';
import { searchExchanges } from '../store/access-log.js';
import { findExchange } from '../store/exchanges.js';
import { tasksOfAll } from '../store/tasks.js';
import type { ExchangeNeeds, ExchangePartner } from './needs.js';

const pageSize = 50;

export interface LoggedPage {
  readonly items: LoggedAccess[];
  readonly next: string | null;
}

type SearchNeeds = Pick<ExchangeNeeds, 'database' | 'ledger' | 'people' | 'partners' | 'ownedEntries'>;

/**
 * Searches what anyone asked about any child, newest first. The look is recorded before its answer is given: by whom, why,
 * and what was looked for; under the key of the child that was looked up, so that it goes with the child.
 *
 * @throws NotFound for a child that nobody knows by that name
 * @throws InvalidRequest on a cursor that is none, and where a child is looked up in two ways
 */
export async function searchAccesses(
  needs: SearchNeeds,
  { account, duty }: Officer,
  search: AccessSearch,
): Promise<LoggedPage> {
  const { reason, child, receipt, cursor, limit = pageSize, ...wanted } = search;
  if (child !== undefined && receipt !== undefined)
    throw new InvalidRequest([{ pointer: '/receipt', reason: 'must not stand beside child' }]);
  const after = cursor === undefined ? null : readCursor(cursor);
  needs.ledger.assertWritable();
  const { found, tasks, partners, entry } = await needs.database.transaction(async (tx) => {
    const subject = await lookUp(needs, tx, search);
    const filter = { ...wanted, ...(subject !== null && { subject }) };
    const found = await searchExchanges(tx, filter, after, limit + 1);
    const page = found.slice(0, limit);
    const tasks = await tasksOfAll(
      tx,
      page.map(({ id }) => id),
    );
    const partners = await needs.partners.findAll(tx, [...new Set(page.map(({ requester }) => requester))]);
    const { id } = await needs.ledger.append(tx, {
      event: 'exchange.searched',
      owner: subject ?? 'hub',
      retention: 'access-log',
      payload: {
        ...{ officer: account, duty, count: page.length },
        ...(subject !== null && { subject }),
        looked: Object.keys(wanted).toSorted(),
      },
      parts: [{ topic: 'reason', person: account, value: reason }],
    });
    return { found, tasks, partners, entry: id };
  });
  await needs.ledger.settled(entry);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const isMore = found.length > limit && last !== undefined;
  return {
    items: page.map((record) => accessOf(record, tasks, partners)),
    next: isMore ? cursorAt({ at: last.askedAt, id: last.id }) : null,
  };
}

/** The child that is looked up; null where none is. @throws NotFound */
async function lookUp(
  { people, ownedEntries }: SearchNeeds,
  tx: Tx,
  { child, receipt }: Pick<AccessSearch, 'child' | 'receipt'>,
): Promise<SubjectId | null> {
  if (child !== undefined) {
    const team = await people.teamOf(tx, child.partner, child.subject);
    if (team === null) throw new NotFound();
    return team.subject;
  }
  if (receipt === undefined) return null;
  const entry = receipt.replace(idPrefix.receipt, idPrefix.entry) as EntryId;
  const payload = (await ownedEntries(tx).entry(entry))?.payload;
  const exchange = await findExchange(tx, String(payload?.exchange) as ExchangeId);
  const subject = payload?.subject ?? exchange?.subject;
  if (typeof subject !== 'string') throw new NotFound();
  return subject as SubjectId;
}

function accessOf(
  record: ExchangeRecord,
  all: readonly TaskRecord[],
  partners: readonly ExchangePartner[],
): LoggedAccess {
  const tasks = all.filter(({ exchange }) => exchange === record.id);
  const { requester, requesterRole: role, account } = record;
  return {
    exchange: record.id,
    askedAt: record.askedAt.toISOString(),
    partner: {
      id: requester,
      name: partners.find(({ id }) => id === requester)?.name ?? requester,
      role,
    },
    professional: { account, function: record.function },
    ...{ purpose: record.purpose, version: record.version, question: record.question },
    ...{ fields: [...record.fields], emergency: record.emergency, outcome: outcomeOf(record, tasks) },
    sources: tasks.map(({ source, flow, basis, fields, state, releasedAt }) => ({
      ...{ source, flow, basis, fields: [...fields], state },
      releasedAt: releasedAt?.toISOString() ?? null,
    })),
    decision: record.decisionEntry,
  };
}

function outcomeOf({ state }: ExchangeRecord, tasks: readonly TaskRecord[]): AccessOutcome {
  if (state === 'refused') return 'refused';
  return tasks.some(({ releasedAt }) => releasedAt !== null) ? 'released' : 'nothing-released';
}

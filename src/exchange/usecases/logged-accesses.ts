/** What a search in the access log needs, however its answer is told. */
import {
  type AccessExportFormat,
  type AccessOutcome,
  type AccessSearch,
  type AccountId,
  type EntryId,
  type ExchangeId,
  InvalidRequest,
  idPrefix,
  type LoggedAccess,
  lookedBy,
  NotFound,
  type Officer,
  type PartnerId,
  partnerOf,
  type ReceiptId,
  type SubjectId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { base64url, fromBase64url, fromUtf8, utf8 } from '../../kernel/index.js';
import { SealBroken } from '../../vault/index.js';
import type { LoggedExchange, TaskRecord } from '../domain/records.js';
import { subjectDecidedOn } from '../store/access-log.js';
import { findExchange } from '../store/exchanges.js';
import { tasksOfAll } from '../store/tasks.js';
import type { ExchangeNeeds } from './needs.js';

export type SearchNeeds = Pick<
  ExchangeNeeds,
  'database' | 'ledger' | 'people' | 'partners' | 'ownedEntries' | 'clock' | 'vault'
>;

/** The ways in which a child is looked up. */
type Looked = Pick<AccessSearch, 'child' | 'receipt' | 'dataSubject'>;

/** @throws InvalidRequest where a child is looked up in two ways */
export function refuseTwoWays({ child, receipt, dataSubject }: Looked): void {
  const given = Object.entries({ child, receipt, dataSubject }).filter(([, value]) => value !== undefined);
  const [first, second] = given;
  if (first !== undefined && second !== undefined)
    throw new InvalidRequest([{ pointer: `/${second[0]}`, reason: `must not stand beside ${first[0]}` }]);
}

const dataSubjectContext = 'exchange/data-subject';

/** What a child is called outside: the same in every export, and for the hub alone to resolve. */
export const nameDataSubject = ({ vault }: Pick<SearchNeeds, 'vault'>, subject: SubjectId): string =>
  base64url(vault.disguise(utf8(subject), dataSubjectContext));

/** @throws NotFound */
function resolveDataSubject({ vault }: Pick<SearchNeeds, 'vault'>, name: string): SubjectId {
  try {
    return fromUtf8(vault.undisguise(fromBase64url(name), dataSubjectContext)) as SubjectId;
  } catch (error) {
    if (error instanceof SealBroken) throw new NotFound();
    throw error;
  }
}

export interface Search {
  /** The child that is looked up. */
  readonly subject: SubjectId | null;
  readonly reason: string;
  /** Names of what is looked for. */
  readonly looked: readonly string[];
  readonly count: number;
  /** Where all of it is taken along as a file. */
  readonly taken?: AccessExportFormat | 'statement';
}

/** Under the key of the child that is looked up, so that it goes with the child. */
export async function recordSearch(
  { ledger }: { readonly ledger: Pick<SearchNeeds['ledger'], 'append'> },
  tx: Tx,
  caller: Officer,
  { subject, reason, looked, count, taken }: Search,
): Promise<EntryId> {
  const { id } = await ledger.append(tx, {
    event: 'exchange.searched',
    owner: subject ?? 'hub',
    retention: 'access-log',
    payload: {
      ...{ ...lookedBy(caller), count },
      ...(subject !== null && { subject }),
      looked: looked.toSorted(),
      ...(taken !== undefined && { taken }),
    },
    parts: [{ topic: 'reason', person: caller.account, value: reason }],
  });
  return id;
}

/** Exchanges as an officer sees them. @param seenBy the partner whose officer it is */
export async function tellOf(
  { partners }: Pick<SearchNeeds, 'partners'>,
  tx: Tx,
  records: readonly LoggedExchange[],
  seenBy: PartnerId | null,
): Promise<LoggedAccess[]> {
  const tasks = await tasksOfAll(
    tx,
    records.map(({ id }) => id),
    seenBy,
  );
  const names = await partners.names(
    tx,
    records.map(({ requester }) => requester),
  );
  return records.map((record) => {
    const seen = seenOf(record, tasks(record.id), seenBy);
    return accessOf(record, seen, names);
  });
}

/** The child that is looked up; null where none is. @throws NotFound */
export function lookUp(needs: SearchNeeds, officer: Officer, looked: Looked): Promise<SubjectId | null> {
  const partner = partnerOf(officer);
  return partner === null ? subjectNamed(needs, looked) : subjectKnownTo(partner, needs, looked);
}

async function subjectNamed(
  needs: SearchNeeds,
  { child, receipt, dataSubject }: Looked,
): Promise<SubjectId | null> {
  const { ownedEntries, database } = needs;
  if (dataSubject !== undefined) return resolveDataSubject(needs, dataSubject);
  if (child !== undefined) return subjectAt(needs, child);
  if (receipt === undefined) return null;
  const payload = (await ownedEntries(database.reader).entry(entryOf(receipt)))?.payload;
  const exchange = await findExchange(database.reader, String(payload?.exchange) as ExchangeId);
  const subject = payload?.subject ?? exchange?.subject;
  if (typeof subject !== 'string') throw new NotFound();
  return subject as SubjectId;
}

/**
 * To the officer of one partner a child is known as that partner names it, and by the receipt of a request that it asked or
 * was asked: what is another's costs it no other statement than what nobody has.
 */
async function subjectKnownTo(
  partner: PartnerId,
  needs: SearchNeeds,
  { child, receipt, dataSubject }: Looked,
): Promise<SubjectId | null> {
  if (dataSubject !== undefined || (child !== undefined && child.partner !== partner)) throw new NotFound();
  if (child !== undefined) return subjectAt(needs, child);
  if (receipt === undefined) return null;
  const decision = entryOf(receipt);
  const subject = await needs.database.readAs(partner, (tx) => subjectDecidedOn(tx, decision, partner));
  if (subject === null) throw new NotFound();
  return subject;
}

const entryOf = (receipt: ReceiptId): EntryId =>
  receipt.replace(idPrefix.receipt, idPrefix.entry) as string as EntryId;

async function subjectAt(
  { people, database }: Pick<SearchNeeds, 'people' | 'database'>,
  { partner, subject }: NonNullable<Looked['child']>,
): Promise<SubjectId> {
  const team = await people.teamOf(database.reader, partner, subject);
  if (team === null) throw new NotFound();
  return team.subject;
}

/** What is told of a request that not everyone may know. */
interface Seen extends Pick<LoggedExchange, 'fields' | 'function'> {
  readonly account: AccountId | null;
  readonly tasks: readonly TaskRecord[];
}

/** Whoever was asked knows for what itself, and not who asked at the other partner. */
function seenOf(record: LoggedExchange, tasks: readonly TaskRecord[], seenBy: PartnerId | null): Seen {
  const { requester, fields, account } = record;
  if (seenBy === null || seenBy === requester) return { tasks, fields, account, function: record.function };
  return { tasks, fields: [...new Set(tasks.flatMap((task) => task.fields))], account: null, function: null };
}

function accessOf(record: LoggedExchange, seen: Seen, names: ReadonlyMap<PartnerId, string>): LoggedAccess {
  const { requester, requesterRole: role } = record;
  const { tasks, account } = seen;
  return {
    exchange: record.id,
    askedAt: record.askedAt.toISOString(),
    partner: {
      id: requester,
      name: names.get(requester) ?? requester,
      role,
    },
    professional: { account, function: seen.function },
    ...{ purpose: record.purpose, version: record.version, question: record.question },
    ...{ fields: [...seen.fields], emergency: record.emergency, outcome: outcomeOf(record, tasks) },
    sources: tasks.map(({ source, flow, basis, fields, state, releasedAt }) => ({
      ...{ source, flow, basis, fields: [...fields], state },
      releasedAt: releasedAt?.toISOString() ?? null,
    })),
    decision: record.decisionEntry,
  };
}

function outcomeOf({ state }: LoggedExchange, tasks: readonly TaskRecord[]): AccessOutcome {
  if (state === 'refused') return 'refused';
  return tasks.some(({ releasedAt }) => releasedAt !== null) ? 'released' : 'nothing-released';
}

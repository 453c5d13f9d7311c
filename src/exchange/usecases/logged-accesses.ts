/** What a search in the access log needs, however its answer is told. */
import {
  type AccessExportFormat,
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
import { base64url, fromBase64url, fromUtf8, utf8 } from '../../kernel/index.js';
import { SealBroken } from '../../vault/index.js';
import type { ExchangeRecord, TaskRecord } from '../domain/records.js';
import { findExchange } from '../store/exchanges.js';
import { tasksOfAll } from '../store/tasks.js';
import type { ExchangeNeeds, ExchangePartner } from './needs.js';

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
  readonly taken?: AccessExportFormat;
}

/** Under the key of the child that is looked up, so that it goes with the child. */
export async function recordSearch(
  { ledger }: Pick<SearchNeeds, 'ledger'>,
  tx: Tx,
  { account, duty }: Officer,
  { subject, reason, looked, count, taken }: Search,
): Promise<EntryId> {
  const { id } = await ledger.append(tx, {
    event: 'exchange.searched',
    owner: subject ?? 'hub',
    retention: 'access-log',
    payload: {
      ...{ officer: account, duty, count },
      ...(subject !== null && { subject }),
      looked: looked.toSorted(),
      ...(taken !== undefined && { taken }),
    },
    parts: [{ topic: 'reason', person: account, value: reason }],
  });
  return id;
}

/** Exchanges as an officer sees them. */
export async function tellOf(
  { partners }: Pick<SearchNeeds, 'partners'>,
  tx: Tx,
  records: readonly ExchangeRecord[],
): Promise<LoggedAccess[]> {
  const tasks = await tasksOfAll(
    tx,
    records.map(({ id }) => id),
  );
  const asking = await partners.findAll(tx, [...new Set(records.map(({ requester }) => requester))]);
  return records.map((record) => accessOf(record, tasks(record.id), asking));
}

/** The child that is looked up; null where none is. @throws NotFound */
export async function lookUp(
  needs: SearchNeeds,
  tx: Tx,
  { child, receipt, dataSubject }: Looked,
): Promise<SubjectId | null> {
  const { people, ownedEntries } = needs;
  if (dataSubject !== undefined) return resolveDataSubject(needs, dataSubject);
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
  tasks: readonly TaskRecord[],
  partners: readonly ExchangePartner[],
): LoggedAccess {
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

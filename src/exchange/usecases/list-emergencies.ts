import { type Emergency, type Manifest, type Officer, pageOf, readCursor } from '../../contract/index.js';
import type { CivilDate } from '../../kernel/index.js';
import { hidingState } from '../domain/hiding.js';
import type { TaskRecord } from '../domain/records.js';
import { type EmergencyRecord, listedEmergencies } from '../store/emergency-reviews.js';
import { tasksOfAll } from '../store/tasks.js';
import type { ExchangeNeeds } from './needs.js';
import { dueOf } from './tell-overdue.js';

/** Each holds texts that were sealed to every privacy officer. */
const pageSize = 20;

export interface EmergencyPage {
  readonly items: Emergency[];
  readonly next: string | null;
}

/**
 * Emergencies that went through, with what an officer needs to review them: who, why (sealed to the officers), what the
 * sources did and on which ground. Whose child it is does not show. The look is recorded.
 *
 * @throws InvalidRequest on a cursor that is none
 */
export async function listEmergencies(
  {
    database,
    ledger,
    clock,
    reviewHours,
  }: Pick<ExchangeNeeds, 'database' | 'ledger' | 'clock' | 'reviewHours'>,
  { account, duty }: Officer,
  state: 'waiting' | 'reviewed',
  cursor: string | null,
): Promise<EmergencyPage> {
  const after = cursor === null ? null : readCursor(cursor);
  ledger.assertWritable();
  const { found, tasks, entry } = await database.transaction(async (tx) => {
    const found = await listedEmergencies(tx, state, after, pageSize + 1);
    const tasks = await tasksOfAll(
      tx,
      found.map(({ exchange }) => exchange),
    );
    const { id } = await ledger.append(tx, {
      event: 'exchange.emergencies-listed',
      owner: 'hub',
      retention: 'access-log',
      payload: { officer: account, duty, state, count: Math.min(found.length, pageSize) },
    });
    return { found, tasks, entry: id };
  });
  await ledger.settled(entry);
  const { page, next } = pageOf(found, pageSize, ({ askedAt: at, id }) => ({ at, id }));
  return {
    items: page.map((record) => ({
      ...emergencyOf(record, tasks(record.exchange), clock.today()),
      ...termOf(record, reviewHours, clock.now()),
    })),
    next,
  };
}

const emergencyOf = (
  record: EmergencyRecord,
  tasks: readonly TaskRecord[],
  today: CivilDate,
): Omit<Emergency, 'dueAt' | 'overdue'> => ({
  id: record.id,
  exchange: record.exchange,
  recipient: record.requester,
  professional: {
    account: record.account,
    function: record.function,
    second: record.secondProfessional,
  },
  purpose: record.purpose,
  version: record.version,
  question: record.question,
  askedAt: record.askedAt.toISOString(),
  keyStatement: record.keyStatement,
  necessity: [...record.necessity],
  sources: tasks.map(({ source, state, manifest, releasedAt }) => ({
    source,
    state,
    released: releasedAt !== null,
    ground: manifest === null ? null : groundIn(manifest),
  })),
  hiding:
    record.hiding === null
      ? null
      : {
          until: record.hiding.until,
          state: hidingState(record.hiding, today),
          reason: [...record.unsafe],
        },
  review:
    record.verdict === null || record.reviewedAt === null
      ? null
      : { verdict: record.verdict, reviewedAt: record.reviewedAt.toISOString() },
  warning:
    record.verdict === 'not-necessary'
      ? { measure: record.measure, answeredAt: record.answeredAt?.toISOString() ?? null }
      : null,
});

function termOf(
  { askedAt, verdict }: EmergencyRecord,
  reviewHours: number,
  now: Date,
): Pick<Emergency, 'dueAt' | 'overdue'> {
  const due = dueOf(askedAt, reviewHours);
  return { dueAt: due.toISOString(), overdue: verdict === null && due < now };
}

/** Its signature was verified when the envelope came. */
function groundIn(manifest: string): string | null {
  const [, claims = ''] = manifest.split('.');
  const { release } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Manifest;
  return release?.ground ?? null;
}

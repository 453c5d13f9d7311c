import {
  type Envelope,
  HubError,
  type Manifest,
  type Purpose,
  readStatement,
  type TaskId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { type PublicJwk, StatementInvalid } from '../../kernel/index.js';
import { type EnvelopeFault, judgeEnvelope } from '../domain/envelope-checks.js';
import type { ExchangeRecord, TaskRecord } from '../domain/records.js';
import { isOpen } from '../domain/states.js';
import { asciiDigest } from '../domain/ticket.js';
import { insertEnvelope } from '../store/envelopes.js';
import { endAnswered } from '../store/tasks.js';
import type { ExchangeNeeds } from './needs.js';
import { lockOwnTask, ownTask, type Source } from './own-task.js';

/**
 * Takes in what a source sealed, after checking everything that can be checked without reading it (exchange.md, step
 * 5). The same envelope a second time is welcome: the first answer may have been lost.
 *
 * @throws NotFound | HubError `professional-required` | `caller-not-allowed` | `task-not-open`
 * @throws HubError `envelope-rejected` with every fault; that is on record then
 */
export async function putEnvelope(
  needs: ExchangeNeeds,
  caller: Source,
  id: TaskId,
  envelope: Envelope,
): Promise<void> {
  const known = await ownTask(needs.database.reader, caller, id);
  const { manual, exchange } = known;
  if (manual && caller.kind !== 'professional') throw new HubError('professional-required');
  if (!manual && caller.kind !== 'system') throw new HubError('caller-not-allowed');
  await needs.ledger.assertWritable();
  const faults = await needs.database.transaction((tx) => takeIn(tx, needs, caller, known, envelope));
  if (faults.length > 0) {
    const errors = faults.map(({ pointer, reason }) => ({ pointer, reason }));
    throw new HubError('envelope-rejected', { errors });
  }
  needs.bells.ring(exchange);
}

async function takeIn(
  tx: Tx,
  needs: ExchangeNeeds,
  caller: Source,
  known: TaskRecord,
  envelope: Envelope,
): Promise<readonly EnvelopeFault[]> {
  const { id } = known;
  const { task, exchange, keys } = await lockOwnTask(tx, needs, caller, known);
  const manifestDigest = asciiDigest(envelope.manifest);
  if (task.state === 'answered' && task.manifestDigest === manifestDigest) return [];
  // One that came too late is judged, so that the source reads why and the attempt is on record.
  if (!isOpen(task.state) && task.state !== 'expired') throw new HubError('task-not-open');
  const faults = await faultsOf(needs, { task, exchange, keys }, envelope);
  const about = { exchange: exchange.id, task: id, source: task.source };
  if (faults.length > 0) {
    const causes = [...new Set(faults.map(({ cause }) => cause))].sort();
    await append(tx, needs, exchange, 'exchange.rejected', { ...about, causes });
    return faults;
  }
  await Promise.all([
    insertEnvelope(tx, id, envelope.fields, needs.clock.now()),
    endAnswered(tx, id, envelope.manifest, manifestDigest),
    append(tx, needs, exchange, 'exchange.enveloped', { ...about, manifest: manifestDigest }),
  ]);
  return [];
}

const append = (
  tx: Tx,
  { ledger }: Pick<ExchangeNeeds, 'ledger'>,
  { subject, decisionEntry }: ExchangeRecord,
  event: string,
  payload: Record<string, string | readonly string[]>,
) =>
  ledger.append(tx, {
    event,
    owner: subject,
    retention: 'access-log',
    payload,
    relies: [decisionEntry],
  });

interface Awaited {
  readonly task: TaskRecord;
  readonly exchange: ExchangeRecord;
  readonly keys: readonly PublicJwk[];
}

async function faultsOf(
  { catalogue, clock }: Pick<ExchangeNeeds, 'catalogue' | 'clock'>,
  { task, exchange, keys }: Awaited,
  envelope: Envelope,
): Promise<readonly EnvelopeFault[]> {
  const purpose = catalogue.version(exchange.purpose, exchange.version);
  if (purpose === null || task.ticket === null) throw new HubError('task-not-open');
  const manifest = await manifestOf(envelope.manifest, keys);
  return judgeEnvelope(envelope, manifest, {
    source: task.source,
    ticket: task.ticket,
    fields: fieldsOf(purpose, task),
    grounds: task.manual ? (purpose.emergency?.grounds.map(({ code }) => code) ?? []) : null,
    deadline: Math.floor(exchange.deadlineAt.getTime() / 1000),
    now: clock.now().getTime() / 1000,
  });
}

const fieldsOf = (purpose: Purpose, task: TaskRecord) =>
  purpose.fields.filter(({ name }) => task.fields.includes(name));

async function manifestOf(jws: string, keys: readonly PublicJwk[]): Promise<Manifest | null> {
  try {
    return await readStatement(jws, 'kernhub-manifest+jwt', keys);
  } catch (error) {
    if (error instanceof StatementInvalid) return null;
    throw error;
  }
}

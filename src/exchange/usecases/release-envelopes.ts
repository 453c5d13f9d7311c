import { type EntryId, type Envelope, NotFound, type Purpose, type TaskId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { EntryDraft } from '../../ledger/index.js';
import { lockCatalogue } from '../../purposes/index.js';
import { decideFlows, type FlowsDecision } from '../domain/decide-flows.js';
import { flowsTo, sourceRolesOf } from '../domain/flows.js';
import { type ExchangeRecord, progressOf, type TaskRecord } from '../domain/records.js';
import { exchangeStateOf, isOpen } from '../domain/states.js';
import { lookAgainSeconds } from '../domain/stops.js';
import { destroyEnvelopes, sealedFieldsOf } from '../store/envelopes.js';
import { findExchange, lockExchange, setExchangeState } from '../store/exchanges.js';
import { endTasks, lockTasks, recordReleases as recordReleaseTimes, tasksOf } from '../store/tasks.js';
import type { ExchangeNeeds } from './needs.js';
import { type FactsRead, factsOf, lockAndRead, reliesOn } from './read-facts.js';

export interface Release {
  readonly task: TaskRecord;
  readonly fields: Envelope['fields'];
  /** Nothing of it leaves before this entry has its index. */
  readonly entry: EntryId;
  /** Of the entry. */
  readonly at: Date;
}

export interface Released {
  readonly releases: readonly Release[];
  readonly exchange: ExchangeRecord;
  readonly tasks: readonly TaskRecord[];
}

/**
 * Judges the basis again *now*, under the locks that a withdrawal needs too, and puts every delivery on record; what
 * is no longer covered is destroyed instead, and that is on record (exchange.md, step 6). Every delivery is a new
 * check and a new release.
 */
export async function releaseEnvelopes(
  tx: Tx,
  needs: ExchangeNeeds,
  known: ExchangeRecord,
): Promise<Released> {
  const { id, subject, requester } = known;
  const purpose = needs.catalogue.version(known.purpose, known.version);
  if (purpose === null) return { releases: [], exchange: known, tasks: await tasksOf(tx, id) };
  const [, team] = await Promise.all([lockCatalogue(tx, 'share'), needs.people.enrolments(tx, subject)]);
  const concerned = { subject, recipient: requester, team: team.map(({ partner }) => partner) };
  const { facts, beside } = await lockAndRead(tx, needs, concerned, purpose, () =>
    Promise.all([
      lockExchange(tx, id),
      lockTasks(tx, id),
      findExchange(tx, id),
      tasksOf(tx, id),
      sealedFieldsOf(tx, id),
    ]),
  );
  const [, , exchange, tasks, sealed] = beside;
  if (exchange === null || facts.child === null) throw new NotFound();
  if (exchange.state === 'refused' || exchange.state === 'withdrawn' || sealed.size === 0)
    return { releases: [], exchange, tasks };
  const read = factsOf(needs, facts, facts.child, {
    purpose,
    asked: exchange.fields,
    secondProfessional: exchange.secondProfessional,
    now: needs.clock.now(),
  });
  const decision = decideFlows(read.facts, needs.policies.decide);
  const judged = { exchange, purpose, tasks, sealed, read, decision };
  const releases = await recordReleases(tx, needs, judged);
  const cancelled = await destroyLapsed(tx, needs, judged);
  const after = tasks.map((task) => afterwards(task, releases, cancelled));
  const state = await updateState(tx, needs, judged, after);
  return { releases, exchange: { ...exchange, state }, tasks: after };
}

/** The row as the statements above left it, under its lock. */
const afterwards = (
  task: TaskRecord,
  releases: readonly Release[],
  cancelled: readonly TaskId[],
): TaskRecord => ({
  ...task,
  releasedAt: task.releasedAt ?? releases.find((release) => release.task.id === task.id)?.at ?? null,
  ...(cancelled.includes(task.id) && { state: 'cancelled', leasedUntil: null }),
});

interface Judged {
  readonly exchange: ExchangeRecord;
  readonly purpose: Purpose;
  readonly tasks: readonly TaskRecord[];
  readonly sealed: ReadonlyMap<TaskId, Envelope['fields']>;
  readonly read: FactsRead;
  readonly decision: FlowsDecision;
}

/** Whether this very task would be ordered today, with all its fields. */
const stillCovered = ({ permissions }: FlowsDecision, task: TaskRecord): boolean =>
  permissions.some(
    ({ flow, source, fields }) =>
      flow.id === task.flow &&
      flow.basis === task.basis &&
      source.partner === task.source &&
      task.fields.every((field) => fields.includes(field)),
  );

async function recordReleases(tx: Tx, needs: ExchangeNeeds, judged: Judged): Promise<readonly Release[]> {
  const { tasks, sealed, decision } = judged;
  const due = tasks.flatMap((task) => {
    const fields = sealed.get(task.id);
    return fields !== undefined && stillCovered(decision, task) ? [{ task, fields }] : [];
  });
  const entries = await needs.ledger.appendAll(
    tx,
    due.map(({ task }) => releaseEntry(judged, task, needs.policies.digest)),
  );
  const releases = due.flatMap((order, place) => {
    const made = entries[place];
    return made === undefined ? [] : [{ ...order, entry: made.id, at: made.at }];
  });
  await recordReleaseTimes(
    tx,
    releases.map(({ task, at }) => ({ task: task.id, at })),
    lookAgainSeconds,
  );
  return releases;
}

const releaseEntry = (
  { exchange, read, decision }: Judged,
  task: TaskRecord,
  policyDigest: string,
): EntryDraft => ({
  event: 'exchange.released',
  owner: exchange.subject,
  retention: 'access-log',
  payload: {
    exchange: exchange.id,
    task: task.id,
    source: task.source,
    recipient: exchange.requester,
    purpose: exchange.purpose,
    version: exchange.version,
    flow: task.flow,
    basis: task.basis,
    fields: task.fields,
    manifest: task.manifestDigest,
    policies: decision.policies,
    policyDigest,
    judgedOn: read.judgedOn,
  },
  relies: [exchange.decisionEntry, ...reliesOn(read, [task.source])],
});

/** Where nothing may reach the recipient any more, what is still to be answered is called off as well. */
async function destroyLapsed(tx: Tx, needs: ExchangeNeeds, judged: Judged): Promise<readonly TaskId[]> {
  const { exchange, tasks, decision } = judged;
  const lapsed = tasks.filter((task) => !stillCovered(decision, task));
  const destroyed = await destroyEnvelopes(
    tx,
    lapsed.map(({ id }) => id),
  );
  const cancelled = lapsed.filter(({ state }) => isOpen(state)).map(({ id }) => id);
  const ended = [...new Set([...destroyed, ...cancelled])];
  if (ended.length === 0) return [];
  await endTasks(tx, ended, 'cancelled');
  await needs.ledger.append(tx, {
    event: 'exchange.destroyed',
    owner: exchange.subject,
    retention: 'access-log',
    payload: { exchange: exchange.id, destroyed, cancelled, cause: 'basis-lapsed' },
    relies: [exchange.decisionEntry],
  });
  return ended;
}

async function updateState(
  tx: Tx,
  needs: ExchangeNeeds,
  { exchange, decision }: Judged,
  tasks: readonly TaskRecord[],
): Promise<ExchangeRecord['state']> {
  const state = decision.refusal === null ? openStateOf(needs, exchange, tasks) : ('withdrawn' as const);
  if (state !== exchange.state) await setExchangeState(tx, exchange.id, state);
  return state;
}

type Told = Omit<ExchangeRecord, 'closedAt'>;

/** The roles that the requester is told of, whoever knows this child. */
export function rolesTold(
  { catalogue }: Pick<ExchangeNeeds, 'catalogue'>,
  exchange: Told,
): ReturnType<typeof sourceRolesOf> {
  const purpose = catalogue.version(exchange.purpose, exchange.version);
  if (purpose === null) return [];
  const asked = flowsTo(purpose, exchange.requesterRole, catalogue.plays).filter(({ fields }) =>
    fields.some((field) => exchange.fields.includes(field)),
  );
  const roles = catalogue.roles().map(({ role }) => role);
  return sourceRolesOf(asked, exchange.requesterRole, roles, catalogue.plays);
}

export const openStateOf = (
  needs: Pick<ExchangeNeeds, 'catalogue' | 'clock'>,
  exchange: Told,
  tasks: readonly TaskRecord[],
) =>
  exchangeStateOf(
    rolesTold(needs, exchange),
    tasks.map(progressOf),
    needs.clock.now() >= exchange.deadlineAt,
  );

/** What source and recipient signed, and that it is what was decided, released and received. */
import { type Purpose, readStatement, type Ticket } from '../../../../contract/index.js';
import { insist } from '../../../../receipts/offline.js';
import { parseVerifierKey, verifyInclusionStatement } from '../../../../tlog/index.js';
import type { Evidence, EvidenceTask } from '../evidence.js';
import { textDigest } from '../missing.js';
import { type OpenedEntry, type Order, ofExchange, ofTask, ordersIn, textsIn } from '../opened.js';
import { counted } from './counted.js';
import { same } from './decision-steps.js';
import { leafIn } from './proof-steps.js';
import type { Checked, EvidenceStep } from './question.js';

type OrderedTask = EvidenceTask & { readonly order: Order };

export async function deliverySteps(checked: Checked, purpose: Purpose, step: EvidenceStep): Promise<void> {
  const { file, decision } = checked;
  const orders = ordersIn(decision);
  const tasks = file.tasks.flatMap((task) => {
    const order = orders.find((one) => one.task === task.task);
    return order === undefined ? [] : [{ ...task, order }];
  });
  const each = async (check: (task: OrderedTask) => Promise<number> | number): Promise<number> => {
    let count = 0;
    for (const task of tasks) count += await check(task);
    return count;
  };
  if (tasks.length > 0) {
    await step('ticket', async () => {
      const count = await each((task) => checkTicket(checked, purpose, task));
      return `the hub signed ${counted(count, 'ticket')}, each for exactly what was decided, with its proof`;
    });
    await step('manifest', async () => {
      const count = await each((task) => checkManifest(checked, purpose, task));
      return `${counted(count, 'source')} signed the hash of every sealed field, of exactly the fields of the ticket`;
    });
    await step('release', async () => {
      const count = await each((task) => checkReleases(checked, task));
      return `${counted(count, 'time')} it was released, each time what the source had sealed, after it was decided`;
    });
    await step('receipt', async () => {
      const count = await each((task) => checkReceipt(checked, task));
      return `the recipient signed for ${counted(count, 'delivery', 'deliveries')}, each with the manifest of the source`;
    });
  }
  const told = [...ofExchange(file, 'exchange.stop-ordered'), ...ofExchange(file, 'exchange.stopped')];
  if (file.stops.length + told.length === 0) return;
  await step('stop', async () => {
    insist(
      told.every(({ payload }) => file.stops.some(({ stop }) => stop === payload.stop)),
      'an order to stop is left out',
    );
    for (const stop of file.stops) await checkStop(checked, stop);
    const answered = file.stops.filter(({ statement }) => statement !== null).length;
    return `the recipient was ordered to stop ${counted(file.stops.length, 'time')} and signed ${counted(answered, 'answer')}`;
  });
}

async function checkTicket(
  { file, keys, decision }: Checked,
  purpose: Purpose,
  { ticket, manifest, task, order }: OrderedTask,
): Promise<number> {
  if (ticket === null) {
    insist(manifest === null, 'a source answered without a ticket');
    return 0;
  }
  const said: Ticket = await readStatement(ticket, 'kernhub-ticket+jwt', keys.hub);
  const { payload } = decision;
  const { index, leaf } = said.decision;
  const expected = {
    ...{ iss: file.issuedBy.origin, aud: order.source, jti: task, exchange: file.exchange },
    ...{ purpose: purpose.id, version: purpose.version, flow: order.flow, basis: order.basis },
    ...{ recipient: { id: payload.recipient, role: payload.role }, fields: order.fields },
    ...{ question: payload.question, keyStatement: file.keyStatement, manual: purpose.emergency !== null },
  };
  for (const [member, value] of Object.entries(expected)) {
    insist(same(said[member as keyof Ticket], value), `the ticket says another ${member} than was decided`);
  }
  insist(
    index === decision.index && leaf === leafIn(file, index),
    'the ticket names another place in the log than that of the decision',
  );
  const logKeys = keys.log.map(parseVerifierKey);
  verifyInclusionStatement(said.decision, logKeys[0]?.name ?? '', logKeys);
  return 1;
}

async function checkManifest(
  { file, keys }: Checked,
  purpose: Purpose,
  { ticket, manifest, task, order }: OrderedTask,
): Promise<number> {
  const [enveloped, ...more] = ofTask(file, 'exchange.enveloped', task);
  insist(more.length === 0, 'two envelopes were taken in for one task');
  insist(
    (manifest === null) === (enveloped === undefined),
    'an envelope is in the log and not here, or the other way round',
  );
  if (manifest === null || ticket === null || enveloped === undefined) return 0;
  const said = await readStatement(manifest, 'kernhub-manifest+jwt', keys.signingOf(order.source));
  insist(
    said.iss === order.source && enveloped.payload.source === order.source,
    'another source answered than was asked',
  );
  insist(said.ticket === textDigest(ticket), 'the source answered another ticket');
  insist(
    same(Object.keys(said.fields).toSorted(), order.fields.toSorted()),
    'the source sealed other fields than those of the ticket',
  );
  insist(enveloped.payload.manifest === textDigest(manifest), 'the log was told of another envelope');
  const grounds = purpose.emergency?.grounds.map(({ code }) => code) ?? null;
  const ground = said.release?.ground;
  insist(
    grounds === null ? ground === undefined : ground !== undefined && grounds.includes(ground),
    'the ground on which a professional released it is none of the purpose',
  );
  return 1;
}

const manifestOf = ({ manifest }: EvidenceTask): string | null =>
  manifest === null ? null : textDigest(manifest);

function checkReleases({ file, decision }: Checked, task: OrderedTask): number {
  const [enveloped] = ofTask(file, 'exchange.enveloped', task.task);
  const releases = ofTask(file, 'exchange.released', task.task);
  const { payload } = decision;
  for (const release of releases) {
    const expected = {
      ...{ recipient: payload.recipient, purpose: payload.purpose, version: payload.version },
      ...{ source: task.order.source, flow: task.order.flow, basis: task.order.basis },
      ...{ fields: task.order.fields, manifest: manifestOf(task) },
    };
    for (const [member, value] of Object.entries(expected)) {
      insist(same(release.payload[member], value), `another ${member} was released than was decided`);
    }
    insist(
      enveloped !== undefined && decision.index < enveloped.index && enveloped.index < release.index,
      'it was released before it was decided and sealed',
    );
    insist(release.relies.includes(decision.id), 'a release does not stand on the decision');
    insist(
      !ofExchange(file, 'exchange.destroyed').some(
        ({ index, payload }) => index < release.index && textsIn(payload.destroyed).includes(task.task),
      ),
      'something was released that had been destroyed before',
    );
  }
  return releases.length;
}

async function checkReceipt({ file, keys, decision }: Checked, task: OrderedTask): Promise<number> {
  const [received, ...more] = ofTask(file, 'exchange.received', task.task);
  insist(more.length === 0, 'one delivery was acknowledged twice');
  if (received === undefined) {
    insist(task.receipt === null, 'there is a receipt of which the log says nothing');
    return 0;
  }
  checkReceived(file, received, task, decision);
  if (task.receipt === null) return 0;
  const recipient = String(decision.payload.recipient);
  const said = await readStatement(task.receipt, 'kernhub-receipt+jwt', keys.signingOf(recipient));
  insist(said.iss === recipient, 'another partner signed for it than asked');
  insist(said.exchange === file.exchange && said.task === task.task, 'the receipt is of another delivery');
  insist(said.manifest === manifestOf(task), 'the recipient received another envelope than was sealed');
  const { outcome, causes, statement } = received.payload;
  insist(
    said.outcome === outcome && same(said.causes, causes),
    'the log says that the recipient said something else',
  );
  insist(statement === textDigest(task.receipt), 'the log was told of another receipt');
  return 1;
}

function checkReceived(
  file: Evidence,
  { payload, index }: OpenedEntry,
  task: OrderedTask,
  decision: OpenedEntry,
): void {
  insist(
    payload.recipient === decision.payload.recipient && payload.manifest === manifestOf(task),
    'the log says that something else was received, or by another',
  );
  insist(
    ofTask(file, 'exchange.released', task.task).some((release) => release.index < index),
    'it was received before it was released',
  );
}

async function checkStop(
  { file, keys, decision }: Checked,
  { stop, statement }: Evidence['stops'][number],
): Promise<void> {
  const of = (event: string) => ofExchange(file, event).filter(({ payload }) => payload.stop === stop);
  const [[ordered], [answered]] = [of('exchange.stop-ordered'), of('exchange.stopped')];
  const { recipient } = decision.payload;
  insist(
    ordered !== undefined && ordered.payload.recipient === recipient,
    'an order to stop is not in the log',
  );
  insist(
    (ordered.payload.tasks as readonly string[]).every((task) =>
      ofTask(file, 'exchange.released', task).some((release) => release.index < ordered.index),
    ),
    'an order to stop is about what was not released',
  );
  insist(
    (statement === null) === (answered === undefined),
    'an answer is in the log and not here, or the other way round',
  );
  if (statement === null || answered === undefined) return;
  const said = await readStatement(statement, 'kernhub-stopped+jwt', keys.signingOf(String(recipient)));
  insist(
    said.iss === recipient && said.stop === stop && said.exchange === file.exchange,
    'the answer is to another order',
  );
  const { payload } = answered;
  insist(
    said.outcome === payload.outcome && (said.ground ?? null) === payload.ground,
    'the log says that the recipient answered something else',
  );
  insist(payload.statement === textDigest(statement), 'the log was told of another answer');
  insist(ordered.index < answered.index, 'it was answered before it was ordered');
}

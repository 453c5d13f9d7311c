/** What was decided: by which policies, on which request, and within what the purpose allows. */
import { type Flow, type Purpose, readStatement } from '../../../../contract/index.js';
import { canonicalJson, type Json } from '../../../../kernel/index.js';
import { corePartner } from '../../../../purposes/offline.js';
import { insist } from '../../../../receipts/offline.js';
import type { Evidence } from '../evidence.js';
import { textDigest } from '../missing.js';
import { type OpenedEntry, type Order, ofExchange, openedIn, ordersIn, textsIn } from '../opened.js';
import { counted } from './counted.js';
import type { Checked, EvidenceStep } from './question.js';

/** @throws ReceiptBroken */
export function decisionIn(file: Evidence): OpenedEntry {
  const decided = [...ofExchange(file, 'exchange.permitted'), ...ofExchange(file, 'exchange.refused')];
  const [decision, ...others] = decided;
  insist(
    decision !== undefined && others.length === 0,
    'the file does not hold the one decision on the exchange',
  );
  return decision;
}

/** @throws ReceiptBroken */
export function purposeIn({ file, decision }: Pick<Checked, 'file' | 'decision'>): Purpose {
  const { purpose, version } = decision.payload;
  const published = openedIn(file).find(
    ({ id, event, payload }) =>
      event === 'purpose.published' &&
      payload.purpose === purpose &&
      payload.version === version &&
      decision.relies.includes(id),
  );
  insist(published !== undefined, 'the decision does not stand on the entry that published its purpose');
  const { content, digest } = published.payload;
  insist(content !== undefined, 'the entry that published the purpose does not hold its text');
  insist(
    textDigest(canonicalJson(content as Json)) === digest,
    'the purpose does not have the digest in its entry',
  );
  const read = content as unknown as Purpose;
  insist(read.id === purpose && read.version === version, 'the text is that of another purpose or version');
  return read;
}

export async function decisionSteps(checked: Checked, step: EvidenceStep): Promise<Purpose> {
  const { file, decision } = checked;
  let purpose: Purpose | null = null;
  await step('purpose', () => {
    purpose = purposeIn(checked);
    return `the purpose ${purpose.id}, version ${purpose.version}, is here as it was published`;
  });
  insist(purpose !== null, 'no purpose was read');
  const known: Purpose = purpose;
  await step('policies', () => policiesIn(file));
  await step('request', () => requestIn(checked, known));
  await step('decision', () => {
    const orders = ordersIn(decision);
    for (const order of orders) checkOrder(checked, known, order);
    checkTasks(file, decision, orders);
    return decision.event === 'exchange.refused'
      ? `it was refused (${String(decision.payload.refusal)}), so that nothing was ordered and nothing released`
      : `it was permitted: ${counted(orders.length, 'source was asked', 'sources were asked')}, each for fields of a flow of the purpose, on its basis`;
  });
  return known;
}

function policiesIn(file: Evidence): string {
  const sets = new Map(file.policies.map((texts) => [textDigest(canonicalJson(texts)), texts]));
  const named = new Set<string>();
  for (const { payload, relies } of ofExchange(file).filter(
    ({ payload }) => payload.policyDigest !== undefined,
  )) {
    const digest = String(payload.policyDigest);
    named.add(digest);
    insist(
      openedIn(file).some(
        (one) =>
          one.event === 'policies.published' && one.payload.digest === digest && relies.includes(one.id),
      ),
      'a decision was made by other policies than those that it says it stands on',
    );
    const texts = Object.values(sets.get(digest) ?? {});
    const lacking = textsIn(payload.policies).filter(
      (id) => !texts.some((text) => text.includes(`@id("${id}")`)),
    );
    insist(
      !sets.has(digest) || lacking.length === 0,
      `the policies that are here have none called ${lacking[0]}`,
    );
  }
  insist(
    [...sets.keys()].every((digest) => named.has(digest)),
    'policies are here that decided nothing',
  );
  return `the policies that decided are those published last then; ${sets.size} of ${counted(named.size, 'set is', 'sets are')} here word for word`;
}

const seconds = (at: string): number => Math.floor(Date.parse(at) / 1000);
const clockSkew = 60;

async function requestIn({ file, keys, decision }: Checked, purpose: Purpose): Promise<string> {
  const { payload, at } = decision;
  const recipient = String(payload.recipient);
  insist(
    textDigest(file.keyStatement) === payload.keyStatement,
    'the key statement is not the one that was decided on',
  );
  const said = await readStatement(file.keyStatement, 'kernhub-key+jwt', keys.signingOf(recipient));
  insist(said.iss === recipient, 'the key statement is another partner’s');
  insist(
    said.purpose === purpose.id && said.version === purpose.version && same(said.fields, payload.fields),
    'the recipient asked for another purpose or other fields than were decided on',
  );
  insist(
    said.iat <= seconds(at) + clockSkew && said.exp > seconds(at) - clockSkew,
    'the key statement was not valid at the decision',
  );
  insist(
    keys.rolesOf(recipient).includes(String(payload.role)),
    'no roster lists the recipient with the role that it asked in',
  );
  const { question } = payload;
  insist(
    purpose.questions.some(({ code }) => code === question),
    'the question is none of the purpose',
  );
  return `the recipient signed for this purpose, ${counted(said.fields.length, 'field')} and a fresh key`;
}

function checkOrder({ keys, decision }: Checked, purpose: Purpose, order: Order): void {
  const { payload } = decision;
  const flow = purpose.flows.find(({ id }) => id === order.flow);
  insist(flow !== undefined && flow.basis === order.basis, 'the purpose has no such flow on that basis');
  insist(
    order.fields.every((field) => flow.fields.includes(field) && textsIn(payload.fields).includes(field)),
    'a source was asked for a field that the flow does not have, or that nobody asked for',
  );
  insist(order.source !== payload.recipient, 'a partner is both source and recipient');
  insist(
    playsIn(flow, 'recipient', [String(payload.role)]) && playsIn(flow, 'source', keys.rolesOf(order.source)),
    'a flow goes between other roles than the rosters list these partners with',
  );
}

/** Which roles are of the core team is configuration, and not in the file. */
const playsIn = (flow: Flow, place: 'source' | 'recipient', roles: readonly string[]): boolean =>
  flow[place] === corePartner ? roles.length > 0 : roles.includes(flow[place]);

function checkTasks(file: Evidence, { event }: OpenedEntry, orders: readonly Order[]): void {
  const ordered = orders.map(({ task }) => task).toSorted();
  insist(
    same(file.tasks.map(({ task }) => task).toSorted(), ordered),
    'the file is about other tasks than were ordered',
  );
  const later = ofExchange(file).filter(({ payload }) => payload.task !== undefined);
  insist(
    later.every(({ payload }) => ordered.includes(String(payload.task))),
    'something happened to a task that was never ordered',
  );
  insist(
    event !== 'exchange.refused' || orders.length === 0,
    'something was ordered although it was refused',
  );
}

export const same = (one: unknown, other: unknown): boolean =>
  canonicalJson((one ?? null) as Json) === canonicalJson((other ?? null) as Json);

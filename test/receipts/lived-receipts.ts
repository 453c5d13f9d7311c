/** A family to whom everything happens that one can have a receipt of; all of it over the API. */
import type { Role, Task } from '../../src/contract/index.js';
import { importSigningKey, type PublicJwk } from '../../src/kernel/index.js';
import type { Receipt } from '../../src/receipts/index.js';
import { answer, forOfficer, keyStatement, necessityFor, type TestPartner } from '../exchange/partner.js';
import { decisionOn, type Family, familyOf, type Parent, questionsOf } from '../harness/family.js';
import { must, type TestHub } from '../harness/hub.js';
import { type Exchanging, exchanging } from '../harness/whole-exchange.js';
import { type AppointedOfficer, appointed } from '../rights/officer-desk.js';

const safety = 'acute-veiligheid';

export interface LivedReceipts {
  readonly family: Family;
  readonly mother: Parent;
  readonly father: Parent;
  readonly exchange: Exchanging;
  /** Whose roster has version 1. */
  readonly officer: AppointedOfficer;
}

/**
 * Asked in vain, one no and two yeses, a release, an emergency with a release by hand, a withdrawal and a new yes.
 *
 * @param hidden whether the family may not see the emergency now
 */
export async function liveReceipts(hub: TestHub, hidden = false): Promise<LivedReceipts> {
  const family = await familyOf(hub, 'ontvangsten');
  const [mother, father] = family.parents;
  if (mother === undefined || father === undefined) throw new Error('a family has two parents');
  const exchange = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  await family.ask();
  const given = await family.decide(mother, 'given');
  await refuse(father);
  const inVain = await exchange.ask();
  if (inVain.status !== 403) throw new Error('one parent said no');
  await family.decide(father, 'given');
  await release(exchange);
  const officer = await appointed(hub);
  await emergency(hub, family, officer, hidden);
  const decisions = `/v1/me/children/${mother.child}/decisions`;
  await must(mother.caller.post(`${decisions}/${given}/withdrawals`, undefined));
  await family.decide(mother, 'given');
  return { family, mother, father, exchange, officer };
}

async function refuse(parent: Parent): Promise<void> {
  const [question] = await questionsOf(parent);
  if (question === undefined) throw new Error('a question waits');
  const refusal = { ...decisionOn(question, 'refused'), flows: [] };
  await must(parent.caller.post(`/v1/me/children/${parent.child}/decisions`, refusal));
}

export async function release(exchange: Exchanging): Promise<void> {
  const asked = String((await must(exchange.ask())).body.id);
  const [task] = await exchange.take(1, 5);
  if (task === undefined) throw new Error('the school has a task');
  await exchange.put(task);
  await exchange.receive(asked, 5);
}

/** Two professionals ask, one at the school releases by hand. @param hidden whether the family may not see it now */
export async function emergency(
  hub: TestHub,
  { nurse, atJgz }: Family,
  { sealing: { kid } }: AppointedOfficer,
  hidden = false,
): Promise<void> {
  const colleague = await hub.jgz.professional('zorgcoordinator');
  await must(colleague.post('/v1/emergency-approvals', { subject: atJgz, purpose: safety }));
  const [school, jgz] = [await signerOf(hub.school), await signerOf(hub.jgz)];
  const fields = ['contactrol', 'veiligheidsafspraak'];
  const statement = await keyStatement(jgz, new Date(), { purpose: safety, fields });
  const necessity = necessityFor(school).map((text) => (text.to === school.id ? text : { ...text, kid }));
  const question = {
    subject: atJgz,
    purpose: safety,
    question: 'nu-veilig',
    keyStatement: statement,
    necessity,
    ...(hidden && { unsafeForFamily: [{ ...forOfficer, kid }] }),
  };
  const asked = String((await must(nurse.post('/v1/exchanges', question))).body.id);
  const { body } = await must(hub.school.system.send({ path: '/v1/tasks?limit=1', wait: 5 }));
  const [task] = body.items as readonly Task[];
  if (task === undefined) throw new Error('the school has a task');
  const byHand = await sealByHand(hub, school, task);
  const teacher = await hub.school.professional();
  await must(teacher.send({ method: 'PUT', path: `/v1/tasks/${task.id}/envelope`, body: byHand }));
  await must(nurse.get(`/v1/exchanges/${asked}`));
}

async function sealByHand(hub: TestHub, school: TestPartner, task: Task) {
  const { body } = await must(hub.school.system.get(`/v1/purposes/${safety}/versions/1`));
  const published = body.fields as readonly { readonly name: string; readonly paddedBytes: number }[];
  const ticket = claimsOf<Parameters<typeof answer>[2]['ticket']>(task.ticket);
  const { jwk } = claimsOf<{ jwk: PublicJwk }>(ticket.keyStatement);
  const sizes = new Map(published.map(({ name, paddedBytes }) => [name, paddedBytes]));
  return answer(school, task, { ticket, recipientKey: jwk, sizes }, { ground: 'direct-gevaar' });
}

const claimsOf = <T>(jws: string): T =>
  JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as T;

async function signerOf({ id, role, keys }: TestHub['school']): Promise<TestPartner> {
  return { id, role: role as Role, ...keys, key: await importSigningKey(keys.signing) };
}

export interface Listed {
  readonly id: string;
  readonly event: string;
  readonly purpose: string;
  readonly on: string;
}

export async function listedOf({ caller, child }: Parent): Promise<readonly Listed[]> {
  const { body } = await must(caller.get(`/v1/me/children/${child}/receipts`));
  return body.items as readonly Listed[];
}

/** Oldest first, with the file as it was sent. */
export async function receiptsOf(
  parent: Parent,
): Promise<readonly { readonly receipt: Receipt; readonly text: string }[]> {
  const listed = (await listedOf(parent)).toReversed();
  return Promise.all(
    listed.map(async ({ id }) => {
      const { text } = await must(parent.caller.get(`/v1/me/children/${parent.child}/receipts/${id}`));
      return { receipt: JSON.parse(text) as Receipt, text };
    }),
  );
}

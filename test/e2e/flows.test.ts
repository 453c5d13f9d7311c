/**
 * Every flow of every purpose, generated from the catalogue, over a real hub: who gets which fields, and who does not.
 * Two organisations of each role take part; the family allows the first of each, and leaves out what it may leave out.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Delivery, Flow, Purpose } from '../../src/contract/index.js';
import { loadCatalogue } from '../../src/purposes/index.js';
import { must } from '../harness/hub.js';
import { answerAs, claimsOf, derivedBy, openAs } from '../purposes/region/as-agent.js';
import { ask, declineAll, line, tasksOf } from '../purposes/region/ask.js';
import { type Choice, childOf, type RegionChild } from '../purposes/region/child.js';
import { asksFamily, expectedFor } from '../purposes/region/expected.js';
import { type Member, type Region, startRegion } from '../purposes/region/region.js';

const catalogue = await loadCatalogue('consent-schemas');
/** Emergencies first: they want a login of the last five minutes. */
const purposes = [...catalogue.purposes()].sort(
  (a, b) => Number(b.emergency !== null) - Number(a.emergency !== null),
);
/** A purpose under which a partner without the BSN may always be introduced: a public task needs no consent. */
const introducing = 'ondersteuning-passend-onderwijs';

let region: Region;
beforeAll(async () => {
  region = await startRegion(catalogue, ['expertisenetwerk']);
});
afterAll(() => region?.close());

const playing = (place: Flow['source'], members: readonly Member[]): readonly Member[] =>
  members.filter(({ role }) => catalogue.plays(place, role));

/** The first organisation of each role, and every field but the first that may be left out. */
function choiceOf(flow: Flow, purpose: Purpose): Choice {
  const first = region.members.filter(({ name }) => name.endsWith('-een'));
  const left = purpose.fields.find(({ name, optional }) => optional && flow.fields.includes(name))?.name;
  return {
    flow,
    sources: playing(flow.source, first),
    recipients: playing(flow.recipient, first),
    fields: flow.fields.filter((name) => name !== left),
  };
}

const reachable = (purpose: Purpose, by: Member): readonly string[] => {
  const flows = catalogue.flowsTo(purpose, by.role);
  const names = [...new Set(flows.flatMap(({ fields }) => fields))];
  return names.length > 0 ? names : purpose.fields.map(({ name }) => name);
};

/** Asks for everything that could ever reach this member, and holds answer and tasks against what is expected. */
async function expectAnswer(child: RegionChild, purpose: Purpose, by: Member, choice: Choice | null) {
  const subject = child.refOf(by) ?? `chd_${'A'.repeat(22)}`;
  const { answer, asked } = await ask(region, by, subject, purpose, reachable(purpose, by));
  const tasks = answer.status === 201 ? await tasksOf(child, asked.exchange) : [];
  const found = {
    answer: answer.status === 201 ? '201' : `${answer.status} ${answer.body.code}`,
    tasks: tasks.map(({ says }) => says).sort(),
  };
  expect(found, `${by.name} asks for ${purpose.id}`).toEqual(expectedFor(region, child, purpose, by, choice));
  await declineAll(tasks);
}

/** Asked by the recipient, answered by each source with its own records, opened by the recipient and by nobody else. */
async function expectFields(child: RegionChild, purpose: Purpose, flow: Flow, by: Member): Promise<void> {
  const { asked } = await ask(region, by, child.refOf(by) ?? '', purpose, flow.fields);
  const all = await tasksOf(child, asked.exchange);
  const inFlow = all.filter(
    ({ task, source }) => claimsOf(task).flow === flow.id && source.name.endsWith('-een'),
  );
  const answering = inFlow.length > 0 ? inFlow : all.slice(0, 1);
  for (const { source, task } of answering) {
    const put = task.manual ? source.professional : source.system;
    const body = await answerAs(region, source, task, purpose);
    await must(put.send({ method: 'PUT', path: `/v1/tasks/${task.id}/envelope`, body }));
  }
  await declineAll(all.filter((task) => !answering.includes(task)));
  const path = `/v1/exchanges/${asked.exchange}`;
  const deliveries = (await must(by.professional.get(path))).body.deliveries as readonly Delivery[];
  expect(deliveries).toHaveLength(answering.length);
  for (const delivery of deliveries) {
    const source = region.members.find(({ id }) => id === delivery.source.id);
    if (source === undefined) throw new Error('a member sent it');
    const derived = await derivedBy(region, source.role, purpose);
    const fields = claimsOf({ ticket: delivery.ticket } as never).fields;
    expect(line(flow.id, source, fields)).toBe(line(flow.id, source, flow.fields));
    const opened = await openAs(region, by, asked, delivery, purpose);
    const values = Object.fromEntries(fields.map((name) => [name, { value: derived[name] }]));
    expect(opened).toMatchObject({ outcome: 'opened', fields: values });
    const [other] = region.members.filter(({ name }) => name !== by.name && name !== source.name);
    if (other === undefined) throw new Error('the region has others');
    expect((await other.professional.get(path)).status).toBe(404);
    const stolen = await openAs(
      region,
      other,
      { ...asked, privateJwk: other.keys.sealing },
      delivery,
      purpose,
    );
    expect(stolen.outcome).toBe('rejected');
  }
}

/** A field of the purpose that no flow brings to this role cannot even be asked. */
async function expectOutside(child: RegionChild, purpose: Purpose, by: Member): Promise<void> {
  const outside = purpose.fields.find(({ name }) => !reachable(purpose, by).includes(name));
  if (outside === undefined) return;
  const { answer } = await ask(region, by, child.refOf(by) ?? '', purpose, [outside.name]);
  expect([answer.status, answer.body.code]).toEqual([400, 'invalid-request']);
  expect(JSON.stringify(answer.body.errors)).toContain(outside.name);
}

describe.each(purposes)('$id', (purpose) => {
  let child: RegionChild;
  let choice: Choice | null = null;
  /** Both parents about one flow only; the second leaves a field out, or nothing. */
  const decide = async (flow: Flow, all: boolean): Promise<Choice> => {
    const made = choiceOf(flow, purpose);
    choice = all ? { ...made, fields: flow.fields } : made;
    await child.decide(await child.askFamily(purpose, flow), choice);
    return choice;
  };
  const without = ({ bsn, role }: Member, flow?: Flow): boolean =>
    !bsn && (flow === undefined || catalogue.plays(flow.recipient, role));
  beforeAll(async () => {
    child = await childOf(region, purpose);
    const named = (member: Member) => purpose.flows.some(({ recipient }) => recipient === member.role);
    const met = region.members.filter((one) => without(one) && !named(one));
    for (const member of met.filter(({ role }) =>
      purpose.flows.some((f) => catalogue.plays(f.source, role)),
    )) {
      expect(await child.introduce(member, introducing)).toBe(201);
    }
  });

  it.each(purpose.flows)('$id: $source to $recipient', async (flow) => {
    const open = purpose.flows.some((f) => f.recipient === flow.recipient && !asksFamily(f, purpose));
    const strangers = region.members.filter((one) => without(one, flow) && child.refOf(one) === undefined);
    for (const stranger of strangers) {
      expect(await child.introduce(stranger, purpose.id)).toBe(open ? 201 : 403);
    }
    const recipients = playing(flow.recipient, region.members);
    if (asksFamily(flow, purpose)) {
      for (const by of recipients) await expectAnswer(child, purpose, by, choice);
      const { recipients: chosenOnes } = await decide(flow, false);
      for (const stranger of strangers.filter((one) => child.refOf(one) === undefined)) {
        const chosen = chosenOnes.includes(stranger);
        expect(await child.introduce(stranger, purpose.id), stranger.name).toBe(chosen ? 201 : 403);
      }
    }
    for (const by of region.members) await expectAnswer(child, purpose, by, choice);
    const [recipient, second] = recipients;
    if (recipient === undefined) throw new Error('somebody plays the recipient');
    if (asksFamily(flow, purpose)) await decide(flow, true);
    await expectFields(child, purpose, flow, recipient);
    await expectOutside(child, purpose, recipient);
    if (second === undefined || purpose.emergency !== null) return;
    const foreign = await ask(region, second, child.refOf(recipient) ?? '', purpose, flow.fields);
    expect([foreign.answer.status, foreign.answer.body.code]).toEqual([404, 'not-found']);
  });
});

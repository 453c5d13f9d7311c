/** A consent that a professional wrote down is marked as such wherever it stands; one that a device signed says so too. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ExchangeStory } from '../../src/contract/index.js';
import { inspect } from '../audit/inspected.js';
import { type Family, familyOf, type Parent, parentsOf, questionsOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { standFor, writeDown } from '../harness/on-paper.js';
import { exchanging } from '../harness/whole-exchange.js';
import { decisionsPath, register, signedBy } from '../passkeys/signer.js';

let hub: TestHub;
let family: Family;
let mother: Parent;
let father: Parent;

const by = 'Testorganisatie school';
const mark = `Vastgelegd met u door ${by}`;

beforeAll(async () => {
  hub = await startTestHub();
  family = await familyOf(hub, 'een kind');
  [mother, father] = parentsOf(family);
  await family.ask();
  await standFor(family.nurse, family.atJgz, await writeDown(family, mother, 'paper'));
  const { device } = await register(hub, father);
  await must(father.caller.post(decisionsPath(father), await signedBy(father, device)));
});
afterAll(() => hub?.close());

it.each(['', '/decisions', '/receipts'])(
  'stands on /children/{child}%s of who it is, and of no other',
  async (path) => {
    const own = await must(mother.caller.get(`/children/${mother.child}${path}`));
    expect(own.text).toContain(`${mark}, op papier`);
    const others = await must(father.caller.get(`/children/${father.child}${path}`));
    expect(others.text).not.toContain('Vastgelegd met');
  },
);

it('stands in the copy of all data, which also says what a device signed', async () => {
  const decisionsOf = async ({ caller, child }: Parent) => {
    const { body } = await must(caller.get(`/children/${child}/copy`));
    return { decisions: body.decisions, receipts: body.receipts };
  };
  const recorded = { channel: 'paper', by: { id: hub.school.id, name: by } };
  expect(await decisionsOf(mother)).toMatchObject({
    decisions: [{ channel: 'paper', recordedBy: recorded.by, signed: false }],
    receipts: [{ event: 'consent.given', recorded }],
  });
  expect(await decisionsOf(father)).toMatchObject({
    decisions: [{ channel: 'portal', recordedBy: null, signed: true }],
    receipts: [{ event: 'consent.given', recorded: null }],
  });
});

it('stands in the lists of the API', async () => {
  const [question] = await questionsOf(mother);
  expect(question?.own).toMatchObject({ channel: 'paper', recordedBy: { name: by }, signed: false });
  expect((await questionsOf(father))[0]?.own).toMatchObject({
    channel: 'portal',
    recordedBy: null,
    signed: true,
  });
  const { body } = await must(mother.caller.get(`/v1/me/children/${mother.child}/receipts`));
  expect(body.items).toMatchObject([{ version: 1, recorded: { channel: 'paper', by: { name: by } } }]);
});

it('stands in what a privacy officer reads of an exchange, on the page too', async () => {
  const exchange = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  const asked = String((await must(exchange.ask())).body.id);
  const { body } = await must(inspect(hub, asked));
  const told = (body as unknown as ExchangeStory).consents.map(({ recorded, signed }) => ({
    recorded,
    signed,
  }));
  expect(told).toHaveLength(2);
  expect(told).toContainEqual({
    recorded: { channel: 'paper', by: { id: hub.school.id, name: by } },
    signed: false,
  });
  expect(told).toContainEqual({ recorded: null, signed: true });
  const officer = await hub.officerInBrowser('privacy');
  const page = await must(
    officer.send({
      method: 'POST',
      path: `/officer/exchanges/${asked}`,
      form: true,
      key: null,
      body: { csrf: officer.csrf(), once: randomUUID(), reason: 'vraag van een ouder' },
      headers: { Origin: hub.url },
    }),
  );
  expect(page.text).toMatch(/op papier<\/span> vastgelegd door <bdi>Testorganisatie school/);
  expect(page.text).toContain('ondertekend met een eigen sleutel');
});

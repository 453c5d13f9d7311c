import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../harness/caller.js';
import {
  assertAuthority,
  type Family,
  familyOf,
  type Parent,
  parentsOf,
  questionsOf,
} from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';

/** Two parents who live apart, side by side: what each page and each answer of the API says to one while the other acts. */
let hub: TestHub;
let family: Family;
let mother: Parent;
let father: Parent;
let request: string;

const address = 'moeder@verzonnen.example';

/** Files with a proof hold the newest checkpoint of the log, which is public; what else is in them stands in the lists. */
const withProof = (path: string): boolean => path.includes('{receipt}') || path.endsWith('access-statement');

/** Every page and every answer of the API that this parent can read, by address; without the guards of forms. */
async function allThatIsShownTo({ caller, child }: Parent): Promise<ReadonlyMap<string, string>> {
  const [question] = await questionsOf({ caller, child, person: '' });
  const own: Readonly<Record<string, string | undefined>> = {
    child,
    request: question?.request,
    decision: question?.own?.decision,
  };
  const shown = new Map<string, string>();
  for (const { method, path, callers, page } of hub.routes) {
    if (method !== 'GET' || !callers.includes('citizen') || withProof(path)) continue;
    const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => own[name] ?? '-');
    if (address.includes('/-')) continue;
    const { status, text } = await caller.get(address);
    const bare = text.replaceAll(/name="once" value="[\w-]*"/g, '').replaceAll(/-[0-9a-f]{32}-/g, '');
    if (status < 400) shown.set(address, `${page === true} ${status} ${bare}`);
  }
  return shown;
}

const form = (caller: Caller, path: string, fields: Record<string, string>) =>
  must(
    caller.send({
      method: 'POST',
      path,
      form: true,
      key: null,
      body: { csrf: caller.csrf(), once: `${Math.random()}`.padEnd(22, '0').slice(0, 22), ...fields },
      headers: { Origin: hub.url },
    }),
  );

beforeAll(async () => {
  hub = await startTestHub();
  family = await familyOf(hub, 'een kind');
  [mother, father] = parentsOf(family);
  request = await family.ask();
  await family.decide(father, 'given');
});
afterAll(() => hub?.close());

describe('what one parent sees', () => {
  it('stays the same, byte for byte, whatever the other does short of the last yes', async () => {
    const before = await allThatIsShownTo(father);
    expect(before.size).toBeGreaterThan(11);
    expect(await allThatIsShownTo(father)).toEqual(before);

    const again = await hub.citizen('ouder-een');
    await must(again.send({ path: `/children/${mother.child}`, headers: { 'Accept-Language': 'ar' } }));
    mother = { ...mother, caller: again };
    expect(await allThatIsShownTo(father), 'after a login in Arabic').toEqual(before);

    await form(again, '/settings', { address, language: 'ar', withName: 'yes' });
    expect(await allThatIsShownTo(father), 'after an address for mail').toEqual(before);

    await family.decide(mother, 'refused');
    expect(await allThatIsShownTo(father), 'after a no').toEqual(before);

    await form(again, `/children/${mother.child}/rights/erasure`, { explanation: '' });
    expect(await allThatIsShownTo(father), 'after a request to erase').toEqual(before);

    const decision = await family.decide(mother, 'given');
    const complete = await allThatIsShownTo(father);
    expect(complete, 'after the last yes').not.toEqual(before);
    const path = `/v1/me/children/${mother.child}/decisions/${decision}/withdrawals`;
    await must(mother.caller.post(path));
    expect(await allThatIsShownTo(father), 'after a withdrawal').toEqual(before);
  });

  it('names nobody but the partners: no address, person, account or decision of the other', async () => {
    const shown = [...(await allThatIsShownTo(father)).values()].join('\n');
    const [question] = await questionsOf(mother);
    const rows = await hub.fresh.database.pool.query('SELECT account FROM browser_session');
    const accounts = rows.rows.map(({ account }: { account: string }) => account);
    expect(accounts.length).toBeGreaterThan(1);
    for (const secret of [
      address,
      mother.person,
      mother.child,
      question?.own?.decision ?? 'none',
      ...accounts,
    ]) {
      expect(shown).not.toContain(secret);
    }
    // It can fail: the own ids do stand there.
    expect(shown).toContain(father.child);
  });

  it('holds no trace of a guardian whom another partner knows: only that one must answer again, as after any change', async () => {
    const asSchool = async () => (await family.teacher.get(`/v1/consent-requests/${request}`)).text;
    const [before, school] = [await allThatIsShownTo(father), await asSchool()];
    const invited = await must(
      family.nurse.post(`/v1/subjects/${family.atJgz}/invitations`, { as: 'guardian' }),
    );
    const caller = await hub.citizen('ouder-drie');
    const { body } = await must(caller.post('/v1/me/invitations/_redeem', { code: invited.body.code }));
    const shielded = { caller, child: String(body.id), person: String(invited.body.person) };
    await form(caller, '/settings', { address: 'derde@verzonnen.example', language: 'uk' });
    expect([await allThatIsShownTo(father), await asSchool()]).toEqual([before, school]);

    await assertAuthority(family.nurse, family.atJgz, shielded.person, 'joint');
    const asked = await allThatIsShownTo(father);
    const text = [...asked.values()].join('\n');
    for (const secret of ['derde@', shielded.child, shielded.person]) expect(text).not.toContain(secret);
    for (const choice of ['refused', 'given'] as const) {
      await family.decide(shielded, choice);
      expect(await allThatIsShownTo(father), choice).toEqual(asked);
      expect(await asSchool(), choice).toBe(school);
    }
  });
});

describe('a guardian whose authority ends', () => {
  it('sees nothing more of the child at once, and keeps proof of the own decisions', async () => {
    const { caller, child } = mother;
    const said = await assertAuthority(family.teacher, family.atSchool, mother.person, 'none');
    const confirmation = {
      assertion: said.body.assertion,
      ground: 'court-document',
      reason: 'Uitspraak gezien.',
    };
    const receiptsBefore = (await must(caller.get(`/v1/me/children/${child}/receipts`))).body.items;
    await must(hub.privacyOfficer.post('/v1/authority-confirmations', confirmation));
    await family.ask();
    expect((await caller.get(`/v1/me/children/${child}/accesses`)).body).toMatchObject({ items: [] });
    expect(await questionsOf(mother)).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ own: null })]),
    );
    const { items } = (await must(caller.get(`/v1/me/children/${child}/receipts`))).body as {
      items: { id: string; event: string }[];
    };
    const own = (receiptsBefore as typeof items).filter(({ event }) => event.startsWith('consent.'));
    expect(items).toEqual(own);
    expect(own.length).toBeGreaterThan(2);
    const page = await must(caller.send({ path: `/children/${child}/receipts` }));
    for (const { id } of own) {
      expect(page.text).toContain(id);
      expect((await caller.get(`/v1/me/children/${child}/receipts/${id}`)).status).toBe(200);
    }
    const accesses = await must(caller.send({ path: `/children/${child}/accesses` }));
    expect(accesses.text).not.toContain('Testorganisatie');
    expect((await caller.post(`/v1/me/children/${child}/decisions`, {})).status).toBeGreaterThanOrEqual(400);
  });
});

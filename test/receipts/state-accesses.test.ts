import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertAuthority } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { startTestHub, type TestHub } from '../harness/hub.js';
import { type LivedReceipts, liveReceipts, receiptsOf, release } from './lived-receipts.js';
import { replayed, stateFor, stateForOfficer, subjectIn } from './stated.js';

let hub: TestHub;
let lived: LivedReceipts;
let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder('stated');
  hub = await startTestHub();
  lived = await liveReceipts(hub);
});
afterAll(async () => {
  await hub?.close();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

const eventsOf = ({ file }: Awaited<ReturnType<typeof stateFor>>) => file.accesses.map(({ event }) => event);

const lived7 = [
  'subject.enrolled',
  'subject.enrolled',
  'exchange.refused',
  'exchange.permitted',
  'exchange.released',
  'exchange.permitted',
  'exchange.released',
];

describe('a statement of accesses', () => {
  it('names every enrolment, request, refusal, release and emergency that a parent may see, in the order of the log', async () => {
    const stated = await stateFor(lived.mother);
    expect(stated.status).toBe(201);
    expect(eventsOf(stated)).toEqual(lived7);
    const indexes = stated.file.accesses.map(({ index }) => index);
    expect(indexes).toEqual(indexes.toSorted((a, b) => a - b));
    expect(indexes.at(-1)).toBeLessThan(stated.file.ledger.inclusion.index);
    expect(stated.file.accesses.at(-1)).toMatchObject({
      partner: { name: 'Testorganisatie jgz' },
      purpose: 'acute-veiligheid',
    });
  });

  it('is given again while it says what a new one would, and is another once more may be seen', async () => {
    const first = await stateFor(lived.mother);
    expect([first.status, first.file.id]).toEqual([200, (await stateFor(lived.mother)).file.id]);
    await release(lived.exchange);
    const next = await stateFor(lived.mother);
    expect([next.status, next.file.id === first.file.id]).toEqual([201, false]);
    expect(eventsOf(next)).toEqual([...lived7, 'exchange.permitted', 'exchange.released']);
    expect(next.file.accesses.slice(0, 7)).toEqual(first.file.accesses);
  });

  it('holds every exchange that there is a receipt of, under the same leaf and index', async () => {
    const { file } = await stateFor(lived.father);
    const ofExchanges = (await receiptsOf(lived.father)).filter(
      ({ receipt }) => receipt.ledger.kind === 'exchange',
    );
    expect(ofExchanges).toHaveLength(5);
    for (const { receipt } of ofExchanges) {
      const { leaf, index } = receipt.ledger.inclusion;
      expect(file.accesses).toContainEqual(expect.objectContaining({ leaf, index }));
    }
  });

  it('tells one parent nothing of the other’s, and is no access itself', async () => {
    const [mother, father] = [await stateFor(lived.mother), await stateFor(lived.father)];
    expect(mother.file.accesses).toEqual(father.file.accesses);
    expect(mother.file.id).not.toBe(father.file.id);
    const { payload, parts, opening } = father.file.ledger.opened;
    expect([parts, payload.parts]).toEqual([[expect.any(String)], [expect.any(String)]]);
    for (const secret of [lived.father.child, String(payload.id), opening, ...parts]) {
      expect(mother.text).not.toContain(secret);
    }
  });

  it('is not there for a child of somebody else: the same answer as for one that never was', async () => {
    const answers = [lived.father.child, `kid_${'A'.repeat(22)}`].map(async (child) => {
      const { status, body } = await lived.mother.caller.post(
        `/v1/me/children/${child}/access-statements`,
        undefined,
      );
      const { traceId: _, ...rest } = body;
      return { status, rest };
    });
    const [theirs, unknown] = await Promise.all(answers);
    expect(theirs).toMatchObject({ status: 404, rest: { code: 'not-found' } });
    expect(theirs).toEqual(unknown);
  });

  it('names everything to an officer, and each look of an officer is an entry', async () => {
    const subject = subjectIn((await stateFor(lived.mother)).file);
    const before = await hub.entries('access');
    const first = await stateForOfficer(hub.privacyOfficer, subject);
    const second = await stateForOfficer(hub.privacyOfficer, subject);
    expect([first.status, second.status, await hub.entries('access')]).toEqual([201, 201, before + 2]);
    expect(first.file.viewer).toEqual({ as: 'officer', child: null });
    expect(eventsOf(first)).toEqual([...lived7, 'exchange.permitted', 'exchange.released']);
    const never = `sub_${'A'.repeat(22)}`;
    const { status } = await hub.privacyOfficer.post('/v1/audit/access-statements', {
      subject: never,
      reason: 'een kind dat er niet is',
    });
    expect(status).toBe(404);
    const { body } = await hub.privacyOfficer.post('/v1/audit/access-statements', { subject });
    expect(body).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/reason' }] });
  });

  it('of a parent whose authority is in doubt says that this parent sees nothing, and no more', async () => {
    const { family, father } = lived;
    await assertAuthority(family.teacher, family.atSchool, father.person, 'under-investigation');
    const { file } = await stateFor(father);
    expect([file.until, file.accesses]).toEqual(['nothing', []]);
    expect((await stateFor(lived.mother)).file.until).toBeNull();
  });

  it('is borne out by the replay of the log', async () => {
    const { finding, replayed: done } = await replayed(hub, folder, 'whole');
    expect(finding).toBeNull();
    expect(done).toMatchObject({ unproven: 0, statements: await hub.entries('access') });
  });
});

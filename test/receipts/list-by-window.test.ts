/** The list of receipts reads no further back than its page reaches, and shows what reading everything would show. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountId, Emergency, Officer, ReceiptId } from '../../src/contract/index.js';
import { newId } from '../../src/kernel/index.js';
import { entryIdOf } from '../../src/receipts/domain/receivable.js';
import { listReceipts, viewedReceipts } from '../../src/receipts/usecases/list-receipts.js';
import { receiptCursor } from '../../src/receipts/usecases/receipt-cursor.js';
import { forOfficer, necessityFor, professional } from '../exchange/partner.js';
import { mandatory, purpose, type Scene, scene } from '../exchange/scene.js';
import { flowBetween, type Guardian } from '../exchange/team.js';
import { exchangeWorld, type World } from '../exchange/world.js';

const day = 24 * 3600;
const officer: Officer = {
  kind: 'officer',
  account: newId<'AccountId'>('acc') as AccountId,
  duty: 'privacy-officer',
};

let world: World;
let now: Scene;

/** Signed in just now, as stopping asks. */
const present = () => ({
  ...now.family,
  guardians: now.family.guardians.map((one) => ({
    ...one,
    caller: { ...one.caller, authenticatedAt: world.clock.now() },
  })),
});

/** Given by both, answered, released twice, asked in vain once more, and stopped by the first. */
async function stopped(): Promise<void> {
  const flow = flowBetween('school-jgz', now.school.id, now.jgz.id, [...mandatory, 'leerjaar']);
  const [decision] = await world.team.give(present(), now.school, purpose, [flow]);
  const { id } = await now.ask();
  const [task] = await now.take();
  if (task === undefined) throw new Error('the school has a task');
  await now.put(task.id, await now.sealed(task));
  await now.read(id);
  await now.read(id);
  await now.ask();
  await world.team.withdraw(present(), decision);
  await expect(now.ask()).rejects.toMatchObject({ code: 'basis-not-in-force' });
}

/** Asked by one professional, released by the hand of another. */
async function emergency(hidden: boolean): Promise<void> {
  const { id } = await now.ask({
    fields: ['contactrol', 'veiligheidsafspraak'],
    request: {
      ...{ purpose: 'acute-veiligheid', question: 'nu-veilig', necessity: necessityFor(now.school) },
      ...(hidden && { unsafeForFamily: [forOfficer] }),
    },
  });
  const [task] = await now.take();
  if (task === undefined) throw new Error('the school has a task');
  const body = await now.sealed(task, now.school, { ground: 'direct-gevaar' });
  const by = professional(now.school, world.clock.now());
  await world.call('PUT /v1/tasks/{task}/envelope', by, { params: { task: task.id }, body });
  await now.read(id);
}

/** An officer's word on every emergency that waits for one, or had one. */
async function review(state: 'waiting' | 'reviewed', hiding: 'confirmed' | 'lifted'): Promise<void> {
  const query = { state };
  const { items } = await world.call<{ items: Emergency[] }>('GET /v1/audit/emergencies', officer, { query });
  for (const { id, hiding: present } of items) {
    const body = { verdict: 'necessary', ...(present !== null && { hiding }) };
    await world.call('POST /v1/audit/emergencies/{emergency}/reviews', officer, {
      ...{ params: { emergency: id }, body },
    });
  }
}

/** Everything that one can have a receipt of, and much that one cannot, over and over. */
async function live(): Promise<void> {
  await expect(now.ask()).rejects.toMatchObject({ code: 'basis-not-in-force' });
  await emergency(true);
  for (let turn = 0; turn < 3; turn += 1) {
    await stopped();
    await emergency(turn === 1);
    if (turn === 0) await review('waiting', 'confirmed');
  }
  await emergency(true);
}

beforeAll(async () => {
  world = await exchangeWorld();
  now = await scene(world);
  world.clock.advance(2 * day);
  await live();
});
afterAll(() => world.close());

const guardian = (place: number): Guardian => {
  const found = now.family.guardians[place];
  if (found === undefined) throw new Error('the family has two guardians');
  return found;
};

const whole = async ({ caller, child }: Guardian): Promise<readonly ReceiptId[]> =>
  (await viewedReceipts(world.receipts, caller.account, child)).receivables.map(({ receipt }) => receipt);

async function byPages({ caller, child }: Guardian, sizes: { page: number; window: number }) {
  const pages: (readonly string[])[] = [];
  let cursor: string | null = null;
  do {
    const read: Awaited<ReturnType<typeof listReceipts>> = await listReceipts(
      ...([world.receipts, caller.account, child, cursor, sizes] as const),
    );
    pages.push(read.items.map(({ id }) => id));
    cursor = read.next;
  } while (cursor !== null);
  return pages;
}

const subjectOf = async ({ caller, child }: Guardian) =>
  (await world.receipts.people.known(world.receipts.database.reader, caller.account, child)).subject;

/** Every size of page and window up to one beyond what there is. */
async function compareAll(viewer: Guardian): Promise<number> {
  const all = await whole(viewer);
  const entries = await world.receipts.owned.about(await subjectOf(viewer), ['consent', 'exchange']);
  for (const window of [1, 3, 13, entries.length, entries.length + 1]) {
    for (const page of [1, 7, all.length]) {
      const pages = await byPages(viewer, { page, window });
      expect(pages.flat(), `pages of ${page}, windows of ${window}`).toEqual(all);
      expect(pages.slice(0, -1).every(({ length }) => length === page)).toBe(true);
    }
  }
  return all.length;
}

describe('the list of receipts', { timeout: 120_000 }, () => {
  it('is the same in windows and pages of any size as read whole, with what is hidden left out', async () => {
    const [mother, father] = [await compareAll(guardian(0)), await compareAll(guardian(1))];
    // Three yeses, and of the mother three withdrawals; four refusals, six releases, two emergencies with what they brought.
    expect([mother, father]).toEqual([3 + 3 + 14, 3 + 14]);
  });

  it('is so too once two hidings lapsed, and once the third was lifted', async () => {
    world.clock.advance(9 * day);
    expect(await compareAll(guardian(0))).toBe(20 + 4);
    await review('reviewed', 'lifted');
    expect(await compareAll(guardian(0))).toBe(20 + 6);
  });

  it('begins after no receipt that never was, is another person’s, or is no receipt', async () => {
    const [{ caller, child }, father] = [guardian(0), guardian(1)];
    const own = new Set(await whole(guardian(0)));
    const foreign = (await whole(father)).filter((receipt) => !own.has(receipt));
    expect(foreign.length).toBeGreaterThan(0);
    const { vault, people, database } = world.receipts;
    const idOf = async (of: Guardian) =>
      (await people.known(database.reader, of.caller.account, of.child)).person;
    const [mine, his] = [await idOf(guardian(0)), await idOf(father)];
    const made = foreign.flatMap((receipt) =>
      [mine, his].map((person) => receiptCursor(vault, person, entryIdOf(receipt))),
    );
    for (const cursor of [newId('rcp'), receiptCursor(vault, mine, newId('ent')), ...foreign, ...made]) {
      await expect(listReceipts(world.receipts, caller.account, child, cursor)).rejects.toMatchObject({
        code: 'invalid-request',
      });
    }
  });

  it('keeps the own decisions of a guardian whose authority is in doubt, and nothing else', async () => {
    await now.doubt();
    expect(await compareAll(guardian(1))).toBe(3);
  });
});

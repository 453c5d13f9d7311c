import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../src/contract/index.js';
import { type BadInput, badInputsOn, forgedFormsOn } from '../harness/bad-inputs.js';
import type { Answer } from '../harness/caller.js';
import { type DatabaseState, readState, type StateReader } from '../harness/database-state.js';
import { templateOf } from '../harness/id-positions.js';
import { type Identity, idsOfNobody, mayCall, plantWorld, type World } from '../harness/planted-world.js';
import { callOn, kindsOn } from '../harness/route-calls.js';

/**
 * Every row of every route table, called with all that its schemas do not take, by each kind of caller that it is for
 * and about that caller's own things: whatever slipped through would change them.
 */
interface Batch {
  readonly tried: readonly { readonly name: string; readonly answer: Answer }[];
  /** Of calls that a partner made. */
  readonly entries: number;
  readonly before: DatabaseState;
  readonly after: DatabaseState;
}

/** At once, between two looks at the database. */
const batchSize = 12;

let world: World;
let state: StateReader;
const batches: Batch[] = [];
/** Forms that are right in all but whose they are. */
const forged: (Batch & { readonly route: Route })[] = [];
const inputsOf = new Map<Route, number>();
const everyTry = () => batches.flatMap(({ tried }) => tried);

beforeAll(async () => {
  world = await plantWorld();
  state = await readState(world.hub.fresh);
  for (const route of world.hub.routes) {
    for (const identity of callersOf(route)) await tryAll(route, identity);
  }
}, 600_000);
afterAll(async () => {
  await state?.close();
  await world?.hub.close();
});

/** Of each kind the one that has most of what the route is about. */
function callersOf(route: Route): readonly Identity[] {
  const kinds = kindsOn(route);
  const has = ({ holder }: Identity): number =>
    kinds.filter((kind) => world.belongings.get(holder)?.[kind] !== undefined).length;
  return route.callers.flatMap((kind) => {
    const able = world.identities.filter((one) => one.kind === kind && mayCall(route, one));
    return able.toSorted((a, b) => has(b) - has(a)).slice(0, 1);
  });
}

async function tryAll(route: Route, identity: Identity): Promise<void> {
  const ids = { ...idsOfNobody(kindsOn(route)), ...world.belongings.get(identity.holder) };
  const good = await callOn(route, identity, ids);
  const inputs = badInputsOn(route, good);
  inputsOf.set(route, (inputsOf.get(route) ?? 0) + inputs.length);
  let before = await state.read();
  for (let from = 0; from < inputs.length; from += batchSize) {
    const some = inputs.slice(from, from + batchSize);
    const tried = await Promise.all(some.map((input) => tryOne(route, identity, input)));
    const after = await state.read();
    const entries = identity.partner === null ? 0 : some.filter(({ reachesRoute }) => reachesRoute).length;
    batches.push({ tried, entries, before, after });
    before = after;
  }
  const stranger = world.identities.find(
    ({ kind, holder }) => kind === 'citizen' && holder !== identity.holder,
  );
  const forms = forgedFormsOn(route, good, stranger?.caller.csrf() ?? '');
  if (forms.length === 0) return;
  const tried = await Promise.all(forms.map((form) => tryOne(route, identity, form)));
  forged.push({ route, tried, entries: 0, before, after: await state.read() });
}

const tryOne = async (
  route: Route,
  { name: who, caller }: Identity,
  { name, call }: Pick<BadInput, 'name' | 'call'>,
) => {
  // A form comes from a page of ours, whoever sends it: from where it may not come is for every-page to try.
  const headers = route.page === true ? { Origin: world.hub.url, ...call.headers } : (call.headers ?? {});
  return {
    name: `${templateOf(route)} by ${who}: ${name}`,
    answer: await caller.send({ ...call, headers }),
  };
};

describe('bad input', () => {
  it('is made for every route, for everyone whom it is for', () => {
    for (const route of world.hub.routes) {
      expect(
        callersOf(route).map(({ kind }) => kind),
        templateOf(route),
      ).toEqual(route.callers);
      expect(inputsOf.get(route), templateOf(route)).toBeGreaterThan(2 * route.callers.length);
    }
    expect(everyTry().length).toBeGreaterThan(2_000);
  });

  it('is refused as what it is, and is never a fault of the hub', () => {
    const refusals = ['invalid-request', 'idempotency-key-missing', 'media-type-unsupported', 'not-found'];
    for (const { name, answer } of everyTry()) {
      const due = name.endsWith('300 kB') ? ['content-too-large'] : refusals;
      expect(due, `${name}: ${answer.status}`).toContain(answer.body.code);
    }
  });

  it('of a page is a form that another session made: refused as such, on every page that changes something', () => {
    const posted = world.hub.routes.filter(({ page, method }) => page === true && method !== 'GET');
    expect(posted.length).toBeGreaterThan(3);
    // Signing out needs no more than to come from our own pages: see every-route.
    const guarded = posted.filter((route) => templateOf(route) !== 'POST /logout');
    expect([...new Set(forged.map(({ route }) => route))]).toEqual(guarded);
    for (const { tried, before, after } of forged) {
      for (const { name, answer } of tried) {
        expect([answer.status, answer.body.code], name).toEqual([403, 'origin-not-allowed']);
      }
      expect(after).toEqual(before);
    }
  });

  it('changes no row but the entry that a partner’s call leaves', () => {
    for (const { tried, entries, before, after } of batches) {
      const names = tried.map(({ name }) => name).join('\n');
      expect(after, names).toEqual(state.after(before, entries));
    }
  });

  it('leaves a ledger that has taken in those entries and no other', async () => {
    const expected = batches.reduce((sum, { entries }) => sum + entries, batches[0]?.before.entries ?? 0);
    const size = async () => Number((await state.run('SELECT count(*) AS count FROM ledger_leaf'))[0]?.count);
    await expect.poll(size, { timeout: 10_000 }).toBe(expected);
  });
});

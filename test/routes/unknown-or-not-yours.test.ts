import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '../harness/caller.js';
import { readState, type StateReader } from '../harness/database-state.js';
import { templateOf } from '../harness/id-positions.js';
import { type Block, compareBlocks } from '../harness/likeness.js';
import { plantWorld, type World } from '../harness/planted-world.js';
import { kindsOn, takesCode } from '../harness/route-calls.js';
import { traceStatements } from '../harness/statement-trace.js';
import { type Comparison, comparisonsOn } from '../harness/unknown-or-foreign.js';

let world: World;
let state: StateReader;
/** Of every route that takes an id or a code, by everyone whom the hub lets look for it. */
const comparisons: Comparison[] = [];
beforeAll(async () => {
  world = await plantWorld();
  state = await readState(world.hub.fresh);
  for (const route of world.hub.routes.filter((row) => kindsOn(row).length > 0)) {
    comparisons.push(...(await comparisonsOn(route, world)).filter(({ admitted }) => admitted));
  }
});
afterAll(async () => {
  await state?.close();
  await world?.hub.close();
});

const nameOf = ({ route, name }: Comparison): string => `${templateOf(route)}: ${name}`;

describe('what is unknown and what is not yours', { timeout: 600_000 }, () => {
  it('cost the same statements, on every route and for everyone', async () => {
    const trace = traceStatements();
    const statementsOf = async ({ route, identity }: Comparison, call: Call): Promise<readonly string[]> => {
      if (takesCode(route)) await state.forgetTries();
      // Those that are sent together reach the pool in any order.
      return (await trace.follow(identity.caller, call)).statements.toSorted();
    };
    /** What the hub remembers for a while it may have forgotten between the two: what is told is told again. */
    const both = async (comparison: Comparison, again = 2): Promise<readonly (readonly string[])[]> => {
      const unknown = await statementsOf(comparison, comparison.unknown);
      const foreign = await statementsOf(comparison, comparison.foreign);
      const same = unknown.join('\n') === foreign.join('\n');
      return same || again === 0 ? [unknown, foreign] : both(comparison, again - 1);
    };
    for (const comparison of comparisons) {
      const [unknown = [], foreign] = await both(comparison);
      expect(unknown.length, nameOf(comparison)).toBeGreaterThan(1);
      expect(foreign, nameOf(comparison)).toEqual(unknown);
    }
    trace.stop();
  });

  it('take the same time: neither is told from the other by how long it takes', async () => {
    const told: string[] = [];
    for (const comparison of oneOfEach()) {
      const how = await toldApart(comparison);
      if (how !== null) told.push(`${nameOf(comparison)}: ${how}`);
    }
    expect(told).toEqual([]);
  });
});

describe('the comparison itself', () => {
  it('sees the statements that one’s own thing costs', async () => {
    const trace = traceStatements();
    const [path, caller] = ['/v1/consent-requests', world.hub.school.system];
    const cost = async (id = '') => (await trace.follow(caller, { path: `${path}/${id}` })).statements;
    const own = await cost(world.belongings.get('school')?.crq);
    const foreign = await cost(world.belongings.get('elders')?.crq);
    trace.stop();
    // The refusal goes on record, which costs as many as the answer; but they are others.
    expect(own.filter((statement) => !foreign.includes(statement))).not.toEqual([]);
  });

  it('finds a tenth more among noise of a third, and nothing where nothing is', () => {
    let state = 1;
    const noisy = (time: number): number => {
      state = (state * 48_271) % 2_147_483_647;
      return time * (1 + state / 2_147_483_647 / 3);
    };
    const blocks = (more: number): Block[] =>
      Array.from({ length: 40 }, () => ({
        first: [1, 2, 3].map(() => noisy(5)),
        second: [1, 2, 3].map(() => noisy(5 * (1 + more))),
      }));
    expect(compareBlocks(blocks(0.1)).z).toBeGreaterThan(3);
    expect(compareBlocks(blocks(-0.1)).z).toBeLessThan(-3);
    expect(Math.abs(compareBlocks(blocks(0)).z)).toBeLessThan(2);
  });
});

/** For each route: all that is named foreign, and each of it alone. That who calls makes no difference was seen above. */
function oneOfEach(): readonly Comparison[] {
  const chosen = new Map<string, Comparison>();
  for (const comparison of comparisons) {
    const key = `${templateOf(comparison.route)} ${comparison.varied}`;
    if (!chosen.has(key)) chosen.set(key, comparison);
  }
  return [...chosen.values()];
}

/**
 * Blocks of calls in each round, and by how many standard deviations they must differ to go on to the next. The rounds
 * share no measurement, so that chance passes all three once in some millions of times.
 */
const rounds = [
  { blocks: 16, z: 2 },
  { blocks: 24, z: 2.5 },
  { blocks: 40, z: 3 },
] as const;
/** What is nearer than this part of the time is taken for the same. */
const near = 0.03;

/** @returns how, when every round says so and all in the same direction; else null */
async function toldApart(comparison: Comparison): Promise<string | null> {
  const found: string[] = [];
  let direction = 0;
  for (const { blocks, z: least } of rounds) {
    const { z, shift } = compareBlocks(await measure(comparison, blocks));
    const same = direction === 0 || Math.sign(z) === direction;
    if (Math.abs(z) < least || Math.abs(shift) < near || !same) return null;
    direction = Math.sign(z);
    found.push(`${(shift * 100).toFixed(1)} % (z ${z.toFixed(1)})`);
  }
  return found.join(', ');
}

/** Three of either kind a block, by turns, now the one first and now the other. */
async function measure(comparison: Comparison, count: number): Promise<readonly Block[]> {
  const blocks: Block[] = [];
  for (let block = 0; block < count; block += 1) {
    const [first, second]: [number[], number[]] = [[], []];
    for (const turn of [0, 1, 2]) {
      const calls = [
        async () => first.push(await timeOf(comparison, comparison.unknown)),
        async () => second.push(await timeOf(comparison, comparison.foreign)),
      ];
      for (const call of (block + turn) % 2 === 0 ? calls : calls.reverse()) await call();
    }
    blocks.push({ first, second });
  }
  return blocks;
}

/** From the first byte sent to the last one received; what the caller does before does not count. */
async function timeOf({ identity, route }: Comparison, call: Call): Promise<number> {
  if (takesCode(route)) await state.forgetTries();
  const prepared = await identity.caller.prepare(call);
  const began = performance.now();
  await (await fetch(`${world.hub.url}${call.path}`, prepared)).arrayBuffer();
  return performance.now() - began;
}

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Inclusion } from '../../src/contract/index.js';
import {
  formatAddCheckpoint,
  HashTree,
  judgeCheckpoint,
  parseVerifierKey,
  type Witnessed,
} from '../../src/tlog/index.js';
import { kernhub } from '../harness/command.js';
import { type Family, familyOf } from '../harness/family.js';
import { must } from '../harness/hub.js';
import { type OwnServer, ownServer } from '../harness/own-server.js';
import { type HubProcess, type SeveralHubs, startSeveralHubs } from '../harness/several-hubs.js';
import { exchanging } from '../harness/whole-exchange.js';

const cuts = 20;

/** What callers were told, and so must still be true after any crash. */
interface Told {
  readonly exchanges: { readonly id: string; readonly proof: Inclusion }[];
  readonly decisions: string[];
  readonly questions: string[];
}

let server: OwnServer;
let hubs: SeveralHubs;
let family: Family;
let vkeys: readonly string[];
let running: HubProcess[];
const told: Told = { exchanges: [], decisions: [], questions: [] };
const acknowledged = (): number => told.exchanges.length + told.decisions.length + told.questions.length;

beforeAll(async () => {
  server = await ownServer();
  hubs = await startSeveralHubs(2, server);
  running = [...hubs.first];
  family = await familyOf(hubs, 'power');
  await family.agree();
  vkeys = (await (await fetch(`${hubs.url}/ledger-key`)).text()).trimEnd().split('\n');
}, 120_000);
afterAll(() => hubs?.close(), 120_000);

/** Partners and parents at work, whatever becomes of a call, until told to stop. */
async function startWriters(): Promise<() => Promise<void>> {
  let stopped = false;
  const { ask } = await exchanging({ ...hubs, family });
  const loop = async (work: () => Promise<void>): Promise<void> => {
    // A call may be lost or refused; it counts only where it was answered well.
    while (!stopped) await Promise.allSettled([work(), pause(200)]);
  };
  const writers = [
    ...[1, 2].map(() =>
      loop(async () => {
        const { body } = await must(ask());
        told.exchanges.push({ id: String(body.id), proof: body.decision as Inclusion });
      }),
    ),
    ...family.parents.map((parent) =>
      loop(async () => void told.decisions.push(await family.decide(parent, 'given'))),
    ),
    loop(async () => void told.questions.push(await family.ask())),
  ];
  return async () => {
    stopped = true;
    await Promise.all(writers);
  };
}

/** A hub by turns the leader and another; a new one takes its place. */
async function killHub(round: number): Promise<void> {
  const leader = await hubs.leader();
  const victim = round % 2 === 0 ? leader : (running.find((hub) => hub !== leader) ?? leader);
  running = running.filter((hub) => hub !== victim);
  process.kill(victim.pid, 'SIGKILL');
  await victim.ended;
  running.push(await hubs.start());
}

async function killServer(): Promise<void> {
  await server.kill();
  await server.start();
}

const killBackend = (): Promise<void> => server.killBackend();
const killers = [killBackend, killServer, killHub, killServer, killBackend] as const;

describe('twenty power cuts while partners and parents write', () => {
  it('lose nothing that was acknowledged, fork nothing and leave no gap', { timeout: 600_000 }, async () => {
    const stop = await startWriters();
    for (let round = 0; round < cuts; round += 1) {
      const before = acknowledged();
      await expect.poll(acknowledged, { timeout: 60_000, interval: 20 }).toBeGreaterThan(before + 2);
      await killers[round % killers.length]?.(round);
    }
    const before = acknowledged();
    await expect.poll(acknowledged, { timeout: 60_000 }).toBeGreaterThan(before + 4);
    await stop();
    await everyEntryHasOneLeaf();
    await everythingIsThere();
    await checkpointsFollowEachOther();
    const env = {
      DATABASE_URL: server.appUrl,
      DATABASE_OWNER_URL: server.ownerUrl,
      KEYS_DATABASE_URL: server.keysUrl,
      KEYS_DATABASE_OWNER_URL: server.keysOwnerUrl,
      HUB_KEYS_FILE: hubs.hubKeysFile,
      LEDGER_ORIGIN: hubs.ledgerOrigin,
    };
    await kernhub(['verify', 'log', '--database'], env);
  });
});

const select = async <Row extends object>(
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> => server.database.reader.query<Row>(sql, values);

async function everyEntryHasOneLeaf(): Promise<void> {
  const waiting = `SELECT entry.seq FROM ledger_entry AS entry LEFT JOIN ledger_leaf AS leaf USING (log_id, seq)
    WHERE leaf.seq IS NULL`;
  await expect.poll(() => select(waiting), { timeout: 20_000 }).toEqual([]);
  const [count] = await select<{ leaves: number; seqs: number; next: number; entries: number }>(
    `SELECT count(*)::int AS leaves, count(DISTINCT seq)::int AS seqs, max(index)::int + 1 AS next,
            (SELECT count(*)::int FROM ledger_entry) AS entries FROM ledger_leaf`,
  );
  const { leaves } = count ?? { leaves: 0 };
  expect(count).toEqual({ leaves, seqs: leaves, next: leaves, entries: leaves });
}

async function everythingIsThere(): Promise<void> {
  const found = await select<{ id: string; index: number }>(
    `SELECT exchange.id, leaf.index::int FROM exchange JOIN ledger_entry AS entry ON entry.id = exchange.decision_entry
     JOIN ledger_leaf AS leaf USING (log_id, seq) WHERE exchange.id = ANY ($1)`,
    [told.exchanges.map(({ id }) => id)],
  );
  const indexes = new Map(found.map(({ id, index }) => [id, index]));
  expect(told.exchanges.filter(({ id, proof }) => indexes.get(id) !== proof.index)).toEqual([]);
  for (const [table, ids] of [
    ['consent_decision', told.decisions],
    ['consent_request', told.questions],
  ] as const) {
    const rows = await select<{ id: string }>(
      `SELECT row.id FROM ${table} AS row JOIN ledger_entry AS entry ON entry.id = row.entry
       JOIN ledger_leaf AS leaf ON leaf.seq = entry.seq WHERE row.id = ANY ($1)`,
      [ids],
    );
    const present = new Set(rows.map(({ id }) => id));
    expect(ids.filter((id) => !present.has(id))).toEqual([]);
  }
}

/** Those that callers hold and those that are stored, each judged by a witness that saw the one before. */
async function checkpointsFollowEachOther(): Promise<void> {
  const tree = new HashTree();
  for (const { hash } of await select<{ hash: Buffer }>('SELECT hash FROM ledger_leaf ORDER BY index'))
    tree.append(hash);
  const stored = await select<{ note: string }>('SELECT note FROM ledger_checkpoint WHERE size > 0');
  const notes = [...stored.map(({ note }) => note), ...told.exchanges.map(({ proof }) => proof.checkpoint)];
  const sizeOf = (note: string): number => Number(note.split('\n')[1]);
  const keys = vkeys.map(parseVerifierKey);
  let seen: Witnessed | null = null;
  for (const checkpoint of notes.toSorted((one, other) => sizeOf(one) - sizeOf(other))) {
    const oldSize: number = (seen as Witnessed | null)?.size ?? 0;
    const path = oldSize === 0 ? [] : tree.consistencyPath(oldSize, sizeOf(checkpoint));
    const judged = judgeCheckpoint(formatAddCheckpoint({ oldSize, path, checkpoint }), keys, () => seen);
    expect(judged.verdict).toBe('cosign');
    if (judged.verdict === 'cosign') seen = judged.checkpoint;
  }
  expect(seen?.size).toBe(tree.size);
}

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Roster } from '../../src/contract/index.js';
import { startEmbeddedServer } from '../../src/database/index.js';
import { castOf, createStage, meetTheChildren, type Tale } from '../../src/demo/scenario/index.js';
import { freePorts, ledgerOrigin, type RunningWorld, startWorld } from '../../src/demo/supervisor/index.js';
import type { PartnerName } from '../../src/demo/world/index.js';
import { publicJwkOf } from '../../src/kernel/index.js';
import { noteSigner } from '../../src/tlog/index.js';
import { kernhub } from '../harness/command.js';
import { temporaryFolder } from '../harness/folder.js';
import {
  announceKeys,
  publishRoster,
  type Rotated,
  rotateAtIssuers,
  rotateEverything,
} from '../harness/rotated-keys.js';

const purpose = 'vroegsignalering-zorgteam';
const question = { purpose, question: 'meedenken' };
const rotating: readonly PartnerName[] = ['school', 'jgz'];

/** What docs/operations.md announces for the seconds in which a process starts again. */
const announced = /hub-unreachable|ledger-unavailable|issuer-unavailable|session-required|fetch failed/;

let folder: string;
let world: RunningWorld;
let tale: Tale;
let rotated: Rotated;
/** Of the exchanges that ran all the time. */
const told = { opened: 0, refused: [] as string[], failed: [] as string[] };
const asking = { on: true, idle: Promise.resolve() };

beforeAll(async () => {
  folder = await temporaryFolder('rotation');
  world = await startWorld({ dataFolder: folder, ports: freePorts });
  const stage = createStage({ write: () => undefined, color: false });
  tale = { stage, world, cast: castOf(world), refs: new Map() };
  await meetTheChildren(tale);
  expect(stage.failed).toBe(0);
  const school = await tale.cast.professional('careCoordinator', 'school');
  await school.askFamily('1001', purpose, ['school-jgz'], 'Wij denken graag mee.');
  for (const parent of ['motherOfEight', 'fatherOfEight'] as const) {
    await (await tale.cast.family(parent)).decide('Testkind Acht', purpose, 'given');
  }
}, 240_000);
afterAll(async () => {
  asking.on = false;
  await asking.idle;
  await world?.stop();
  await rm(folder, { recursive: true, force: true });
});

const nurse = (anew?: 'anew') => tale.cast.professional('nurse', 'jgz', anew);

/** Until the answer is there: it must come, however long the source was away. */
async function received(exchange: string): Promise<void> {
  await expect
    .poll(async () => (await (await nurse()).answer(exchange)).results.length, { timeout: 45_000 })
    .toBe(1);
}

async function exchangeOnce(): Promise<void> {
  try {
    const answer = await (await nurse()).ask('J-2001', { ...question, waitSeconds: 20 });
    if (answer.results.length === 0) await received(answer.exchange);
    told.opened += 1;
  } catch (error) {
    (announced.test(String(error)) ? told.refused : told.failed).push(String(error));
    await pause(300);
  }
}

function askOn(): void {
  asking.on = true;
  asking.idle = (async () => {
    while (asking.on) await exchangeOnce();
  })();
}

/** The asker's own agent starts again: its people finish first, and sign in anew. */
async function restartAsker(env: Record<string, string>): Promise<void> {
  asking.on = false;
  await asking.idle;
  await world.restartAgent('jgz', { env });
  await nurse('anew');
  askOn();
}

const covenantKeys = () => [world.around.world.covenant, rotated.covenant].map(publicJwkOf);
const agentEnv = (partner: PartnerName) => ({
  AGENT_KEYS_FILE: rotated.keysFileOf(partner),
  AGENT_COVENANT_KEY: JSON.stringify(covenantKeys()),
});

/** The keys of the hub and of the partners as they are to be listed: new ones, with the former behind them or not. */
function rosterWith(former: 'with former' | 'alone') {
  const { hubKeys, world: known } = world.around;
  const both = <T>(next: T, old: T): T[] => (former === 'alone' ? [next] : [next, old]);
  const vkey = (keys: typeof hubKeys) => noteSigner(ledgerOrigin, keys.ledger).verifier.vkey;
  return (roster: Roster) => ({
    hub: {
      ...roster.hub,
      ticketKeys: both(rotated.hub.ticket, hubKeys.ticket).map(publicJwkOf),
      ledgerKeys: both(vkey(rotated.hub), vkey(hubKeys)),
    },
    partners: roster.partners.map((line) => {
      const name = rotating.find((one) => known.partners[one].id === line.id);
      if (name === undefined) return line;
      const [next, old] = [rotated.keysOf(name), known.partners[name].keys];
      const signing = both(next.signing, old.signing).map(publicJwkOf);
      return { ...line, signing, sealing: both(next.sealing, old.sealing).map(publicJwkOf) };
    }),
  });
}

const statusOf = async (who: 'nurse' | 'careCoordinator', at: PartnerName) =>
  (await tale.cast.professional(who, at)).status();

describe('every key, rotated while exchanges run', () => {
  it('of the partners: announced by the old key, listed by the covenant, in use from then on', {
    timeout: 180_000,
  }, async () => {
    askOn();
    rotated = await rotateEverything(world, rotating);
    await rotateAtIssuers(world, rotated, rotating);
    await restartAsker(agentEnv('jgz'));
    for (const partner of rotating) await announceKeys(world, rotated, partner);
    // Asked under the old keys of everyone, answered under the new ones.
    await world.stopAgent('school');
    const open = await (await nurse()).ask('J-2001', { ...question, waitSeconds: 0 });
    await publishRoster(world, world.around.world.covenant, rosterWith('with former'));
    await world.restartAgent('school', { env: agentEnv('school') });
    await received(open.exchange);
    await tale.cast.professional('careCoordinator', 'school', 'anew');
    expect((await statusOf('careCoordinator', 'school')).alarms).toEqual([]);
  });

  it('of the hub: tickets, ledger, client, key-encryption key, and MAC keys with one of the evaluator, with an exchange open across the change', {
    timeout: 120_000,
  }, async () => {
    await world.restartEvaluator({
      EVALUATOR_KEY_FILE: rotated.evaluatorKeyFile,
      EVALUATOR_HUB_KEY: JSON.stringify([world.around.hubKeys.ticket, rotated.hub.ticket].map(publicJwkOf)),
    });
    await world.stopAgent('school');
    const open = await (await nurse()).ask('J-2001', { ...question, waitSeconds: 0 });
    await world.stopHub();
    await world.startHub({
      env: { HUB_KEYS_FILE: rotated.hubKeysFile, COVENANT_KEY: JSON.stringify(covenantKeys()) },
    });
    await world.restartAgent('school', { env: agentEnv('school') });
    await received(open.exchange);
    const keys = await fetch(`${world.hubUrl}/ledger-key`).then((response) => response.text());
    expect(keys.trim().split('\n')).toHaveLength(2);
    // Signed by the new client key at the issuer, and by the new ticket key to the evaluator.
    expect(await (await castOf(world).family('motherOfEight')).children()).toHaveLength(1);
    const enrolled = async () => (await nurse()).enrol('J-2001', 'in-care');
    expect(await enrolled()).toBe(tale.refs.get('eight@jgz'));
    const server = await startEmbeddedServer(join(folder, 'database'));
    const said = await kernhub(['keys', 'rewrap'], databaseEnv(server, rotated.hubKeysFile));
    expect(said).toMatch(/^[1-9]\d* of \d+ data keys were wrapped anew/);
    const hashed = await kernhub(['keys', 'rehash'], {
      ...databaseEnv(server, rotated.hubKeysFile),
      EVALUATOR_URL: `http://127.0.0.1:${world.around.world.ports.evaluator}`,
    });
    const [, rehashed, present] = /^(\d+) of (\d+) pseudonyms were hashed anew/.exec(hashed) ?? [];
    expect([rehashed, Number(rehashed) > 0]).toEqual([present, true]);
    expect(await enrolled()).toBe(tale.refs.get('eight@jgz'));
  });

  it('of the covenant, and then no former key is listed any more', { timeout: 120_000 }, async () => {
    const before = told.opened;
    await publishRoster(world, rotated.covenant, rosterWith('alone'));
    const env = (partner: PartnerName) => ({
      ...agentEnv(partner),
      AGENT_COVENANT_KEY: JSON.stringify(publicJwkOf(rotated.covenant)),
    });
    await world.restartAgent('school', { env: env('school') });
    await restartAsker(env('jgz'));
    await expect.poll(() => told.opened, { timeout: 60_000 }).toBeGreaterThan(before + 3);
    expect(await statusOf('nurse', 'jgz')).toMatchObject({ alarms: [], roster: { version: 3 } });
  });

  it('fails no exchange, and the ledger verifies without the former key-encryption key', {
    timeout: 120_000,
  }, async () => {
    asking.on = false;
    await asking.idle;
    expect(told.failed).toEqual([]);
    expect(told.opened).toBeGreaterThan(10);
    await world.stopHub();
    const alone = join(folder, 'hub-keys-alone.json');
    await kernhub(['keys', 'retire', 'kek', '--from', rotated.hubKeysFile, '--out', alone]);
    const server = await startEmbeddedServer(join(folder, 'database'));
    try {
      const said = await kernhub(['verify', 'log', '--database'], databaseEnv(server, alone));
      expect(said).toMatch(/^The ledger holds\./);
    } finally {
      await server.stop();
    }
  });
});

const databaseEnv = (
  server: Awaited<ReturnType<typeof startEmbeddedServer>>,
  hubKeysFile: string,
): Record<string, string> => ({
  DATABASE_URL: server.appUrl,
  DATABASE_OWNER_URL: server.ownerUrl,
  KEYS_DATABASE_URL: server.keysUrl,
  KEYS_DATABASE_OWNER_URL: server.keysOwnerUrl,
  HUB_KEYS_FILE: hubKeysFile,
  LEDGER_ORIGIN: ledgerOrigin,
});

import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Roster } from '../../src/contract/index.js';
import { startEmbeddedServer } from '../../src/database/index.js';
import { castOf, createStage, meetTheChildren, type Tale } from '../../src/demo/scenario/index.js';
import { freePorts, ledgerOrigin, type RunningWorld, startWorld } from '../../src/demo/supervisor/index.js';
import { type PrivateJwk, publicJwkOf } from '../../src/kernel/index.js';
import { noteSigner } from '../../src/tlog/index.js';
import { type HubKeys, readHubKeys } from '../../src/vault/index.js';
import { runCommand } from '../harness/command.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';
import { temporaryFolder } from '../harness/folder.js';
import { chapterBlocks, stepsOf } from '../harness/guide.js';

/**
 * The commands of docs/operations.md as they stand there, on a world that runs, with what stands between them done as
 * they say. test/e2e/key-rotation.test.ts shows that no exchange fails meanwhile.
 */
const guide = 'docs/operations.md';
const purpose = 'vroegsignalering-zorgteam';

let folder: string;
let world: RunningWorld;
let tale: Tale;
let rotation: readonly string[];
/** What is in force. */
const now = { hubKeysFile: '', roster: 1, agentKeys: '' };
let covenant: readonly PrivateJwk[];

beforeAll(async () => {
  folder = await temporaryFolder('runbook');
  rotation = await chapterBlocks(guide, 'Key ceremony and rotation');
  world = await startWorld({ dataFolder: folder, ports: freePorts });
  tale = {
    stage: createStage({ write: () => undefined, color: false }),
    world,
    cast: castOf(world),
    refs: new Map(),
  };
  await meetTheChildren(tale);
  expect(tale.stage.failed).toBe(0);
  const school = await tale.cast.professional('careCoordinator', 'school');
  await school.askFamily('1001', purpose, ['school-jgz'], 'Wij denken graag mee.');
  for (const parent of ['motherOfEight', 'fatherOfEight'] as const) {
    await (await tale.cast.family(parent)).decide('Testkind Acht', purpose, 'given');
  }
  now.hubKeysFile = world.around.folders.hubKeys;
  covenant = [world.around.world.covenant];
}, 240_000);
afterAll(async () => {
  await world?.stop();
  await rm(folder, { recursive: true, force: true });
});

const blockWith = (command: string): string => {
  const found = rotation.filter((block) => block.includes(command));
  expect(found, command).toHaveLength(1);
  return found[0] ?? '';
};

/** Of the server that the hub started; another port after each start. */
async function databaseEnv(): Promise<Record<string, string>> {
  const { appUrl, ownerUrl, keysUrl, keysOwnerUrl } = await startEmbeddedServer(join(folder, 'database'));
  return {
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: ownerUrl,
    KEYS_DATABASE_URL: keysUrl,
    KEYS_DATABASE_OWNER_URL: keysOwnerUrl,
  };
}

/** As a person would, in a folder with the files that the guide names. @returns what was printed */
async function follow(commands: string, at: string, env: Record<string, string> = {}): Promise<string> {
  const kernhub = `kernhub() { node ${join(process.cwd(), 'dist/cli/main.js')} "$@"; }`;
  const command = runCommand(`set -eu -o pipefail\n${kernhub}\n${commands}`, at, {
    DATA_FOLDER: folder,
    LEDGER_ORIGIN: ledgerOrigin,
    HUB_KEYS_FILE: now.hubKeysFile,
    ...env,
  });
  const code = await command.ended();
  expect(code, command.printed()).toBe(0);
  return command.printed();
}

/** A folder of its own, with the file in force under the name that the guide gives it. */
async function deskOf(name: string): Promise<{ at: string; file: (name: string) => string }> {
  const at = join(folder, name);
  await mkdir(at);
  await copyFile(now.hubKeysFile, join(at, 'hub-keys.json'));
  await writeFile(join(at, 'covenant.json'), JSON.stringify(covenant[0]), { mode: 0o600 });
  return { at, file: (file) => join(at, file) };
}

async function restartHub(hubKeysFile = now.hubKeysFile): Promise<void> {
  await world.stopHub();
  now.hubKeysFile = hubKeysFile;
  await world.startHub({
    env: { HUB_KEYS_FILE: hubKeysFile, COVENANT_KEY: JSON.stringify(covenant.map(publicJwkOf)) },
  });
}

async function restartAgents(): Promise<void> {
  const AGENT_COVENANT_KEY = JSON.stringify(covenant.map(publicJwkOf));
  await world.restartAgent('school', {
    env: { AGENT_COVENANT_KEY, ...(now.agentKeys !== '' && { AGENT_KEYS_FILE: now.agentKeys }) },
  });
  await world.restartAgent('jgz', { env: { AGENT_COVENANT_KEY } });
  await tale.cast.professional('nurse', 'jgz', 'anew');
}

/** The next roster, as the covenant's secretary would write it down. */
async function writeRoster(at: string, change: (roster: Roster) => object): Promise<void> {
  const answer = await follow('kernhub call --as jgz GET /v1/roster', at);
  const [, jws = ''] = /"roster": "([^"]+)"/.exec(answer) ?? [];
  const present = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as Roster;
  now.roster = present.version + 1;
  await writeFile(
    join(at, 'roster.json'),
    JSON.stringify({ ...present, ...change(present), version: now.roster }),
  );
}

const publishing = () => {
  const [, publish = ''] = stepsOf(blockWith('keys rotate ticket'));
  expect(publish).toMatch(/^kernhub roster sign[\s\S]*\/v1\/rosters/);
  return publish;
};
/** Each key once: only one of them is another. */
const lines = <T>(all: readonly T[]): readonly T[] => [
  ...new Map(all.map((one) => [JSON.stringify(one), one])).values(),
];
const hubLine =
  (keys: HubKeys, ...former: HubKeys[]) =>
  (roster: Roster) => ({
    hub: {
      ...roster.hub,
      ticketKeys: lines([keys, ...former].map(({ ticket }) => publicJwkOf(ticket))),
      ledgerKeys: lines(
        [keys, ...former].map(({ ledger }) => noteSigner(ledgerOrigin, ledger).verifier.vkey),
      ),
    },
  });

/** What the guide announces for the seconds in which a process starts again. */
const announced = /hub-unreachable|ledger-unavailable|issuer-unavailable|fetch failed/;

async function expectExchange(): Promise<void> {
  const nurse = await tale.cast.professional('nurse', 'jgz');
  let exchange = '';
  const ask = async (): Promise<string> => {
    const asked = nurse.ask('J-2001', { purpose, question: 'meedenken', waitSeconds: 0 });
    exchange = await asked.then((answer) => answer.exchange, String);
    return exchange;
  };
  await expect.poll(ask, { timeout: 60_000 }).not.toMatch(announced);
  await expect.poll(async () => (await nurse.answer(exchange)).results.length, { timeout: 90_000 }).toBe(1);
}

describe('the commands of the key ceremony, as written', () => {
  it('give every hub another key-encryption key, in two steps', { timeout: 400_000 }, async () => {
    const { at, file } = await deskOf('kek');
    const [rotate = '', rewrap = ''] = stepsOf(blockWith('keys rotate kek'));
    await follow(rotate + blockWith('keys step kek'), at);
    await restartHub(file('hub-keys-between.json'));
    await restartHub(file('hub-keys-2.json'));
    expect(await follow(rewrap, at, await databaseEnv())).toMatch(
      /^[1-9]\d* of \d+ data keys were wrapped anew/,
    );
    await restartHub(file('hub-keys-3.json'));
    await expectExchange();
  });

  it('give the hub another ticket key', { timeout: 400_000 }, async () => {
    const { at, file } = await deskOf('ticket');
    const [rotate = '', publish = '', retire = ''] = stepsOf(blockWith('keys rotate ticket'));
    await follow(rotate, at);
    const [old, next] = [
      await readHubKeys(file('hub-keys.json')),
      await readHubKeys(file('hub-keys-2.json')),
    ];
    await world.restartEvaluator({
      EVALUATOR_HUB_KEY: JSON.stringify([next, old].map(({ ticket }) => publicJwkOf(ticket))),
    });
    await writeRoster(at, hubLine(next, old));
    await follow(publish, at);
    await restartHub(file('hub-keys-2.json'));
    await expectExchange();
    await follow(retire, at);
    await writeRoster(at, hubLine(next));
    await follow(publish, at);
    await restartHub(file('hub-keys-3.json'));
    await expectExchange();
  });

  it('give the ledger another key', { timeout: 400_000 }, async () => {
    const { at, file } = await deskOf('ledger');
    const [rotate = '', retire = ''] = stepsOf(blockWith('keys rotate ledger'));
    const printed = await follow(rotate, at);
    const [old, next] = [
      await readHubKeys(file('hub-keys.json')),
      await readHubKeys(file('hub-keys-2.json')),
    ];
    for (const { ledger } of [next, old]) {
      expect(printed).toContain(noteSigner(ledgerOrigin, ledger).verifier.vkey);
    }
    await writeRoster(at, hubLine(next, old));
    await follow(publishing(), at);
    await restartHub(file('hub-keys-2.json'));
    await expectExchange();
    await follow(retire, at);
    await restartHub(file('hub-keys-3.json'));
    await writeRoster(at, hubLine(next));
    await follow(publishing(), at);
    await expectExchange();
  });

  it('give a partner other keys to sign and to seal', { timeout: 400_000 }, async () => {
    const { at, file } = await deskOf('partner');
    const { id } = world.around.world.partners.school;
    await copyFile(join(world.around.folders.of('school'), 'keys.json'), file('keys.json'));
    const [rotate = '', change = '', retire = ''] = stepsOf(blockWith('keys rotate signing'));
    await follow(rotate, at);
    const keys = JSON.parse(await readFile(file('keys-3.json'), 'utf8')) as Record<
      'signing' | 'sealing',
      PrivateJwk
    >;
    now.agentKeys = file('keys-3.json');
    await restartAgents();
    await follow(change, at, { AGENT_PARTNER: id });
    const listed = (former: boolean) => (roster: Roster) => ({
      partners: roster.partners.map((line) => {
        if (line.id !== id) return line;
        const list = (which: 'signing' | 'sealing') => [
          publicJwkOf(keys[which]),
          ...(former ? line[which] : []),
        ];
        return { ...line, signing: list('signing'), sealing: list('sealing') };
      }),
    });
    await writeRoster(at, listed(true));
    await follow(publishing(), at);
    await expectExchange();
    await follow(retire, at);
    await writeRoster(at, listed(false));
    await follow(publishing(), at);
    now.agentKeys = file('keys-5.json');
    await restartAgents();
    await expectExchange();
  });

  it('give the covenant another key', { timeout: 400_000 }, async () => {
    const { at, file } = await deskOf('covenant');
    const [make = '', publish = ''] = stepsOf(blockWith('keys new covenant'));
    await follow(make, at);
    covenant = [JSON.parse(await readFile(file('covenant-2.json'), 'utf8')) as PrivateJwk, ...covenant];
    await restartHub();
    await restartAgents();
    await writeRoster(at, () => ({}));
    await follow(publish, at);
    covenant = covenant.slice(0, 1);
    await restartHub();
    await restartAgents();
    await expectExchange();
    const nurse = await tale.cast.professional('nurse', 'jgz');
    expect(await nurse.status()).toMatchObject({ alarms: [], roster: { version: now.roster } });
  });
});

describe('the commands of a backup, as written', () => {
  let empty: FreshDatabase;
  afterAll(() => empty?.drop());

  it('bring a hub back on empty databases, and exchanges go on', { timeout: 400_000 }, async () => {
    const { at } = await deskOf('backup');
    const [backup = '', restore = ''] = await chapterBlocks(guide, 'Backup');
    const places = (text: string) => text.replaceAll(/ (\/(?:backups|vault|copy)\/)/g, ` ${at}$1`);
    for (const place of ['backups/main', 'vault/keys', 'copy'])
      await mkdir(join(at, place), { recursive: true });
    expect(await follow(places(backup), at, await databaseEnv())).toMatch(
      /^main database: [\s\S]*^key store: .*destroy it before /m,
    );
    // Nobody was erased: the journal was never begun.
    await writeFile(join(at, 'copy/erasures.ndjson'), '');
    await world.stopHub();
    empty = await freshDatabase();
    const restored = {
      DATABASE_URL: empty.appUrl,
      DATABASE_OWNER_URL: empty.ownerUrl,
      KEYS_DATABASE_URL: empty.keysUrl,
      KEYS_DATABASE_OWNER_URL: empty.keysOwnerUrl,
      ERASURE_JOURNAL_FILE: join(at, 'erasures.ndjson'),
    };
    expect(await follow(places(restore), at, restored)).toMatch(/^restored; [\s\S]*^The ledger holds\./m);
    const COVENANT_KEY = JSON.stringify(covenant.map(publicJwkOf));
    await world.startHub({ env: { ...restored, HUB_KEYS_FILE: now.hubKeysFile, COVENANT_KEY } });
    await expectExchange();
    await world.stopHub();
  });
});

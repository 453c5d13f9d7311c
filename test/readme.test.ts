import { readFile, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkout } from './harness/checkout.js';
import { type RunningCommand, runCommand } from './harness/command.js';
import { temporaryFolder } from './harness/folder.js';
import { processesUsing } from './harness/processes.js';

/** Every command that the README shows in a shell block, one a line. */
async function readmeCommands(): Promise<readonly string[]> {
  const text = await readFile('README.md', 'utf8');
  return [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.trim().split('\n'));
}

describe("the README's commands", () => {
  let folder: string;
  let commands: readonly string[];
  let temporary: string;
  const running: RunningCommand[] = [];
  const run = (command: string): RunningCommand => {
    const started = runCommand(command, folder, { TMPDIR: temporary, PORT: '' });
    running.push(started);
    return started;
  };
  beforeAll(async () => {
    folder = await checkout();
    temporary = await temporaryFolder('readme-temporary');
    commands = await readmeCommands();
  });
  afterAll(async () => {
    // One that a failed expectation left running would hold its ports.
    for (const { child, interrupt } of running) {
      if (child.exitCode === null && child.signalCode === null) await interrupt();
    }
    for (const each of [folder, temporary]) await rm(each, { recursive: true, force: true });
  });

  it('are the ones that are tried below', () => {
    expect(commands).toEqual([
      'npm ci && npm start',
      'curl http://localhost:8080/checkpoint',
      'npm ci && npm test',
    ]);
  });

  it('npm ci && npm start plays the main job and stays up until Ctrl-C', { timeout: 400_000 }, async () => {
    const start = run('npm ci && npm start');
    await start.until('Press Ctrl-C to stop everything', 300);
    expect(start.printed()).not.toContain('✗');
    // What the README shows is what happens: every step of it, word for word.
    const shown = (await readFile('README.md', 'utf8')).split('\n').filter((line) => line.startsWith('  ✓ '));
    expect(shown.length).toBeGreaterThan(8);
    expect(shown.filter((line) => !start.printed().includes(line))).toEqual([]);
    const asked = run('curl -s http://localhost:8080/checkpoint');
    expect(await asked.ended()).toBe(0);
    expect(asked.printed()).toMatch(
      /^kernhub\.example\/testland\n\d+\n[\w+/]{43}=\n\n— kernhub\.example\/testland /,
    );
    await start.interrupt();
    expect(processesUsing(temporary)).toEqual([]);
  });

  it('npm start continues with the same world at the second start', { timeout: 200_000 }, async () => {
    const start = run('npm start');
    await start.until('Press Ctrl-C to stop everything', 120);
    expect(start.printed()).toContain('the world of the earlier start');
    await start.interrupt();
    expect(processesUsing(temporary)).toEqual([]);
  });

  it('npm ci && npm test is what CI runs, and what runs this', async () => {
    const ci = await readFile('.ci/run', 'utf8');
    expect(ci).toMatch(/^npm ci$/m);
    expect(ci).toMatch(/^npm test\b/m);
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(scripts.test).toBe('vitest run');
  });
});

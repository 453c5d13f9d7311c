import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../harness/command.js';
import { temporaryFolder } from '../harness/folder.js';
import { processesUsing } from '../harness/processes.js';

describe('the invented world', () => {
  let temporary: string;
  beforeAll(async () => {
    temporary = await temporaryFolder('demo-test');
  });
  afterAll(() => rm(temporary, { recursive: true, force: true }));

  it('plays the whole scenario on real components and leaves no process', { timeout: 400_000 }, async () => {
    const demo = runCommand('npm run demo', process.cwd(), { TMPDIR: temporary });
    await demo.until('four agents', 120);
    expect(processesUsing(temporary).length).toBeGreaterThan(6);
    const code = await demo.ended();
    const lines = demo.printed().trimEnd().split('\n');
    expect(lines.filter((line) => line.includes('✗'))).toEqual([]);
    expect(lines.at(-1)).toMatch(/^demo: [1-9]\d* steps passed, 0 failed$/);
    expect(code).toBe(0);
    expect(processesUsing(temporary)).toEqual([]);
  });
});

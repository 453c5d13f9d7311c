import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../harness/command.js';

/** Every process of a command that is still there, by a word that all of them have in their environment. */
const left = (mark: string): string =>
  execFileSync('bash', ['-c', `grep -lzs "KERNHUB_TEST_MARK=${mark}" /proc/[0-9]*/environ || true`], {
    encoding: 'utf8',
  });

describe('the invented world', () => {
  it('plays the whole scenario on real components and leaves no process', { timeout: 400_000 }, async () => {
    const mark = `demo-${process.pid}`;
    const demo = runCommand('npm run demo', process.cwd(), { KERNHUB_TEST_MARK: mark });
    const code = await demo.ended();
    const printed = demo.printed();
    expect(printed).toMatch(/^demo: [1-9]\d* steps passed, 0 failed$/m);
    expect(printed.trimEnd().split('\n').at(-1)).toMatch(/^demo: \d+ steps passed, 0 failed$/);
    expect(code).toBe(0);
    expect(left(mark)).toBe('');
  });
});

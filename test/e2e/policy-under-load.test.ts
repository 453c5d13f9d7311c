import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('policy-under-load.mjs', import.meta.url));
const run = (...flags: readonly string[]) =>
  spawnSync(process.execPath, ['--allow-natives-syntax', program, ...flags], { encoding: 'utf8' });

describe('the policy engine in a busy process', () => {
  it('survives that V8 takes the calling function back', () => {
    const { status, stdout, stderr } = run();
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ permit: true });
    expect(status).toBe(0);
  });

  it.runIf(process.versions.v8.startsWith('11.'))(
    'would end the process without the flag, on Node 20',
    () => {
      const { signal, stderr } = run('--turbo-inline-js-wasm-calls');
      expect(signal).toBe('SIGTRAP');
      expect(stderr).toContain('unreachable code');
    },
  );
});

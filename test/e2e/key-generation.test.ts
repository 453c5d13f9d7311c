import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** In the built code, with a young generation so small that the garbage collector runs in every thousandth call. */
const program = `
import { generatePrivateJwk, publicJwkOf, sealCompact } from './dist/kernel/index.js';
const recipient = publicJwkOf(await generatePrivateJwk('X25519'));
for (let made = 0; made < 60_000; made += 1) {
  await generatePrivateJwk(['Ed25519', 'X25519', 'P-256'][made % 3]);
  await sealCompact(new Uint8Array(8), recipient, {});
}
console.log('made');
`;

describe('making keys', () => {
  it('never stops the process, however often the garbage collector runs meanwhile', {
    timeout: 240_000,
  }, async () => {
    const args = ['--max-semi-space-size=1', '--input-type=module', '--eval', program];
    const child = spawn(process.execPath, args, { timeout: 200_000, killSignal: 'SIGKILL' });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += String(chunk);
    });
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect([code, printed]).toEqual([0, 'made\n']);
  });
});

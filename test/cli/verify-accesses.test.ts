import { describe, expect, it } from 'vitest';
import { runKernhub } from '../../src/cli/run-kernhub.js';

const folder = 'test/receipts/statements';

async function verify(...args: readonly string[]) {
  let [out, err] = ['', ''];
  const code = await runKernhub(['verify', 'receipt', ...args], {
    env: {},
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

describe('kernhub verify receipt on a list of accesses', () => {
  it('holds it against a receipt and an earlier list', async () => {
    const earlier = ['--earlier', `${folder}/earlier.jsonld`];
    const { code, out } = await verify(
      `${folder}/later.jsonld`,
      '--holds',
      `${folder}/held/decision.jsonld`,
      ...earlier,
    );
    expect(code).toBe(0);
    for (const claim of ['(list)', '(held)', '(earlier)']) expect(out).toContain(claim);
  });

  it('exits with 1 where what was kept is not in it', async () => {
    const { code, out } = await verify(`${folder}/later.jsonld`, '--holds', `${folder}/held/youngest.jsonld`);
    expect([code, out.split('\n')[0]]).toEqual([1, 'The receipt does not hold.']);
  });

  it('takes kept files for a list only', async () => {
    const { code, err } = await verify(
      `${folder}/held/decision.jsonld`,
      '--earlier',
      `${folder}/earlier.jsonld`,
    );
    expect(code).not.toBe(0);
    expect(err).toContain('--holds and --earlier are for a list of accesses');
  });
});

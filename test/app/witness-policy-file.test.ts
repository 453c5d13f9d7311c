import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatePrivateJwk } from '../../src/kernel/index.js';
import { StartRefused } from '../../src/open-hub-keys.js';
import { openWitnessPolicy } from '../../src/open-witness-policy.js';
import { cosignerOf, noteSigner } from '../../src/tlog/index.js';
import { temporaryFolder } from '../harness/folder.js';

const ledgerOrigin = 'log.test/one';
const ledger = await generatePrivateJwk('Ed25519');
const own = noteSigner(ledgerOrigin, ledger).verifier.vkey;
const other = noteSigner(ledgerOrigin, await generatePrivateJwk('Ed25519')).verifier.vkey;
const witness = cosignerOf('w.test', await generatePrivateJwk('Ed25519')).verifier.vkey;

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder('policy');
});
afterAll(() => rm(folder, { recursive: true }));

async function open(text: string) {
  const witnessPolicyFile = join(folder, 'policy.txt');
  await writeFile(witnessPolicyFile, text);
  return openWitnessPolicy({ witnessPolicyFile, ledgerOrigin }, { ledger });
}

describe('the policy file of a hub', () => {
  it('may be absent, and then nobody is asked', async () => {
    expect(await openWitnessPolicy({ witnessPolicyFile: null, ledgerOrigin }, { ledger })).toBeNull();
  });

  it('may name this log among others, or none', async () => {
    const asked = `witness w ${witness} https://w.test/\nquorum w\n`;
    for (const logs of ['', `log ${own}\n`, `log ${other}\nlog ${own}\n`]) {
      expect((await open(logs + asked))?.witnesses.map(({ url }) => url)).toEqual(['https://w.test']);
    }
  });

  it.each([
    ['it is malformed', 'quorum\n', 'policy.txt: line 1: expected: quorum <name>'],
    ['it is of another log', `log ${other}\nquorum none\n`, `but not this one: log ${own}`],
    ['the quorum cannot be asked', `witness w ${witness}\nquorum w\n`, 'witnesses without a URL'],
  ])('keeps the hub from starting when %s', async (_, text, reason) => {
    await expect(open(text)).rejects.toThrow(StartRefused);
    await expect(open(text)).rejects.toThrow(reason);
  });

  it('keeps the hub from starting when it is not there', async () => {
    const witnessPolicyFile = join(folder, 'absent.txt');
    await expect(openWitnessPolicy({ witnessPolicyFile, ledgerOrigin }, { ledger })).rejects.toThrow(
      'absent.txt cannot be read',
    );
  });
});

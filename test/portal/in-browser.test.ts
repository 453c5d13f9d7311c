/** The verifier that the build makes for browsers, held against the one that the command runs. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleForBrowser } from '../../scripts/bundle-check.mjs';
import { compileSchema } from '../../src/kernel/index.js';
import { Buffer as InBrowser } from '../../src/portal/in-browser/node-buffer.js';
import * as crypto from '../../src/portal/in-browser/node-crypto.js';
import type { verifyInBrowser } from '../../src/portal/in-browser/verify-in-browser.js';
import { type ReceiptVerification, verifyReceiptText } from '../../src/receipts/index.js';
import { example } from '../receipts/example.js';
import { fileSchemas, goodFiles, tamperedFiles } from './tampered.js';

const formats = {
  receipt: compileSchema(fileSchemas.receipt),
  accessStatement: compileSchema(fileSchemas.accessStatement),
};
type Keys = Parameters<typeof verifyInBrowser>[1];
const onServer = (text: string, keys: Keys): Promise<ReceiptVerification> =>
  verifyReceiptText({ name: 'file', text }, formats, keys);

let code: string;
let inBrowser: typeof verifyInBrowser;
beforeAll(async () => {
  code = await bundleForBrowser('src/portal/in-browser/verify-in-browser.ts');
  const bundle = (await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)) as {
    verifyInBrowser: typeof verifyInBrowser;
  };
  inBrowser = bundle.verifyInBrowser;
});

describe('the verifier for browsers', () => {
  it('is code that no content policy has to allow more for, and imports nothing', () => {
    expect(code).not.toMatch(/\beval\(|new Function|\bimport\b\s*["'({]|\bfetch\(|XMLHttpRequest/);
  });

  it('says the same of every file that holds, with keys and without', async () => {
    const { ledger, issuedBy } = example('given');
    const own = { verifierKeys: ledger.verifierKeys, hubKeys: [issuedBy.key.kid] };
    for (const text of goodFiles()) {
      const verified = await inBrowser(text, {});
      expect(verified.holds).toBe(true);
      expect(verified).toEqual(await onServer(text, {}));
      expect(await inBrowser(text, own)).toEqual(await onServer(text, own));
    }
  });

  it('says the same of every file that does not hold, and names the same claim', async () => {
    for (const { claim, text } of await tamperedFiles()) {
      const verified = await inBrowser(text, {});
      expect(verified.claims.at(-1)).toMatchObject({ claim, holds: false });
      expect(verified).toEqual(await onServer(text, {}));
    }
  });

  it('says the same of keys that are none', async () => {
    const [text = ''] = goodFiles();
    for (const keys of [{ verifierKeys: ['geen sleutel'] }, { hubKeys: ['geen sleutel'] }]) {
      const verified = await inBrowser(text, keys);
      expect(verified.holds).toBe(false);
      expect(verified).toEqual(await onServer(text, keys));
    }
  });

  it('says the same wherever one letter of a file is another', async () => {
    const [text = ''] = goodFiles();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom('A', '0', '"', '=', ' '),
        async (place, letter) => {
          const other = text.slice(0, place) + letter + text.slice(place + 1);
          expect(await inBrowser(other, {})).toEqual(await onServer(other, {}));
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('what stands in for Node', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...'ABCxyz019+/-_= \n*'),
    maxLength: 40,
  });

  it('reads and writes base64 as Node does, whatever stands in it', () => {
    fc.assert(
      fc.property(letters, fc.constantFrom('base64', 'base64url'), (text, form) => {
        expect([...InBrowser.from(text, form)]).toEqual([...Buffer.from(text, form)]);
      }),
    );
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.constantFrom('base64', 'base64url', 'hex', 'latin1'),
        (bytes, form) => {
          expect(InBrowser.from(bytes).toString(form)).toBe(Buffer.from(bytes).toString(form));
        },
      ),
    );
  });

  it('hashes as Node does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(crypto.hash('sha256', bytes, 'hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
      }),
    );
  });

  it('verifies what Node signed, and nothing else', () => {
    const ed = generateKeyPairSync('ed25519');
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const keys = [
      { ...ed, digest: null },
      { ...ec, digest: 'sha256' as const },
    ];
    for (const { publicKey, privateKey, digest } of keys) {
      const key = crypto.createPublicKey({ key: publicKey.export({ format: 'jwk' }) as object });
      const message = new Uint8Array([1, 2, 3]);
      for (let round = 0; round < 8; round += 1) {
        const signature = sign(digest, message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
        expect(crypto.verify(digest, message, key, signature)).toBe(true);
        expect(crypto.verify(digest, new Uint8Array([1, 2, 4]), key, signature)).toBe(false);
        signature[round] = (signature[round] ?? 0) ^ 1;
        expect(crypto.verify(digest, message, key, signature)).toBe(false);
      }
    }
  });
});

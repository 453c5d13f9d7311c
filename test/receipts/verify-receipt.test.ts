import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import { base64url, generatePrivateJwk, sha256 } from '../../src/kernel/index.js';
import { assertionChecks } from '../../src/passkeys/index.js';
import type { Receipt } from '../../src/receipts/index.js';
import { cosignerOf, noteSigner, parseWitnessPolicy } from '../../src/tlog/index.js';
import { temporaryFolder } from '../harness/folder.js';
import { changed, example, examples, signedAnew, verify } from './example.js';

const keysOf = ({ ledger, issuedBy }: Receipt) => ({
  verifierKeys: ledger.verifierKeys,
  hubKeys: [issuedBy.key.kid],
});

describe.each(examples)('the receipt kept as %s', (name) => {
  it('still holds, and says of each claim why', async () => {
    const receipt = example(name);
    const { holds, claims, trust } = await verify(receipt, keysOf(receipt));
    expect([holds, claims.filter((claim) => !claim.holds)]).toEqual([true, []]);
    expect(claims.map(({ claim }) => claim)).toEqual([
      'format',
      'statement',
      ...(receipt.ledger.opened === null ? [] : ['part', 'commitment', 'content']),
      ...(receipt.notice === null ? [] : ['notice']),
      'leaf',
      'checkpoint',
      'inclusion',
      ...(receipt.signature === undefined ? [] : ['passkey', ...assertionChecks.map(({ claim }) => claim)]),
    ]);
    expect(trust.join()).not.toContain('stands in the receipt itself');
  });

  it('holds only by itself without keys, and says so', async () => {
    const { holds, trust } = await verify(example(name));
    expect(holds).toBe(true);
    expect(trust.filter((line) => line.includes('stands in the receipt itself'))).toHaveLength(2);
  });

  it('does not hold under the key of another hub or another log', async () => {
    const receipt = example(name);
    const other = noteSigner('elders.example/log', await generatePrivateJwk('Ed25519')).verifier.vkey;
    expect((await verify(receipt, { hubKeys: ['A'.repeat(43)] })).claims.at(-1)).toMatchObject({
      claim: 'statement',
      holds: false,
    });
    expect((await verify(receipt, { verifierKeys: [other] })).claims.at(-1)).toMatchObject({
      claim: 'checkpoint',
      holds: false,
    });
  });

  it('does not hold when any word of it was changed after the hub signed', async () => {
    const receipt = example(name);
    for (const path of ['issuedAt', 'purpose.title', 'record.status', 'retention.after', 'issuedBy.origin']) {
      if (path === 'retention.after' && !('after' in receipt.retention)) continue;
      const value =
        path === 'issuedAt' ? '2030-01-01T00:00:00.000Z' : path === 'retention.after' ? 'P9Y' : 'anders';
      const told = path === 'record.status' ? 'dpv:RenewedConsentGiven' : value;
      expect((await verify(changed(receipt, path, told))).claims.at(-1), path).toMatchObject({
        claim: 'statement',
        holds: false,
        says: 'the receipt is not the one that the hub signed',
      });
    }
  });
});

const otherPartner = `prt_${'B'.repeat(22)}`;
const text = 'Een andere uitleg dan er stond.';
const otherNotice = { language: 'nl', hash: base64url(sha256(text)), text };
const flipped = (hash: string): string => (hash.startsWith('A') ? 'B' : 'A') + hash.slice(1);
const part = (disclosures: readonly string[]) =>
  disclosures.map((item) => item.replace('"zorgniveau"', '"meer"'));

type Forgery = readonly [claim: string, what: string, name: string, path: string, value: unknown];

const forgeries: readonly Forgery[] = [
  ['part', 'own part altered', 'given', 'ledger.opened.parts', part],
  ['part', 'part that the entry does not name', 'refused', 'ledger.opened.parts', ['["salt","decision",{}]']],
  ['commitment', 'payload altered', 'given', 'ledger.opened.payload.choice', 'refused'],
  ['commitment', 'time altered', 'withdrawn', 'ledger.opened.payload.at', '2026-11-21T09:00:00.000Z'],
  ['commitment', 'opening altered', 'emergency', 'ledger.opened.opening', flipped],
  ['content', 'yes shown as a no', 'given', 'record.event', 'consent.refused'],
  ['content', 'no shown as a yes', 'refused', 'record.event', 'consent.given'],
  ['content', 'other day', 'withdrawn', 'record.on', '2026-11-21'],
  ['content', 'other version', 'given', 'purpose.version', 2],
  ['content', 'other purpose', 'emergency', 'purpose.id', 'jgz-afstemming'],
  ['content', 'other rule', 'given', 'record.ruleVersion', '9'],
  ['content', 'other decision', 'withdrawn', 'record.decision', `dec_${'B'.repeat(22)}`],
  ['content', 'other name', 'given', 'id', `rcp_${'B'.repeat(22)}`],
  ['content', 'other recipient', 'given', 'processing.0.recipients.0.id', otherPartner],
  ['content', 'field left out', 'given', 'processing.0.fields', (fields: unknown[]) => fields.slice(1)],
  ['content', 'part left out', 'given', 'ledger.opened.parts', []],
  ['content', 'other notice', 'given', 'notice', otherNotice],
  ['content', 'other source in an emergency', 'emergency', 'processing.0.sources.0.id', otherPartner],
  ['content', 'other recipient in an emergency', 'emergency', 'processing.0.recipients.0.id', otherPartner],
  ['content', 'field in an emergency', 'emergency', 'processing.0.fields.0.name', 'diagnose'],
  ['notice', 'text of the notice altered', 'given', 'notice.text', text],
  ['leaf', 'commitment altered', 'released', 'ledger.commitment', flipped],
  ['leaf', 'leaf altered', 'given', 'ledger.inclusion.leaf', flipped],
  [
    'checkpoint',
    'size altered',
    'given',
    'ledger.inclusion.checkpoint',
    (note: string) => note.replace(/\n\d+\n/, '\n9999\n'),
  ],
  ['checkpoint', 'not a note', 'released', 'ledger.inclusion.checkpoint', 'niets'],
  ['checkpoint', 'not a key', 'released', 'ledger.verifierKeys', ['niets']],
  ['inclusion', 'other place', 'released', 'ledger.inclusion.index', (index: number) => index - 1],
  ['inclusion', 'path altered', 'given', 'ledger.inclusion.hashes.0', flipped],
  ['inclusion', 'path too short', 'emergency', 'ledger.inclusion.hashes', (path: unknown[]) => path.slice(1)],
];

describe('a forger who signs in the name of the hub', () => {
  it.each(forgeries)('is stopped at the %s: %s (%s)', async (claim, _what, name, path, value) => {
    const forged = await signedAnew(changed(example(name), path, value));
    const { holds, claims } = await verify(forged);
    expect(claims.at(-1)).toMatchObject({ claim, holds: false });
    expect([holds, claims.filter((one) => !one.holds).length]).toEqual([false, 1]);
  });

  it('cannot give a key of his own the name of the hub’s', async () => {
    const receipt = example('given');
    const forged = await signedAnew(receipt);
    const named = changed(forged, 'issuedBy.key.kid', receipt.issuedBy.key.kid);
    expect((await verify(named, keysOf(receipt))).claims.at(-1)).toMatchObject({
      claim: 'statement',
      holds: false,
    });
    expect((await verify(forged, keysOf(receipt))).claims.at(-1)).toMatchObject({
      claim: 'statement',
      holds: false,
    });
  });
});

describe('witnesses', () => {
  it('must have cosigned where a policy asks for them', async () => {
    const receipt = example('given');
    const witness = cosignerOf('getuige.example', await generatePrivateJwk('Ed25519'));
    const witnesses = parseWitnessPolicy(`witness w ${witness.verifier.vkey}\nquorum w\n`);
    expect((await verify(receipt, { witnesses })).claims.at(-1)).toMatchObject({
      claim: 'witnesses',
      holds: false,
    });
    const sign = (note: string) =>
      note + witness.cosign(note.slice(0, note.indexOf('\n\n') + 1), 1_795_000_000);
    const cosigned = await signedAnew(changed(receipt, 'ledger.inclusion.checkpoint', sign));
    expect((await verify(cosigned, { witnesses })).claims.at(-1)).toMatchObject({
      claim: 'witnesses',
      holds: true,
    });
    expect((await verify(cosigned)).trust.join()).toContain('1 other signatures stand under the checkpoint');
  });
});

describe('kernhub verify receipt', () => {
  async function kernhub(content: string, ...options: readonly string[]) {
    const folder = await temporaryFolder('verify-receipt');
    const file = join(folder, 'receipt.jsonld');
    await writeFile(file, content);
    const printed = { out: '', err: '' };
    const code = await runKernhub(['verify', 'receipt', file, ...options], {
      env: {},
      out: (line) => {
        printed.out += line;
      },
      err: (line) => {
        printed.err += line;
      },
    });
    await rm(folder, { recursive: true });
    return { code, ...printed };
  }

  it('prints each check for a person, and what is still to be believed', async () => {
    const { code, out } = await kernhub(JSON.stringify(example('released')));
    expect(code).toBe(0);
    expect(out).toMatch(/^The receipt holds\.\n {2}✓ the file has the form of a receipt \(format\)\n/);
    expect(out).toContain('the entry also names what is somebody else’s, so it stays closed');
    expect(out).toContain('give it with --hub-key');
  });

  it('ends with 1 at the first claim that does not hold, and names it', async () => {
    const { code, out } = await kernhub(JSON.stringify(changed(example('given'), 'purpose.title', 'Anders')));
    expect(code).toBe(1);
    expect(out.trim().split('\n').at(-1)).toBe(
      '  ✗ the receipt is not the one that the hub signed (statement)',
    );
  });

  it('prints the same as JSON', async () => {
    const { code, out } = await kernhub(JSON.stringify(example('given')), '--json');
    expect([code, JSON.parse(out).holds]).toEqual([0, true]);
  });

  it.each([
    ['no JSON at all', 'geen bon'],
    ['JSON with two meanings', '{"id":1,"id":2}'],
    ['something else', '[]'],
  ])('refuses %s as a receipt', async (_name, content) => {
    const { code, out } = await kernhub(content);
    expect([code, out.split('\n')[0]]).toEqual([1, 'The receipt does not hold.']);
    expect(out).toContain('(format)');
  });
});

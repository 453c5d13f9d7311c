import { beforeAll, describe, expect, it } from 'vitest';
import { bundleForBrowser } from '../../scripts/bundle-check.mjs';
import { base64url, utf8 } from '../../src/kernel/index.js';
import { challengeOf, signedFormat } from '../../src/passkeys/index.js';
import type { verifyInBrowser } from '../../src/portal/in-browser/verify-in-browser.js';
import type { Receipt } from '../../src/receipts/index.js';
import { example, signedAnew, verify } from './example.js';
import { otherKey, type Story, signedReceipt } from './signed-receipt.js';

let inBrowser: typeof verifyInBrowser;
beforeAll(async () => {
  const code = await bundleForBrowser('src/portal/in-browser/verify-in-browser.ts');
  const bundle = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
  ({ verifyInBrowser: inBrowser } = bundle as { verifyInBrowser: typeof verifyInBrowser });
});

/** By the command's code and by the browser's, which must say the same. */
async function verified(receipt: Receipt) {
  const answer = await verify(receipt);
  expect(await inBrowser(JSON.stringify(receipt), {})).toEqual(answer);
  return answer;
}

describe('a receipt of a signed decision', () => {
  it.each(['ES256', 'EdDSA', 'RS256'] as const)('holds with a signature by %s', async (kind) => {
    const { holds, claims, trust } = await verified(await signedReceipt({ kind }));
    expect(claims.map(({ claim }) => claim)).toEqual(expect.arrayContaining(['passkey', 'signature']));
    expect(holds).toBe(true);
    expect(trust.join()).toContain('--passkey');
  });

  it('holds against the code of its own passkey, and against no other', async () => {
    const receipt = await signedReceipt();
    const kid = receipt.signature?.key.publicKey.kid ?? '';
    expect((await verify(receipt, { passkeys: [kid] })).holds).toBe(true);
    const { holds, claims } = await verify(receipt, { passkeys: ['A'.repeat(43)] });
    expect([holds, claims.at(-1)?.claim]).toEqual([false, 'passkey']);
  });

  /** What the decision of these receipts says of itself. */
  const own = example('given').ledger.opened?.payload as Record<
    'digest' | 'decision' | 'request' | 'at',
    string
  >;
  const rightChallenge = (text: string): string => {
    const askedAt = new Date(Date.parse(own.at) - 60_000).toISOString();
    const { digest, decision, request } = own;
    const content = { format: signedFormat, decision, request, digest, askedAt } as never;
    return JSON.stringify({ ...JSON.parse(text), challenge: base64url(challengeOf(content)) });
  };
  const turned = (clientDataJSON: string, change: (text: string) => string): string =>
    base64url(utf8(change(Buffer.from(clientDataJSON, 'base64url').toString())));

  it.each<[string, string, Story]>([
    ['another digest', 'signed-decision', { content: { digest: 'A'.repeat(43) } }],
    [
      'a digest that was put in afterwards',
      'signed-decision',
      {
        content: { digest: 'A'.repeat(43) },
        afterwards: (content) => ({ ...content, digest: own.digest }),
      },
    ],
    ['another question', 'signed-decision', { content: { request: `crq_${'A'.repeat(22)}` as never } }],
    ['another challenge', 'signed-decision', { challenge: 'A'.repeat(43) }],
    [
      'an assertion of an earlier decision',
      'signed-now',
      { content: { decision: `dec_${'A'.repeat(22)}` as never } },
    ],
    [
      'an assertion of an earlier decision under the name of this',
      'signed-decision',
      {
        content: { decision: `dec_${'A'.repeat(22)}` as never },
        afterwards: (content) => ({ ...content, decision: own.decision as never }),
      },
    ],
    [
      'an assertion that was kept for a day',
      'signed-now',
      { content: { askedAt: '2026-11-20T08:00:00.000Z' } },
    ],
    [
      'an assertion from after the decision',
      'signed-now',
      { content: { askedAt: '2027-11-20T08:00:00.000Z' } },
    ],
    ['another website', 'signed-here', { origin: 'https://elders.example' }],
    ['a frame in another website', 'signed-here', { crossOrigin: true }],
    ['a registration instead of a signature', 'signed-here', { type: 'webauthn.create' }],
    ['another name of the website', 'signed-for-site', { rpId: 'elders.example' }],
    ['a device that did not look who was there', 'signed-by-person', { flags: 0x01 }],
    ['a device with nobody there', 'signed-by-person', { flags: 0x04 }],
    ['another key', 'signature', { anotherKey: true }],
    [
      'a word put into what the browser said',
      'signature',
      {
        assertion: (made) => ({
          ...made,
          clientDataJSON: turned(made.clientDataJSON, (text) => text.replace('{', '{"more":1,')),
        }),
      },
    ],
    [
      'a challenge put into what the browser said',
      'signature',
      {
        content: { digest: 'A'.repeat(43) },
        afterwards: (content) => ({ ...content, digest: own.digest }),
        assertion: (made) => ({ ...made, clientDataJSON: turned(made.clientDataJSON, rightChallenge) }),
      },
    ],
    [
      'another key than was registered',
      'passkey',
      { registered: async (key) => ({ ...key, publicKey: await otherKey() }) },
    ],
    [
      'another key in the receipt alone',
      'passkey',
      { shownKey: (key) => ({ ...key, credential: 'anders' }) },
    ],
    ['a passkey of another person', 'passkey', { registration: { person: `per_${'A'.repeat(22)}` } }],
    ['a passkey for another child', 'passkey', { registration: { subject: `sub_${'A'.repeat(22)}` } }],
    ['an entry that registers nothing', 'passkey', { registration: { event: 'person.recognised' } }],
    ['a passkey that was registered afterwards', 'passkey', { registeredLast: true }],
    ['a decision that names no passkey', 'passkey', { decision: ({ signedWith: _, ...payload }) => payload }],
    ['a decision without what was signed', 'passkey', { withoutPart: true }],
  ])('does not hold with %s', async (_what, claim, story) => {
    const { holds, claims } = await verified(await signedReceipt(story));
    expect(claims.at(-1)).toMatchObject({ claim, holds: false });
    expect(holds).toBe(false);
  });

  it('does not hold without the signature that its entry claims', async () => {
    const { signature: _, ...receipt } = await signedReceipt();
    const { claims } = await verified(await signedAnew(receipt as Receipt));
    expect(claims.at(-1)).toMatchObject({ claim: 'passkey', holds: false });
  });
});

/** Evidence that a hub forged from the start, with its partners: every signature, leaf and proof is right, and one thing not. */
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/audit/offline.js';
import { generatePrivateJwk } from '../../src/kernel/index.js';
import { cosignerOf, parseWitnessPolicy } from '../../src/tlog/index.js';
import { example, signedAgain, verify } from './evidence-example.js';
import { former, lies } from './evidence-lies.js';
import { forge, type LyingWorld, worldOf } from './forged-evidence.js';

const told = (tell: (world: LyingWorld) => void = () => undefined): Promise<Evidence> => {
  const world = worldOf(example('stopped'));
  tell(world);
  return forge(world);
};

describe('evidence that was forged from the start', () => {
  it('holds where it tells no lie, so that each lie below is what breaks it', async () => {
    const { claims } = await verify(await told());
    expect(claims.filter(({ holds }) => !holds)).toEqual([]);
  });

  it('holds under a key that was replaced since, which is then the word of the hub', async () => {
    const { claims, trust } = await verify(await told(former(true)));
    expect(claims.filter(({ holds }) => !holds)).toEqual([]);
    expect(trust.join()).toContain('which signed an agreement, was a key of');
  });

  it.each(lies)('does not hold by its %s: %s', async (claim, _what, tell) => {
    const { holds, claims } = await verify(await told(tell));
    expect([holds, claims.at(-1)?.claim, claims.at(-1)?.says]).toEqual([false, claim, expect.any(String)]);
  });

  it('does not hold under the keys of the log and the covenant that the reader was given elsewhere', async () => {
    const forged = await told();
    const { verifierKeys, covenantKeys } = example('stopped');
    const byLog = await verify(forged, { verifierKeys });
    expect(byLog.claims.at(-1)).toMatchObject({ claim: 'checkpoint', holds: false });
    const byCovenant = await verify(forged, { covenantKeys: covenantKeys.map(({ kid }) => kid) });
    expect(byCovenant.claims.at(-1)).toMatchObject({ claim: 'roster', holds: false });
  });
});

describe('what a reader was given elsewhere', () => {
  it('leaves nothing of the keys to trust', async () => {
    const file = example('stopped');
    const own = { verifierKeys: file.verifierKeys, covenantKeys: file.covenantKeys.map(({ kid }) => kid) };
    const { holds, trust } = await verify(file, own);
    expect(holds).toBe(true);
    expect(trust.join()).not.toMatch(/--key|--covenant-key/);
    expect((await verify(file)).trust.join()).toMatch(/--key.*--covenant-key/s);
  });

  it('asks for the cosignatures of the witnesses that a policy names', async () => {
    const file = example('stopped');
    const cosigner = cosignerOf('witness.example', await generatePrivateJwk('Ed25519'));
    const witnesses = parseWitnessPolicy(`witness one ${cosigner.verifier.vkey}\nquorum one\n`);
    const { claims } = await verify(file, { witnesses });
    expect(claims.at(-1)).toMatchObject({ claim: 'witnesses', holds: false });
    const text = file.checkpoint.slice(0, file.checkpoint.indexOf('\n\n') + 1);
    const checkpoint = `${file.checkpoint}${cosigner.cosign(text, 1_800_000_000)}`;
    const cosigned = await verify(await signedAgain({ ...file, checkpoint }), { witnesses });
    expect(cosigned.holds).toBe(true);
    expect(cosigned.claims.map(({ claim }) => claim)).toContain('witnesses');
  });
});

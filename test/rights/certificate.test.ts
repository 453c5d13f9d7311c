import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import { signStatement } from '../../src/contract/index.js';
import { generatePrivateJwk, importSigningKey, type SigningKey } from '../../src/kernel/index.js';
import { type Certificate, certificateDigest } from '../../src/rights/domain/certificate.js';
import { familyOf, type Parent } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { appointOfficer, askErasure, erase } from './officer-desk.js';

let hub: TestHub;
let key: SigningKey;
let file: string;
let certificate: Certificate;
beforeAll(async () => {
  hub = await startTestHub();
  key = await appointOfficer(hub);
  const family = await familyOf(hub, 'weg');
  await family.agree();
  const [mother, father] = family.parents as unknown as readonly [Parent, Parent];
  const request = await erase(hub, key, mother);
  // The officer leaves: what was signed stays.
  await appointOfficer(hub, 2);
  const path = `/v1/me/rights-requests/${request}/certificate`;
  expect((await father.caller.get(path)).status).toBe(404);
  const { text } = await must(mother.caller.get(path));
  certificate = JSON.parse(text) as Certificate;
  file = join(await temporaryFolder('certificate'), 'certificate.jsonld');
  await writeFile(file, text);
});
afterAll(() => hub.close());

const verify = async (...args: readonly string[]): Promise<readonly [number, string]> => {
  let said = '';
  const note = (text: string): void => {
    said += text;
  };
  return [await runKernhub(['verify', 'certificate', ...args], { env: {}, out: note, err: note }), said];
};
const changed = async (change: Partial<Certificate>, signed: SigningKey | null): Promise<string> => {
  const unsigned = { ...certificate, ...change };
  const statement =
    signed === null
      ? certificate.statement
      : await signStatement(signed, 'kernhub-erasure-certificate+jwt', {
          iss: certificate.issuedBy.origin,
          sub: certificate.id,
          digest: certificateDigest(unsigned),
          iat: 1_800_000_000,
        });
  const other = `${file}.${Math.random()}`;
  await writeFile(other, JSON.stringify({ ...unsigned, statement }));
  return other;
};

describe('an erasure certificate', () => {
  it('verifies offline, and says what went, what stays on which article, and when the last key backup is gone', async () => {
    const keys = hub.ledger.verifierKeys().flatMap((vkey) => ['--key', vkey]);
    const [code, said] = await verify(
      ...[file, ...keys],
      `--hub-key=${hub.hubKeys.ticket.kid}`,
      `--officer-key=${key.kid}`,
    );
    expect(said).toContain('The certificate holds.');
    expect(code).toBe(0);
    expect(certificate.destroyed).toEqual(['identity', 'access-log']);
    expect(certificate.restricted[0]).toMatchObject({
      class: 'consent-proof',
      article: expect.stringMatching(/^AVG 17\(3\)/),
    });
    expect(Date.parse(certificate.keyBackupsGoneOn) - Date.parse(certificate.erasedOn)).toBe(30 * 86_400_000);
  });

  it('names the claim that does not hold', async () => {
    const hubKey = await importSigningKey(hub.hubKeys.ticket);
    const stranger = await importSigningKey(await generatePrivateJwk('Ed25519'));
    const lies: readonly (readonly [string, Partial<Certificate>, SigningKey | null])[] = [
      ['format', { entries: -1 }, null],
      ['statement', { entries: 1_000 }, null],
      ['statement', { entries: 1_000 }, stranger],
      ['order', { restricted: [] }, hubKey],
      ['order', { order: { ...certificate.order, key: stranger.publicJwk } }, hubKey],
      ['content', { entries: 1_000 }, hubKey],
      ['content', { keyBackupsGoneOn: certificate.erasedOn }, hubKey],
    ];
    for (const [claim, change, signed] of lies) {
      const [code, said] = await verify(await changed(change, signed), '--json');
      expect(code, said).toBe(1);
      expect(said, claim).toMatch(/^\{/);
      const { claims } = JSON.parse(said) as { claims: readonly { claim: string; holds: boolean }[] };
      expect(claims.at(-1)).toMatchObject({ claim, holds: false });
    }
    expect((await verify(file, `--officer-key=${stranger.kid}`))[0]).toBe(1);
  });

  it('is nobody’s before the erasure', async () => {
    const family = await familyOf(hub, 'nog niet');
    const parent = family.parents[0] as Parent;
    const request = await askErasure(parent);
    expect((await parent.caller.get(`/v1/me/rights-requests/${request}/certificate`)).status).toBe(404);
  });
});

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signStatement } from '../../src/contract/index.js';
import {
  EvaluatorSettingsInvalid,
  layKeyOver,
  openEvaluator,
  type RunningEvaluator,
  readEvaluatorSettings,
} from '../../src/evaluator/index.js';
import {
  base64url,
  blindPrfInput,
  finalizePrf,
  fromBase64url,
  generatePrivateJwk,
  importSigningKey,
  type PrivateJwk,
  publicJwkOf,
  SecretFileUnusable,
  utf8,
} from '../../src/kernel/index.js';

const input = utf8('a child');

describe('the evaluator', () => {
  let folder: string;
  let hub: PrivateJwk;
  let evaluator: RunningEvaluator;
  const open = (keyFile: string, limits: object = {}) =>
    openEvaluator({
      host: '127.0.0.1',
      port: 0,
      keyFile: join(folder, keyFile),
      hubKeys: [publicJwkOf(hub)],
      perHour: 1_000,
      totalPerHour: 1_000,
      ...limits,
    });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kernhub-evaluator-'));
    hub = await generatePrivateJwk('Ed25519');
    evaluator = await open('prf.json');
  });
  afterAll(async () => {
    await evaluator.close();
    await rm(folder, { recursive: true });
  });

  const order = async (
    change: { blinded?: string; key?: string; budget?: string; age?: number; life?: number } = {},
  ) => {
    const iat = Math.floor(Date.now() / 1_000) - (change.age ?? 0);
    return signStatement(await importSigningKey(hub), 'kernhub-evaluation+jwt', {
      iss: 'http://localhost:8080',
      blinded: change.blinded ?? base64url(blindPrfInput(input).blinded),
      ...(change.key !== undefined && { key: change.key }),
      budget: change.budget ?? 'b'.repeat(43),
      iat,
      exp: iat + (change.life ?? 60),
    });
  };
  const post = (body: string, to = evaluator, type = 'application/jwt') =>
    fetch(`${to.url}/evaluations`, { method: 'POST', headers: { 'content-type': type }, body });
  const refusal = async (response: Response) => ({
    status: response.status,
    type: response.headers.get('content-type'),
    code: ((await response.json()) as { code: string }).code,
  });
  const problem = (status: number, code: string) => ({ status, type: 'application/problem+json', code });

  it('evaluates on the order of the hub, with a proof for the key it published', async () => {
    const blinding = blindPrfInput(input);
    const response = await post(await order({ blinded: base64url(blinding.blinded) }));
    const { evaluated, proof } = (await response.json()) as Record<string, string>;
    const output = finalizePrf({
      input,
      ...blinding,
      evaluated: fromBase64url(evaluated ?? ''),
      proof: fromBase64url(proof ?? ''),
      publicKey: fromBase64url(evaluator.publicKey),
    });
    expect(response.status).toBe(200);
    expect(output).toHaveLength(64);
    const published = await (await fetch(`${evaluator.url}/public-key`)).json();
    expect(published).toEqual({ suite: 'ristretto255-SHA512', publicKey: evaluator.publicKey });
  });

  it('keeps its key over a restart, in a file of its owner only', async () => {
    const again = await open('prf.json');
    expect(again.publicKey).toBe(evaluator.publicKey);
    await again.close();
    const { mode } = await stat(join(folder, 'prf.json'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('evaluates under a key that was laid over the first one where the order names it, else under the first', async () => {
    const laid = await layKeyOver(join(folder, 'prf.json'), join(folder, 'laid.json'));
    const both = await open('laid.json');
    const named = async (key: string | undefined, publicKey: string) => {
      const blinding = blindPrfInput(input);
      const asked = { blinded: base64url(blinding.blinded), ...(key !== undefined && { key }) };
      const { evaluated, proof } = (await (await post(await order(asked), both)).json()) as Record<
        string,
        string
      >;
      const evaluation = { evaluated: fromBase64url(evaluated ?? ''), proof: fromBase64url(proof ?? '') };
      return finalizePrf({ input, ...blinding, ...evaluation, publicKey: fromBase64url(publicKey) });
    };
    expect(both.publicKey).toBe(evaluator.publicKey);
    const first = await named(undefined, evaluator.publicKey);
    expect(await named(evaluator.publicKey, evaluator.publicKey)).toEqual(first);
    expect(await named(laid, laid)).not.toEqual(first);
    await both.close();
    const unknown = await post(await order({ key: laid }));
    expect(await refusal(unknown)).toEqual(problem(400, 'statement-invalid'));
  });

  it('refuses a damaged key file without quoting it', async () => {
    const whole = JSON.parse(await readFile(join(folder, 'prf.json'), 'utf8'));
    await writeFile(join(folder, 'swapped.json'), JSON.stringify({ ...whole, publicKey: 'AAAA' }), {
      mode: 0o600,
    });
    const failure = await open('swapped.json').catch((error: Error) => error);
    expect(failure).toBeInstanceOf(SecretFileUnusable);
    expect((failure as Error).message).not.toContain(whole.secretKey);
  });

  it('refuses orders that are expired, too long-lived, from the future, or of another key', async () => {
    const outdated = [{ age: 120 }, { life: 600 }, { age: -120 }];
    for (const change of outdated)
      expect(await refusal(await post(await order(change)))).toEqual(problem(400, 'statement-invalid'));
    const other = await importSigningKey(await generatePrivateJwk('Ed25519'));
    const [, payload = ''] = (await order()).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = await signStatement(other, 'kernhub-evaluation+jwt', claims);
    for (const text of [forged, 'garbage', ''])
      expect(await refusal(await post(text))).toEqual(problem(400, 'statement-invalid'));
  });

  it('refuses what is no element of the group, and other types, sizes and paths', async () => {
    const nonsense = await order({ blinded: base64url(new Uint8Array(32)) });
    expect(await refusal(await post(nonsense))).toEqual(problem(400, 'proof-invalid'));
    const asJson = await post('{}', evaluator, 'application/json');
    expect(await refusal(asJson)).toEqual(problem(415, 'media-type-unsupported'));
    expect(await refusal(await post('a'.repeat(9_000)))).toEqual(problem(413, 'content-too-large'));
    expect(await refusal(await fetch(`${evaluator.url}/keys`))).toEqual(problem(404, 'not-found'));
    expect(await refusal(await fetch(`${evaluator.url}/evaluations`))).toEqual(
      problem(405, 'method-not-allowed'),
    );
  });

  it('limits each budget name by the hour, and all names together', async () => {
    const limited = await open('prf.json', { perHour: 2, totalPerHour: 3 });
    const take = async (name: string) =>
      (await post(await order({ budget: name.repeat(43) }), limited)).status;
    expect([await take('a'), await take('a'), await take('a')]).toEqual([200, 200, 429]);
    expect([await take('b'), await take('c')]).toEqual([200, 429]);
    const last = await post(await order({ budget: 'a'.repeat(43) }), limited);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(3_000);
    await limited.close();
  });

  it('names every wrong setting at once', () => {
    const read = () => readEvaluatorSettings({ EVALUATOR_PORT: 'x', EVALUATOR_HUB_KEY: '{}' });
    expect(read).toThrow(EvaluatorSettingsInvalid);
    expect(read).toThrow(/EVALUATOR_KEY_FILE[\s\S]*EVALUATOR_PORT[\s\S]*EVALUATOR_HUB_KEY/);
  });
});

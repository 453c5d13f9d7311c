import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import { readStatement } from '../../src/contract/index.js';
import { type PrivateJwk, publicJwkOf } from '../../src/kernel/index.js';
import { readHubKeys } from '../../src/vault/index.js';
import { temporaryFolder } from '../harness/folder.js';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder('rotate');
  await kernhub(`keys new hub --out ${at('hub.json')}`);
  await kernhub(`keys new partner --out ${at('partner.json')}`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);
async function kernhub(line: string, env: Record<string, string> = {}) {
  const printed = { out: '', err: '' };
  const out = (text: string): void => {
    printed.out += text;
  };
  const err = (text: string): void => {
    printed.err += text;
  };
  return { code: await runKernhub(line.split(' '), { env, out, err }), ...printed };
}
const partnerFile = async (name: string) =>
  JSON.parse(await readFile(at(name), 'utf8')) as Record<'signing' | 'sealing' | 'dpop', PrivateJwk>;

describe('kernhub keys rotate', () => {
  it('writes a new file with the former key behind the new one, and leaves the old file as it was', async () => {
    const before = await readHubKeys(at('hub.json'));
    const { code, out } = await kernhub(
      `keys rotate ticket --from ${at('hub.json')} --out ${at('hub-2.json')}`,
    );
    const after = await readHubKeys(at('hub-2.json'));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      ticket: publicJwkOf(after.ticket),
      former: [publicJwkOf(before.ticket)],
    });
    expect(after.ticket.kid).not.toBe(before.ticket.kid);
    expect({ ...after, ticket: before.ticket, former: undefined }).toEqual({ ...before, former: undefined });
    expect((await stat(at('hub-2.json'))).mode & 0o777).toBe(0o600);
    expect(await readHubKeys(at('hub.json'))).toEqual(before);
    expect(
      (await kernhub(`keys retire ticket --from ${at('hub-2.json')} --out ${at('hub-3.json')}`)).code,
    ).toBe(0);
    expect((await readHubKeys(at('hub-3.json'))).former?.ticket).toEqual([]);
  });

  it('prints both vkeys of the ledger for the roster; the former one signs until it is retired, and is never forgotten', async () => {
    const rotate = `keys rotate ledger --from ${at('hub.json')} --out ${at('ledger.json')}`;
    const { out } = await kernhub(rotate, { LEDGER_ORIGIN: 'hub.test/log' });
    const { ledgerKeys } = JSON.parse(out) as { ledgerKeys: readonly string[] };
    expect(ledgerKeys).toEqual([expect.stringMatching(/^hub\.test\/log\+/), expect.stringMatching(/^hub/)]);
    const before = await readHubKeys(at('hub.json'));
    const during = await readHubKeys(at('ledger.json'));
    expect(during.retiring).toEqual({ ledger: before.ledger });
    const retire = (from: string, to: string) =>
      kernhub(`keys retire ledger --from ${at(from)} --out ${at(to)}`, { LEDGER_ORIGIN: 'hub.test/log' });
    expect(JSON.parse((await retire('ledger.json', 'ledger-2.json')).out)).toMatchObject({ ledgerKeys });
    const after = await readHubKeys(at('ledger-2.json'));
    expect(after).toEqual({ ...during, retiring: undefined });
    expect(after.former?.ledger).toEqual([publicJwkOf(before.ledger)]);
    const again = await retire('ledger-2.json', 'no.json');
    expect([again.code, again.err]).toEqual([2, expect.stringContaining('is kept')]);
  });

  it('lays a MAC key over the former one, which no file is without', async () => {
    const before = await readHubKeys(at('hub.json'));
    const { out } = await kernhub(`keys rotate mac --from ${at('hub.json')} --out ${at('mac.json')}`);
    const after = await readHubKeys(at('mac.json'));
    expect(JSON.parse(out)).toEqual({ mac: 'a new one over the former', layers: 1 });
    expect({ ...after, macLayers: undefined }).toEqual(before);
    const step = await kernhub(`keys step mac --towards ${at('mac.json')} --out ${at('between.json')}`);
    expect([step.code, step.err]).toEqual([
      0,
      expect.stringContaining('finds what stands under the new one'),
    ]);
    expect(await readHubKeys(at('between.json'))).toEqual({
      ...before,
      macLayers: [],
      macNext: after.macLayers?.[0],
    });
    const refused = [
      [`keys retire mac --from ${at('mac.json')} --out no`, 'no mac key is retired'],
      [`keys retire evaluator --from ${at('mac.json')} --out no`, 'no evaluator key is retired'],
      [`keys rotate mac --from ${at('between.json')} --out no`, 'on its way to a next MAC key'],
      [`keys step mac --towards ${at('hub.json')} --out no`, 'holds no former mac: rotate it first'],
    ] as const;
    for (const [line, sentence] of refused) {
      const { code, err } = await kernhub(line);
      expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
    }
  });

  it('lays a key of an evaluator over the former one, and its public half with a MAC key of the hub', async () => {
    const made = JSON.parse((await kernhub(`keys new evaluator --out ${at('prf.json')}`)).out) as object;
    const { out } = await kernhub(`keys rotate evaluator --from ${at('prf.json')} --out ${at('prf-2.json')}`);
    const { publicKey } = JSON.parse(out) as { publicKey: string };
    const file = JSON.parse(await readFile(at('prf-2.json'), 'utf8')) as object;
    expect(file).toMatchObject({ ...made, laid: [{ publicKey }] });
    const rotate = `keys rotate mac --evaluator ${publicKey} --from ${at('hub.json')} --out ${at('both.json')}`;
    expect((await kernhub(rotate)).code).toBe(0);
    expect((await readHubKeys(at('both.json'))).macLayers).toMatchObject([{ evaluator: publicKey }]);
  });

  it('prints no secret', async () => {
    const { out, err } = await kernhub(`keys rotate kek --from ${at('hub.json')} --out ${at('kek.json')}`);
    const keys = await readHubKeys(at('kek.json'));
    for (const secret of [keys.kek, ...(keys.former?.kek ?? [])]) {
      expect(out + err).not.toContain(Buffer.from(secret).toString('base64url'));
    }
  });

  it.each([
    [
      'keys rotate macKey --from a --out b',
      'say which key: kek, ticket, ledger, client, mac, evaluator, signing, sealing, dpop',
    ],
    ['keys rotate ticket --out b', 'say which file with --from FILE'],
    ['keys retire kek --from a', 'say where to with --out FILE'],
    ['keys rotate kek --from a --out b --evaluator c', '--evaluator goes with a mac'],
    ['keys rotate mac --from a --out b --evaluator c', '--evaluator goes with a mac'],
    ['keys change dpop --keys a --partner b', 'say which key: signing or sealing'],
    ['keys change signing --keys a --partner b --hours 200', '--hours must be from 0 to 168'],
  ])('refuses "%s" with one sentence', async (line, sentence) => {
    const { code, err } = await kernhub(line);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});

describe('kernhub keys change', () => {
  const partner = 'prt_0000000000000000000000';

  it('states the change by the word of the key that goes, which still counts for two days', async () => {
    await kernhub(`keys rotate signing --from ${at('partner.json')} --out ${at('partner-2.json')}`);
    const { out } = await kernhub(`keys change signing --partner ${partner} --keys ${at('partner-2.json')}`);
    const [before, after] = [await partnerFile('partner.json'), await partnerFile('partner-2.json')];
    const { statement } = JSON.parse(out) as { statement: string };
    const change = await readStatement(statement, 'kernhub-key-change+jwt', [publicJwkOf(before.signing)]);
    expect(change).toMatchObject({
      retires: before.signing.kid,
      use: 'sig',
      jwk: publicJwkOf(after.signing),
      until: change.iat + 48 * 3_600,
    });
  });

  it('ends a stolen key at once', async () => {
    const { out } = await kernhub(
      `keys change signing --hours 0 --partner ${partner} --keys ${at('partner-2.json')}`,
    );
    const [, claims = ''] = (JSON.parse(out) as { statement: string }).statement.split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).not.toHaveProperty('until');
  });

  it('has nothing to say of a file in which nothing was rotated', async () => {
    const { err } = await kernhub(`keys change sealing --partner ${partner} --keys ${at('partner.json')}`);
    expect(err).toContain('holds no former sealing key: rotate it first');
  });
});

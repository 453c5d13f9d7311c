import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import { temporaryFolder } from '../harness/folder.js';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder('catalogue');
  await cp('consent-schemas', join(folder, 'catalogue'), { recursive: true });
  await cp('policies', join(folder, 'policies'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

async function catalogue(args: readonly string[], env: Record<string, string> = {}) {
  let out = '';
  let err = '';
  const code = await runKernhub(['catalogue', ...args], {
    env,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

describe('kernhub catalogue', () => {
  it('shows roles, rules and every flow with its basis, of the catalogue that comes along', async () => {
    const { code, out, err } = await catalogue([]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('  samenwerkingsverband (no BSN; core partner)');
    expect(out).toContain('  sociale-basis (no BSN; no health data)');
    expect(out).toContain(
      'overgang-po-vo@1: Naar de middelbare school [nl, ar, en, pl, tr, uk; for young people: nl, ar, en, pl, tr, uk]',
    );
    expect(out).toContain(
      '  school → leerplicht: verzuimband, sinds, acties (legal-obligation: Leerplichtwet 21a; AVG 6(1)(c))',
    );
  });

  it('names every mistake in another folder at once, and exits with 1', async () => {
    const own = join(folder, 'catalogue');
    await rm(join(own, 'notices/jgz-afstemming@1.nl.md'));
    const roles = await readFile(join(own, 'roles.json'), 'utf8');
    await writeFile(join(own, 'roles.json'), roles.replaceAll('sociale-basis', 'clubs'));
    for (const found of [await catalogue([own]), await catalogue([], { CONSENT_SCHEMAS_FOLDER: own })]) {
      expect([found.code, found.out]).toEqual([1, '']);
      expect(found.err).toContain('purposes/jgz-afstemming@1.json: has no Dutch notice');
      expect(found.err).toContain(
        'purposes/toeleiding-sociale-basis@1.json at /flows/0/recipient: role sociale-basis does not exist',
      );
    }
  });

  it('checks the policies too', async () => {
    const policies = join(folder, 'policies');
    await writeFile(
      join(policies, 'own.cedar'),
      '@id("own.rule") forbid (principal, action, resource) when { x };',
    );
    const { code, err } = await catalogue(['--policies', policies]);
    expect(code).toBe(1);
    expect(err).toContain('own.cedar');
  });

  it('names what is wrong with both at once', async () => {
    const { code, out, err } = await catalogue([
      join(folder, 'catalogue'),
      '--policies',
      join(folder, 'policies'),
    ]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('purposes/jgz-afstemming@1.json: has no Dutch notice');
    expect(err).toContain('policies/own.cedar');
  });

  it('names one mistake in a retention once', async () => {
    const own = join(folder, 'retention');
    await cp('consent-schemas', own, { recursive: true });
    const file = join(own, 'purposes/jgz-afstemming@1.json');
    const purpose = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...purpose, retention: { after: '3 months' } }));
    const { err } = await catalogue([own]);
    expect(err.split('\n').filter((line) => line.includes('/retention'))).toEqual([
      expect.stringContaining('purposes/jgz-afstemming@1.json at /retention/after: must match pattern'),
    ]);
  });
});

/** What docs/configure-a-region.md shows is what happens. */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import { temporaryFolder } from '../harness/folder.js';

let folder: string;
let purpose: string;
let labels: string;
let text: string;

beforeAll(async () => {
  folder = await temporaryFolder('configured');
  await cp('consent-schemas', join(folder, 'catalogue'), { recursive: true });
  await cp('policies', join(folder, 'policies'), { recursive: true });
  text = await readFile('docs/configure-a-region.md', 'utf8');
  const [role = '', roleLabel = '', own = '', translated = ''] = blocksOf('json');
  const [policy = ''] = blocksOf('text').filter((block) => block.includes('@id'));
  purpose = own;
  labels = translated;
  const file = join(folder, 'catalogue/roles.json');
  const { roles } = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ roles: [...roles, JSON.parse(role)] }));
  const dutch = join(folder, 'catalogue/role-labels/nl.json');
  const labelled = JSON.parse(await readFile(dutch, 'utf8'));
  await rm(join(folder, 'catalogue/role-labels'), { recursive: true });
  await mkdir(join(folder, 'catalogue/role-labels'));
  await writeFile(dutch, JSON.stringify({ roles: { ...labelled.roles, ...JSON.parse(`{${roleLabel}}`) } }));
  await writeFile(join(folder, 'policies/region.cedar'), policy);
});
afterAll(() => rm(folder, { recursive: true }));

const blocksOf = (language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block = '']) => block);

async function check() {
  let printed = '';
  const print = (more: string): void => {
    printed += more;
  };
  const args = ['catalogue', join(folder, 'catalogue'), '--policies', join(folder, 'policies')];
  const code = await runKernhub(args, { env: {}, out: print, err: print });
  return { code, printed };
}
const inCatalogue = (file: string): string => join(folder, 'catalogue', file);
const writePurpose = (content: string) =>
  writeFile(inCatalogue('purposes/huiswerk-in-de-buurt@1.json'), content);

it('the mistakes are named in the very words', async () => {
  await writePurpose(
    purpose
      .replace('"recipient": "jongerenwerk"', '"recipient": "jongerenwrk"')
      .replace('"health": false', '"health": true'),
  );
  const shown = blocksOf('text').find((block) => block.startsWith('kernhub catalogue:'));
  expect(await check()).toEqual({ code: 1, printed: shown });
});

it('role, purpose, labels and policy can be used as they stand there', async () => {
  await writePurpose(purpose);
  await writeFile(inCatalogue('notices/huiswerk-in-de-buurt@1.nl.md'), '# Mag dit?\n');
  await writeFile(inCatalogue('labels/huiswerk-in-de-buurt@1.en.json'), labels);
  const { code, printed } = await check();
  expect([code, printed]).toEqual([0, expect.stringContaining('school → jongerenwerk: vak (consent')]);
});

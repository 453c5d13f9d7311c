import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../src/contract/index.js';
import { parseCivilDate } from '../../src/kernel/index.js';
import { CatalogueInvalid, loadCatalogue } from '../../src/purposes/index.js';
import { temporaryFolder } from '../harness/folder.js';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder('catalogue');
  await cp('consent-schemas', folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Json = Record<string, unknown>;
const edit = async (file: string, change: (content: Json) => void): Promise<void> => {
  const content = JSON.parse(await readFile(join(folder, file), 'utf8')) as Json;
  change(content);
  await writeFile(join(folder, file), JSON.stringify(content));
};
const purposeFile = 'purposes/vroegsignalering-zorgteam@1.json';
const at = (content: Json, list: string, index: number): Json => (content[list] as Json[])[index] ?? {};
const faults = async (): Promise<readonly string[]> => {
  try {
    await loadCatalogue(folder);
    return [];
  } catch (error) {
    if (!(error instanceof CatalogueInvalid)) throw error;
    return error.faults.map(({ file, pointer, reason }) => `${file} ${pointer} ${reason}`);
  }
};

describe('loadCatalogue on the catalogue of this repository', () => {
  it('offers the nine purposes, each with notices in six languages and a digest', async () => {
    const catalogue = await loadCatalogue('consent-schemas');
    const ids = catalogue.purposes().map(({ id, version }) => `${id}@${version}`);
    expect(ids).toEqual([
      'aansluiting-specialistische-hulp@1',
      'acute-veiligheid@1',
      'gezinsondersteuning-buurtteam@1',
      'jgz-afstemming@1',
      'ondersteuning-passend-onderwijs@1',
      'overgang-po-vo@1',
      'toeleiding-sociale-basis@1',
      'verzuim-thuiszitten@1',
      'vroegsignalering-zorgteam@1',
    ]);
    for (const { id } of catalogue.purposes()) {
      expect(catalogue.languages(id, 1)).toEqual(['nl', 'ar', 'en', 'pl', 'tr', 'uk']);
      expect(catalogue.languages(id, 1, 'young-person')).toEqual(catalogue.languages(id, 1));
      expect(catalogue.notice(id, 1, 'nl')?.hash).toMatch(/^[\w-]{43}$/);
      expect(catalogue.digest(id, 1)).toMatch(/^[\w-]{43}$/);
    }
  });

  it('knows which flows reach a role, core-partner included', async () => {
    const catalogue = await loadCatalogue('consent-schemas');
    const purpose = catalogue.current('verzuim-thuiszitten');
    if (purpose === null) throw new Error('missing');
    const flows = (role: string) => catalogue.flowsTo(purpose, role as Role).map(({ id }) => id);
    expect(flows('leerplicht')).toEqual([
      'school-leerplicht',
      'jgz-leerplicht',
      'specialistische-jeugdhulp-leerplicht',
      'kernpartners',
    ]);
    expect(flows('school')).toEqual(['kernpartners']);
    expect(flows('sociale-basis')).toEqual([]);
  });

  it('checks a value against the schema of its field', async () => {
    const catalogue = await loadCatalogue('consent-schemas');
    const check = catalogue.check('vroegsignalering-zorgteam', 1, 'zorgniveau');
    expect(check(2)).toEqual([]);
    expect(check(4)).not.toEqual([]);
    expect(() => catalogue.check('vroegsignalering-zorgteam', 1, 'diagnose')).toThrow(RangeError);
  });

  it('gives the consent rule in force on a date', async () => {
    const catalogue = await loadCatalogue('consent-schemas');
    expect(catalogue.ruleOn(parseCivilDate('2026-11-22'))?.version).toBe('1');
    expect(catalogue.ruleOn(parseCivilDate('2025-12-31'))).toBeNull();
  });

  it('never lets the samenwerkingsverband use the BSN, nor the sociale basis receive health data', async () => {
    const catalogue = await loadCatalogue('consent-schemas');
    expect(catalogue.role('samenwerkingsverband' as Role)?.bsnArticle).toBeNull();
    expect(catalogue.role('sociale-basis' as Role)?.mayReceiveHealth).toBe(false);
    expect(catalogue.roles()).toHaveLength(8);
  });
});

describe('loadCatalogue on malformed files', () => {
  it('names every file, place and cause at once', async () => {
    await edit(purposeFile, (content) => {
      at(content, 'flows', 0).recipient = 'bakker';
      at(content, 'flows', 1).fields = ['leeftijdsband', 'diagnose'];
      at(content, 'flows', 2).art9 = null;
      at(content, 'fields', 4).paddedBytes = 64;
    });
    await edit('purposes/jgz-afstemming@1.json', (content) => {
      content.colour = 'red';
    });
    expect(await faults()).toEqual([
      'purposes/jgz-afstemming@1.json /colour is not a known field',
      `${purposeFile} /fields/4/paddedBytes is too small: the largest value needs 1692 bytes`,
      `${purposeFile} /flows/0/recipient role bakker does not exist`,
      `${purposeFile} /flows/1/fields/1 field diagnose does not exist in this purpose`,
      `${purposeFile} /flows/2/art9 is required, because signaalDomeinen, zorgniveau, hulpvraag can hold health data`,
    ]);
  });

  it('refuses health data towards a role that may not receive it', async () => {
    await edit(purposeFile, (content) => {
      at(content, 'flows', 0).recipient = 'sociale-basis';
    });
    expect(await faults()).toEqual([
      `${purposeFile} /flows/0/recipient role sociale-basis may never receive health data`,
    ]);
  });

  it('refuses a purpose without a Dutch notice, whatever there is for young people', async () => {
    await rm(join(folder, 'notices/jgz-afstemming@1.nl.md'));
    expect(await faults()).toEqual([
      'purposes/jgz-afstemming@1.json  has no Dutch notice (notices/jgz-afstemming@1.nl.md)',
    ]);
  });

  it('refuses translations for young people without the Dutch text that counts', async () => {
    await rm(join(folder, 'notices/jgz-afstemming@1.nl.young.md'));
    for (const language of ['en', 'ar', 'pl', 'uk']) {
      await rm(join(folder, `notices/jgz-afstemming@1.${language}.young.md`));
    }
    expect(await faults()).toEqual([
      'notices/jgz-afstemming@1.tr.young.md  has no Dutch text beside it (notices/jgz-afstemming@1.nl.young.md)',
    ]);
  });

  it('refuses JSON that is cut off, repeats a name, or is not UTF-8', async () => {
    await writeFile(join(folder, 'rules/1.json'), '{\n  "version": "1",');
    await writeFile(join(folder, 'roles.json'), '{"roles": [], "roles": []}');
    await writeFile(join(folder, 'notices/jgz-afstemming@1.nl.md'), Buffer.from([0xff, 0xfe, 0x00]));
    expect(await faults()).toEqual([
      expect.stringContaining('notices/jgz-afstemming@1.nl.md  cannot be read'),
      'rules/1.json  is not JSON from line 2, column 18',
      'roles.json /roles appears twice',
    ]);
  });

  it('refuses a file it would otherwise silently ignore', async () => {
    await writeFile(join(folder, 'purposes/verzuim.json'), '{}');
    await writeFile(join(folder, 'notes.txt'), 'x');
    expect(await faults()).toEqual([
      'purposes/verzuim.json  is not a file name that belongs here',
      'notes.txt  is not a file or folder that belongs here',
    ]);
  });

  it('refuses a schema that is none, and one whose length padding cannot hide', async () => {
    await edit(purposeFile, (content) => {
      at(content, 'fields', 0).schema = { type: 'word' };
      at(content, 'fields', 4).schema = { type: 'string' };
    });
    const found = await faults();
    expect(found).toContainEqual(expect.stringContaining('/fields/0/schema is not a JSON Schema'));
    expect(found).toContainEqual(expect.stringContaining('/fields/4/schema has no largest value'));
  });

  it('refuses a version that skips one, bands out of order and a folder that is not there', async () => {
    await edit('rules/1.json', (content) => {
      content.bands = [...(content.bands as Json[])].reverse();
    });
    await edit(purposeFile, (content) => {
      content.version = 3;
    });
    await rm(join(folder, 'agreements'), { recursive: true });
    const found = await faults();
    expect(found).toContainEqual(
      expect.stringContaining(`${purposeFile} /version is not the version in the file name`),
    );
    expect(found).toContainEqual(`${purposeFile} /version version 2 of this purpose is missing`);
    expect(found).toContainEqual('rules/1.json /bands/0/fromAge the first band starts at birth');
    expect(found).toContainEqual(expect.stringContaining('agreements  cannot be read'));
  });
});

/** What families read beside the notices: in their language where a region wrote it, and in Dutch, which counts, elsewhere. */
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CatalogueInvalid, loadCatalogue } from '../../src/purposes/index.js';
import { temporaryFolder } from '../harness/folder.js';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder('labels');
  await cp('consent-schemas', folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Json = Record<string, Record<string, unknown>>;
const edit = async (file: string, change: (content: Json) => void): Promise<void> => {
  const content = JSON.parse(await readFile(join(folder, file), 'utf8')) as Json;
  change(content);
  await writeFile(join(folder, file), JSON.stringify(content));
};
const faults = async (): Promise<readonly string[]> => {
  try {
    await loadCatalogue(folder);
    return [];
  } catch (error) {
    if (!(error instanceof CatalogueInvalid)) throw error;
    return error.faults.map(({ file, pointer, reason }) => `${file} ${pointer} ${reason}`);
  }
};
const languages = ['nl', 'en', 'tr', 'ar', 'pl', 'uk'];
const turkish = 'labels/jgz-afstemming@1.tr.json';

describe('labels of the catalogue of this repository', () => {
  it('are there in all six languages, for guardians and for young people, each with its own words', async () => {
    const catalogue = await loadCatalogue('consent-schemas');
    for (const { id } of catalogue.purposes()) {
      for (const audience of ['guardian', 'young-person'] as const) {
        const all = languages.map((language) => catalogue.labels(id, 1, language, audience));
        expect(all.map((labels) => labels?.language)).toEqual(languages);
        expect(new Set(all.map((labels) => labels?.title)).size).toBe(languages.length);
        expect(new Set(all.map((labels) => labels?.description)).size).toBe(languages.length);
      }
      const [parents, young] = (['guardian', 'young-person'] as const).map((audience) =>
        catalogue.labels(id, 1, 'nl', audience),
      );
      expect(young?.description).not.toBe(parents?.description);
    }
  });

  it('are in Dutch for guardians the very words of the purpose', async () => {
    const catalogue = await loadCatalogue('consent-schemas');
    for (const { id, title, description, fields, questions } of catalogue.purposes()) {
      const labels = catalogue.labels(id, 1, 'nl');
      expect(labels).toMatchObject({ title, description });
      for (const { name, label, example } of fields) expect(labels?.fields[name]).toEqual({ label, example });
      for (const { code, text } of questions) expect(labels?.questions[code]).toBe(text);
    }
  });

  it('say who every role is, in all six languages', async () => {
    const catalogue = await loadCatalogue('consent-schemas');
    for (const language of languages) {
      const names = catalogue.roleNames(language);
      expect(names.language).toBe(language);
      for (const { role } of [...catalogue.roles(), { role: 'core-partner' }]) {
        expect(names.roles[role]?.label.length).toBeGreaterThan(0);
        expect(names.roles[role]?.explanation).not.toBeNull();
      }
    }
  });

  it('cannot be changed by who reads them', async () => {
    const labels = (await loadCatalogue('consent-schemas')).labels('jgz-afstemming', 1, 'en');
    expect(() => Object.assign(labels ?? {}, { title: 'x' })).toThrow(TypeError);
    expect(() => Object.assign(labels?.fields.adviesVoorSchool ?? {}, { label: 'x' })).toThrow(TypeError);
  });
});

describe('where a region did not translate', () => {
  it('labels are Dutch and say so, and a young person gets the words for guardians', async () => {
    for (const file of [
      turkish,
      'labels/jgz-afstemming@1.tr.young.json',
      'labels/jgz-afstemming@1.pl.young.json',
    ]) {
      await rm(join(folder, file));
    }
    const catalogue = await loadCatalogue(folder);
    expect(catalogue.labels('jgz-afstemming', 1, 'tr')?.language).toBe('nl');
    expect(catalogue.labels('jgz-afstemming', 1, 'tr', 'young-person')).toEqual(
      catalogue.labels('jgz-afstemming', 1, 'nl', 'young-person'),
    );
    expect(catalogue.labels('jgz-afstemming', 1, 'pl', 'young-person')).toEqual(
      catalogue.labels('jgz-afstemming', 1, 'pl', 'guardian'),
    );
    expect(catalogue.labels('jgz-afstemming', 2, 'tr')).toBeNull();
    expect(catalogue.labels('niets', 1, 'nl')).toBeNull();
  });

  it('roles have their Dutch words, and without those the label of the role', async () => {
    await rm(join(folder, 'role-labels/ar.json'));
    expect((await loadCatalogue(folder)).roleNames('ar').language).toBe('nl');
    await rm(join(folder, 'role-labels'), { recursive: true });
    await rm(join(folder, 'labels'), { recursive: true });
    const { language, roles } = (await loadCatalogue(folder)).roleNames('ar');
    expect([language, roles.buurtteam]).toEqual(['nl', { label: 'Buurtteam', explanation: null }]);
  });
});

describe('labels that do not fit are refused', () => {
  it('with a field, question or role too few or too many', async () => {
    await edit(turkish, ({ fields, questions }) => {
      delete fields?.vervolgGewenst;
      Object.assign(questions ?? {}, { 'wat-nog-meer': 'Başka?' });
    });
    await edit('role-labels/pl.json', ({ roles }) => {
      delete roles?.school;
      Object.assign(roles ?? {}, { bakker: { label: 'Piekarz', explanation: 'Piecze chleb.' } });
    });
    expect(await faults()).toEqual([
      `${turkish} /fields field vervolgGewenst is missing`,
      `${turkish} /questions/wat-nog-meer question wat-nog-meer does not exist`,
      'role-labels/pl.json /roles role school is missing',
      'role-labels/pl.json /roles/bakker role bakker does not exist',
    ]);
  });

  it('with another shape, or signs that turn the direction of writing', async () => {
    await edit(turkish, (content) => {
      Object.assign(content, { colour: 'red', title: 'Tavsiye\u202e' });
      Object.assign(content.fields ?? {}, { 'no-field': 'x' });
    });
    const found = await faults();
    expect(found).toContainEqual(expect.stringContaining(`${turkish} /colour is not a known field`));
    expect(found).toContainEqual(expect.stringContaining(`${turkish} /title must match`));
    expect(found).toContainEqual(expect.stringContaining(`${turkish} /fields`));
  });

  it('about nothing, in Dutch beside the purpose, or under another name', async () => {
    await cp(join(folder, turkish), join(folder, 'labels/jgz-afstemming@2.tr.json'));
    await cp(join(folder, turkish), join(folder, 'labels/jgz-afstemming@1.nl.json'));
    await cp(join(folder, turkish), join(folder, 'labels/jgz-afstemming@1.tr.old.json'));
    expect(await faults()).toEqual([
      'labels/jgz-afstemming@1.tr.old.json  is not a file name that belongs here',
      'labels/jgz-afstemming@2.tr.json  holds labels of a purpose version that does not exist',
      'labels/jgz-afstemming@1.nl.json  the Dutch labels stand in the purpose itself',
    ]);
  });
});

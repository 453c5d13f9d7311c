/** What is said never to be shared is said by the notice that is decided on, and is nothing that the rule lets flow. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Purpose } from '../../src/contract/index.js';
import { CatalogueInvalid, loadCatalogue, needsConsent, neverSharedIn } from '../../src/purposes/index.js';
import { temporaryFolder } from '../harness/folder.js';
import { catalogue, languages, notices } from './texts.js';

const asked = notices.filter(({ purpose }) => purpose.flows.some(needsConsent));
const sentences = (text: string | null): number => text?.match(/[.!]/g)?.length ?? 0;

describe('the part of a notice on what is never shared', () => {
  it.each(asked)(
    '$name has it, with as much in it as the Dutch one',
    ({ text, language, purpose, audience }) => {
      const dutch = catalogue.notice(purpose.id, purpose.version, 'nl', audience)?.text ?? '';
      const never = neverSharedIn({ language, text });
      expect(sentences(never)).toBeGreaterThanOrEqual(5);
      expect(sentences(never)).toBe(sentences(neverSharedIn({ language: 'nl', text: dutch })));
      expect(text).toContain(never);
      expect(never).not.toContain('#');
    },
  );

  it('differs per purpose, in every language', () => {
    for (const language of languages) {
      const parts = asked
        .filter((notice) => notice.language === language && notice.audience === 'guardian')
        .map(({ text }) => neverSharedIn({ language, text }));
      expect(new Set(parts).size).toBeGreaterThan(5);
    }
  });

  it.each([
    ['of another language', { language: 'en', text: '## Wat er nooit gedeeld wordt\n\nGeen adres.\n' }],
    ['that is empty', { language: 'nl', text: '## Wat er nooit gedeeld wordt\n\n## Hoe lang\n\nKort.\n' }],
    ['that is not there', { language: 'nl', text: '# Titel\n\nWat nooit gedeeld wordt\n' }],
  ])('is none %s', (_, notice) => {
    expect(neverSharedIn(notice)).toBeNull();
  });

  it('goes to the end where nothing comes behind it', () => {
    expect(neverSharedIn({ language: 'nl', text: '## Wat nooit gedeeld wordt\n\n- Geen adres\n' })).toBe(
      '- Geen adres',
    );
  });
});

type Edit = (folder: string) => Promise<void>;

/** Faults of the catalogue after an edit of a copy. */
async function faultsAfter(edit: Edit): Promise<readonly string[]> {
  const folder = join(await temporaryFolder('never'), 'consent-schemas');
  await cp('consent-schemas', folder, { recursive: true });
  await edit(folder);
  try {
    await loadCatalogue(folder);
    return [];
  } catch (error) {
    if (!(error instanceof CatalogueInvalid)) throw error;
    return error.faults.map(({ file, reason }) => `${file}: ${reason}`);
  }
}

const saying =
  (file: string, more: string): Edit =>
  async (folder) => {
    const text = await readFile(join(folder, file), 'utf8');
    await writeFile(join(folder, file), text.replace(/(nooit gedeeld wordt\n\n)/, `$1${more} `));
  };

/** A purpose that shares one more thing, which its labels name too. */
const sharing =
  (id: string, name: string, label: string): Edit =>
  async (folder) => {
    const file = join(folder, `purposes/${id}@1.json`);
    const purpose = JSON.parse(await readFile(file, 'utf8')) as Purpose;
    const field = { ...purpose.fields[0], name, label, example: 'iets' };
    const flows = purpose.flows.map((flow, place) =>
      place === 0 ? { ...flow, fields: [...flow.fields, name] } : flow,
    );
    await writeFile(file, JSON.stringify({ ...purpose, flows, fields: [...purpose.fields, field] }));
  };

describe('a notice that says never', () => {
  const shared = asked
    .filter(({ language, audience }) => language === 'nl' && audience === 'guardian')
    .flatMap(({ purpose }) => purpose.fields.map(({ name }) => ({ id: purpose.id, name })));

  it('cannot say it of any field that its purpose shares', async () => {
    const faults = await faultsAfter(async (folder) => {
      for (const { id, name } of shared) await saying(`notices/${id}@1.nl.md`, `Geen ${name}.`)(folder);
    });
    expect(shared.length).toBeGreaterThan(25);
    for (const { id, name } of shared) {
      expect(faults).toContain(
        `notices/${id}@1.nl.md: says that "Geen ${name}" is never shared, but the purpose shares ${name}`,
      );
    }
  });

  it('cannot say it to young people only', async () => {
    const file = 'notices/jgz-afstemming@1.nl.young.md';
    expect(await faultsAfter(saying(file, 'Niets over een vervolg.'))).toEqual([
      `${file}: says that "Niets over een vervolg" is never shared, but the purpose shares vervolgGewenst`,
    ]);
  });

  it.each([
    ['diagnose', 'Wat de arts vond', 'Geen diagnose'],
    ['bevinding', 'De diagnoses van de arts', 'Geen diagnose'],
    ['huisadres', 'Waar uw kind woont', 'Geen adres'],
    ['verblijf', 'Het adres van uw kind', 'Geen adres'],
    ['thuis', 'Welke problemen ouders hebben', 'Niets over problemen van ouders'],
  ])('is at fault as soon as the purpose shares it: %s, "%s"', async (name, label, said) => {
    const faults = await faultsAfter(sharing('vroegsignalering-zorgteam', name, label));
    expect(faults).toContain(
      `notices/vroegsignalering-zorgteam@1.nl.md: says that "${said}" is never shared, but the purpose shares ${name}`,
    );
  });

  it('is not at fault for what a label says that it leaves out', async () => {
    const faults = await faultsAfter(
      sharing('vroegsignalering-zorgteam', 'plek', 'Waar het is, zonder adres'),
    );
    expect(faults.filter((fault) => fault.includes('never shared'))).toEqual([]);
  });

  it('of health is at fault where a field can hold it', async () => {
    const faults = await faultsAfter(async (folder) => {
      const file = join(folder, 'purposes/toeleiding-sociale-basis@1.json');
      await writeFile(file, (await readFile(file, 'utf8')).replace('"health": false', '"health": true'));
    });
    expect(faults).toContainEqual(
      expect.stringContaining('says that "Niets over de gezondheid van uw kind" is never shared'),
    );
  });
});

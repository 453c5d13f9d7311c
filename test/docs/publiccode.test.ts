import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { languages } from '../../src/text/index.js';

interface PublicCode {
  readonly publiccodeYmlVersion: string;
  readonly url: string;
  readonly softwareVersion: string;
  readonly releaseDate: string;
  readonly platforms: readonly string[];
  readonly categories: readonly string[];
  readonly developmentStatus: string;
  readonly softwareType: string;
  readonly intendedAudience: { readonly countries: readonly string[]; readonly scope: readonly string[] };
  readonly description: Readonly<
    Record<
      string,
      {
        readonly shortDescription: string;
        readonly longDescription: string;
        readonly features: readonly string[];
      }
    >
  >;
  readonly legal: { readonly license: string };
  readonly maintenance: { readonly type: string; readonly contacts: readonly { readonly name: string }[] };
  readonly localisation: {
    readonly localisationReady: boolean;
    readonly availableLanguages: readonly string[];
  };
}

/** Of the controlled vocabularies of the standard (yml.publiccode.tools), what could ever fit us. */
const categories = [
  'collaboration',
  'communications',
  'compliance-management',
  'data-collection',
  'digital-citizenship',
  'identity-management',
  'it-security',
];
const scopes = ['education', 'healthcare', 'local-authorities', 'security', 'society', 'welfare'];
const statuses = ['concept', 'development', 'beta', 'stable', 'obsolete'];

describe('publiccode.yml', async () => {
  const said = parse(await readFile('publiccode.yml', 'utf8')) as PublicCode;
  const ours = JSON.parse(await readFile('package.json', 'utf8')) as { version: string; license: string };

  it('uses only words of the standard’s lists', () => {
    expect(said.publiccodeYmlVersion).toMatch(/^0\.[2-9]$/);
    expect(categories.filter((one) => said.categories.includes(one))).toEqual([...said.categories].sort());
    expect(scopes.filter((one) => said.intendedAudience.scope.includes(one))).toEqual(
      [...said.intendedAudience.scope].sort(),
    );
    expect(statuses).toContain(said.developmentStatus);
    expect(said.softwareType).toMatch(/^standalone\/(web|backend)$/);
    expect(said.platforms.length).toBeGreaterThan(0);
    expect(said.maintenance.type).toMatch(/^(internal|contract|community|none)$/);
    expect(said.maintenance.contacts.length).toBeGreaterThan(0);
  });

  it('describes itself at the lengths that the standard takes', () => {
    expect(Object.keys(said.description)).toEqual(expect.arrayContaining(['nl', 'en']));
    for (const [language, { shortDescription, longDescription, features }] of Object.entries(
      said.description,
    )) {
      expect(shortDescription.length, language).toBeLessThanOrEqual(150);
      expect(longDescription.length, language).toBeGreaterThanOrEqual(150);
      expect(longDescription.length, language).toBeLessThanOrEqual(10_000);
      expect(features.length, language).toBeGreaterThan(0);
    }
  });

  it('says what the package and the screens say: version, license, languages', () => {
    expect(said.softwareVersion).toBe(ours.version);
    expect(said.legal.license).toBe(ours.license);
    expect(said.localisation).toEqual({ localisationReady: true, availableLanguages: [...languages] });
    expect(URL.canParse(said.url)).toBe(true);
    expect(Number.isNaN(Date.parse(said.releaseDate))).toBe(false);
  });
});

/** What families read: in every language that a region provides, and in Dutch where it provides none. */
import type { Purpose, PurposeLabels } from '../../contract/index.js';
import type { Audience, FileSet, Wording } from './file-set.js';

export interface Notice {
  /** Exactly the bytes that are shown, as UTF-8. */
  readonly text: string;
  /** SHA-256 of the text, base64url. */
  readonly hash: string;
  readonly language: string;
}

/** In `language`, which is Dutch where nobody translated. */
export interface Labels extends PurposeLabels {
  readonly language: string;
}

export interface RoleLabel {
  readonly label: string;
  /** Who that is, in plain words; null where the region wrote none. */
  readonly explanation: string | null;
}

export interface RoleNames {
  readonly language: string;
  /** By role; also by `core-partner` where the region wrote labels. */
  readonly roles: Readonly<Record<string, RoleLabel>>;
}

export interface Words {
  /** The text for that audience in that language and no other; guardians unless said otherwise. */
  notice(purpose: string, version: number, language: string, audience?: Audience): Notice | null;
  /**
   * The text that this reader is shown, and may decide on: the one for the audience, else the guardians' one in that
   * language, else Dutch.
   *
   * @throws RangeError for a purpose version that does not exist
   */
  noticeFor(purpose: string, version: number, language: string, audience: Audience): Notice;
  /** Languages in which a purpose version has a notice for that audience, Dutch first. */
  languages(purpose: string, version: number, audience?: Audience): readonly string[];
  /** Title, description, fields and questions, chosen as `noticeFor` does. Null for a version that does not exist. */
  labels(purpose: string, version: number, language: string, audience?: Audience): Labels | null;
  roleNames(language: string): RoleNames;
}

const dutchFirst = new Intl.Collator('en', { numeric: true });

/** Where to look for a reader's text, in this order. */
const places = (language: string, audience: Audience): readonly (readonly [string, Audience])[] =>
  [language, 'nl'].flatMap((tongue) => [
    [tongue, audience] as const,
    ...(audience === 'guardian' ? [] : [[tongue, 'guardian'] as const]),
  ]);

/** @param files already free of faults */
export function wordsOf(files: FileSet): Words {
  const notices = new Map(files.notices.map((read) => [keyOf(read.content), read]));
  const labels = new Map(files.labels.map(({ content }) => [keyOf(content), content]));
  const purposes = new Map(
    files.purposes.map(({ content }) => [`${content.id}@${content.version}`, content]),
  );

  const notice: Words['notice'] = (purpose, version, language, audience = 'guardian') => {
    const read = notices.get(keyOf({ purpose, version, language, audience }));
    return read === undefined ? null : { text: read.content.text, hash: read.digest, language };
  };
  const labelsIn = (wording: Wording): Labels | null => {
    const { purpose, version, language, audience } = wording;
    const read = labels.get(keyOf(wording));
    if (read !== undefined) return { ...read.labels, language };
    const record = purposes.get(`${purpose}@${version}`);
    return language === 'nl' && audience === 'guardian' && record !== undefined ? recorded(record) : null;
  };
  // A page of fifty accesses asks for hundreds; only of what exists, so that it stays as small as the files.
  const made = new Map<string, Labels>();
  return {
    notice,
    noticeFor: (purpose, version, language, audience) => {
      for (const [tongue, reader] of places(language, audience)) {
        const found = notice(purpose, version, tongue, reader);
        if (found !== null) return found;
      }
      throw new RangeError(`no notice for ${purpose}@${version}`);
    },
    languages: (purpose, version, audience = 'guardian') =>
      files.notices
        .map(({ content }) => content)
        .filter((n) => n.purpose === purpose && n.version === version && n.audience === audience)
        .map(({ language }) => language)
        .sort((a, b) => (a === 'nl' ? -1 : b === 'nl' ? 1 : dutchFirst.compare(a, b))),
    labels: (purpose, version, language, audience = 'guardian') => {
      for (const [tongue, reader] of places(language, audience)) {
        const wording = { purpose, version, language: tongue, audience: reader };
        const known = made.get(keyOf(wording));
        if (known !== undefined) return known;
        const found = labelsIn(wording);
        if (found === null) continue;
        made.set(keyOf(wording), frozen(found));
        return found;
      }
      return null;
    },
    roleNames: (language) => roleNamesOf(files, language),
  };
}

const keyOf = ({ purpose, version, language, audience }: Wording): string =>
  `${purpose}@${version}.${language}.${audience}`;

/** The purpose file itself is the Dutch text. */
const recorded = ({ title, description, fields, questions }: Purpose): Labels => ({
  language: 'nl',
  title,
  description,
  fields: Object.fromEntries(fields.map(({ name, label, example }) => [name, { label, example }])),
  questions: Object.fromEntries(questions.map(({ code, text }) => [code, text])),
});

function roleNamesOf({ roles, roleLabels }: FileSet, language: string): RoleNames {
  const inLanguage = (tongue: string) =>
    roleLabels.find(({ content }) => content.language === tongue)?.content;
  const found = inLanguage(language) ?? inLanguage('nl');
  if (found !== undefined) return frozen({ language: found.language, roles: found.roles });
  const labelled = roles.content.roles.map(({ role, label }) => [role, { label, explanation: null }]);
  return frozen({ language: 'nl', roles: Object.fromEntries(labelled) });
}

/** Several readers are given the same words. */
function frozen<T extends object>(words: T): T {
  for (const part of Object.values(words)) if (typeof part === 'object' && part !== null) frozen(part);
  return Object.freeze(words);
}

import type { Audience, FileSet, Read, Wording } from './file-set.js';

/** A file as it is recorded once in the ledger; from then on its digest is fixed, unless it is `unversioned`. */
export interface Publication {
  readonly kind:
    | 'purpose'
    | 'notice'
    | 'labels'
    | 'rule'
    | 'roles'
    | 'role-labels'
    | 'agreement'
    | 'policies';
  readonly name: string;
  readonly version: string;
  readonly digest: string;
  readonly file: string;
}

/** Version of a text about a purpose version: `1.tr` for guardians, `1.tr.young` for young people. */
export const wordingVersion = ({ version, language, audience }: Omit<Wording, 'purpose'>): string =>
  `${version}.${language}${audience === 'young-person' ? '.young' : ''}`;

export function parseWordingVersion(wording: string): Omit<Wording, 'purpose'> {
  const [version, language = '', young] = wording.split('.');
  const audience: Audience = young === undefined ? 'guardian' : 'young-person';
  return { version: Number(version), language, audience };
}

export function publicationsOf(files: FileSet): readonly Publication[] {
  const { purposes, notices, labels, rules, roles, roleLabels, agreements } = files;
  return [
    ...purposes.map(({ file, digest, content: c }) => ({
      ...{ kind: 'purpose' as const, name: c.id, version: String(c.version) },
      ...{ digest, file },
    })),
    ...notices.map((read) => wordingPublication('notice', read)),
    ...labels.map((read) => wordingPublication('labels', read)),
    ...rules.map(({ file, digest, content: c }) => ({
      ...{ kind: 'rule' as const, name: 'consent-rule', version: c.version },
      ...{ digest, file },
    })),
    ...agreements.map(({ file, digest, content: c }) => ({
      ...{ kind: 'agreement' as const, name: 'agreement', version: c.version },
      ...{ digest, file },
    })),
    { kind: 'roles', name: 'roles', version: '', digest: roles.digest, file: roles.file },
    ...roleLabels.map(({ file, digest, content: c }) => ({
      ...{ kind: 'role-labels' as const, name: c.language, version: '' },
      ...{ digest, file },
    })),
  ];
}

const wordingPublication = (
  kind: 'notice' | 'labels',
  { file, digest, content }: Read<Wording>,
): Publication => ({ kind, name: content.purpose, version: wordingVersion(content), digest, file });

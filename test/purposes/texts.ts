/** Every text of this repository's catalogue that a family reads. */
import type { Purpose } from '../../src/contract/index.js';
import { type Audience, type Catalogue, loadCatalogue } from '../../src/purposes/index.js';

export const languages = ['nl', 'en', 'tr', 'ar', 'pl', 'uk'] as const;
export type Language = (typeof languages)[number];
export const audiences: readonly Audience[] = ['guardian', 'young-person'];

export const catalogue: Catalogue = await loadCatalogue('consent-schemas');

export interface NoticeToRead {
  readonly name: string;
  readonly purpose: Purpose;
  readonly language: Language;
  readonly audience: Audience;
  readonly text: string;
}

export const notices: readonly NoticeToRead[] = catalogue.purposes().flatMap((purpose) =>
  audiences.flatMap((audience) =>
    catalogue.languages(purpose.id, purpose.version, audience).map((found) => ({
      name: `${purpose.id}@${purpose.version}.${found}${audience === 'guardian' ? '' : '.young'}`,
      ...{ purpose, audience, language: found as Language },
      text: catalogue.notice(purpose.id, purpose.version, found, audience)?.text ?? '',
    })),
  ),
);

/** Title, description, labels, examples and questions; and what the roles are called. */
export const labelTexts = (language: Language, audience: Audience): readonly string[] =>
  catalogue.purposes().flatMap(({ id, version }) => {
    const labels = catalogue.labels(id, version, language, audience);
    if (labels === null) return [];
    const fields = Object.values(labels.fields).flatMap(({ label, example }) => [label, example]);
    return [labels.title, labels.description, ...fields, ...Object.values(labels.questions)];
  });

export const roleTexts = (language: Language): readonly string[] =>
  Object.values(catalogue.roleNames(language).roles).flatMap(({ label, explanation }) => [
    label,
    ...(explanation === null ? [] : [explanation]),
  ]);

/** The languages in which families are spoken to. Dutch is authoritative: where texts differ, it is what counts. */
export const languages = ['nl', 'en', 'tr', 'ar', 'pl', 'uk'] as const;
export type Language = (typeof languages)[number];
export const authoritative: Language = 'nl';

/** As its speakers call it. */
export const ownNames: Readonly<Record<Language, string>> = {
  nl: 'Nederlands',
  en: 'English',
  tr: 'Türkçe',
  ar: 'العربية',
  pl: 'Polski',
  uk: 'Українська',
};

const rightToLeft: readonly string[] = ['ar'];
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  rightToLeft.includes(language) ? 'rtl' : 'ltr';

export const isLanguage = (text: string): text is Language => (languages as readonly string[]).includes(text);

/**
 * The language to speak to a browser that has not chosen one: the first of ours in its order of preference, else Dutch.
 *
 * @param header `Accept-Language`, RFC 9110 section 12.5.4
 */
export function preferredLanguage(header: string): Language {
  const wanted = header
    .slice(0, 500)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
      const quality = parameters.map((one) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(one)?.[1]).find(Boolean);
      return {
        primary: tag.trim().split('-')[0] ?? '',
        quality: quality === undefined ? 1 : Number(quality),
      };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
  for (const { primary } of wanted) if (isLanguage(primary)) return primary;
  return authoritative;
}

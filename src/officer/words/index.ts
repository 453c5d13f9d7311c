/** The console's words in the languages that officers work in. Dutch is the one that is authoritative. */
import type { Language } from '../../text/index.js';
import { en } from './en.js';
import { nl, type OfficerWords } from './nl.js';

export type { OfficerWords } from './nl.js';

export const officerLanguages = ['nl', 'en'] as const satisfies readonly Language[];

/** The language of an officer: another one than there is becomes Dutch. */
export const officerLanguage = (language: Language): (typeof officerLanguages)[number] =>
  language === 'en' ? 'en' : 'nl';

export const officerWords = (language: Language): OfficerWords =>
  officerLanguage(language) === 'en' ? en : nl;

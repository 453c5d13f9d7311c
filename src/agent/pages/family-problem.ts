/** What went wrong on a page about a family, in words for who stands there with the person, and the way back. */
import type { Problem } from '../problem.js';
import { familyFaults } from './family-wording.js';
import type { ProblemHere } from './problem-page.js';

const familyPath = /^(\/children\/[^/]+)\/(family|paper|questions)(\/|$)/;

const said: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  questions: {
    'not-found':
      'Deze persoon kan hier nu geen antwoord op geven. Vaak is het gezag nog niet doorgegeven, of geldt het niet meer. Er is niets opgeschreven.',
    'state-conflict':
      'Dit kan nu niet worden opgeschreven. Een jongere moet eerst zelf een keer hebben ingelogd.',
    'purpose-not-offered': 'Deze vraag geldt niet meer. Stel hem opnieuw.',
    'function-not-allowed': 'Uw functie mag dit niet opschrijven. Vraag een collega die dat wel mag.',
  },
  paper: {
    'not-found':
      'Deze code klopt niet, is verlopen of hoort bij een ander kind. Kijk of u hem goed heeft overgenomen.',
    'function-not-allowed':
      'U kunt hier niet voor instaan. Dat doet iemand van een andere partner, of iemand met een andere functie.',
    'rate-limited': 'Deze code is te vaak fout ingevuld. Wacht een uur.',
  },
  family: {},
};

/** Null for any other page. */
export function familyProblem(method: string, path: string, { code }: Problem): ProblemHere | null {
  const [, child = '', part = ''] = familyPath.exec(path) ?? [];
  if (child === '') return null;
  const words = said[part]?.[code];
  const family = { href: `${child}/family`, text: 'Terug naar de familie' };
  const form = { href: part === 'paper' ? `${child}/paper` : path, text: 'Terug naar het formulier' };
  const isForm = method === 'POST' && part !== 'family' && code !== 'function-not-allowed';
  const hopeless = part === 'questions' && code !== 'invalid-request';
  return {
    ...(words !== undefined && { words }),
    faults: familyFaults,
    next: isForm && !hopeless ? form : family,
  };
}

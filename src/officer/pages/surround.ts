/** What stands around every page of the console. */
import type { Matter, Oversees } from '../../contract/index.js';
import type { Surround } from '../../pages/index.js';
import { html, type Words } from '../../text/index.js';
import { officerLanguages, officerWords } from '../words/index.js';

/** Each page that one can go to from any, and what it shows. */
const places = {
  overview: ['/officer', 'figures'],
  log: ['/officer/log', 'accesses'],
  unusual: ['/officer/unusual', 'unusual-use'],
  emergencies: ['/officer/emergencies', 'emergencies'],
  rights: ['/officer/rights', 'rights'],
  authority: ['/officer/authority', 'authority'],
  stops: ['/officer/stops', 'stops'],
  breaches: ['/officer/breaches', 'breaches'],
  register: ['/officer/register', 'register'],
  retention: ['/officer/retention', 'retention'],
  verify: ['/officer/verify', 'verifications'],
} as const satisfies Record<string, readonly [href: string, matter: Matter]>;

/** Where this officer can go, by what its duty allows. */
export function officerWays(
  { language }: Words,
  may: (...oversees: Oversees) => boolean,
): ReturnType<Surround['ways']> {
  const { ways } = officerWords(language);
  return Object.entries(places)
    .filter(([, [, matter]]) => may('look', matter))
    .map(([name, [href]]) => ({ href, label: ways[name as keyof typeof places] }));
}

export const officerSurround: Surround = {
  name: ({ language }) => officerWords(language).site,
  home: '/officer',
  languages: officerLanguages,
  // A page that says what went wrong does not know whose duty it is: where everyone goes who gets in.
  ways: (words) => officerWays(words, (_action, matter) => matter === 'figures'),
  footer: ({ language }) =>
    html`<div class="kernhub-footer__inner"><p>${officerWords(language).footer}</p></div>`,
  wide: true,
};

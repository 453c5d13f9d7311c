/** What stands around every page of the console. */
import type { Surround } from '../../pages/index.js';
import { html } from '../../text/index.js';
import { officerLanguages, officerWords } from '../words/index.js';

const paths = {
  overview: '/officer',
  log: '/officer/log',
  unusual: '/officer/unusual',
  emergencies: '/officer/emergencies',
  rights: '/officer/rights',
  authority: '/officer/authority',
  stops: '/officer/stops',
  breaches: '/officer/breaches',
  register: '/officer/register',
  retention: '/officer/retention',
  verify: '/officer/verify',
} as const;

export const officerSurround: Surround = {
  name: ({ language }) => officerWords(language).site,
  home: '/officer',
  languages: officerLanguages,
  ways: ({ language }) => {
    const { ways } = officerWords(language);
    return Object.entries(paths).map(([name, href]) => ({ href, label: ways[name as keyof typeof paths] }));
  },
  footer: ({ language }) =>
    html`<div class="kernhub-footer__inner"><p>${officerWords(language).footer}</p></div>`,
  wide: true,
};

/** What stands outside: the page after signing out. */
import { type Route, route } from '../contract/index.js';
import { html } from '../text/index.js';
import type { OfficerNeeds } from './needs.js';
import { officerProblemWays, officerReader, page } from './visit.js';
import { officerWords } from './words/index.js';

const path = '/officer/signed-out';

export const openRoutes = ({ frame }: OfficerNeeds): readonly Route[] => [
  route({
    ...page,
    callers: ['anyone'],
    method: 'GET',
    path,
    summary: 'After signing out of the console',
    handler: async (_caller, browser) => {
      const words = officerReader(browser);
      const { title, text, again } = officerWords(words.language).signedOut;
      const main = html`
<h1 class="utrecht-heading-1">${title}</h1>
<p class="utrecht-paragraph utrecht-paragraph--lead">${text}</p>
<p><a class="utrecht-button utrecht-button--primary-action" href="${officerProblemWays.signIn}">${again}</a></p>`;
      return frame(200, { words, title, main, path, signedIn: false, browser });
    },
  }),
];

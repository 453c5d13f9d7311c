import { type Route, route } from '../contract/index.js';
import type { MailCatcher } from '../notify/index.js';
import { languageOf } from '../pages/index.js';
import { html, type Markup, wordsFor } from '../text/index.js';
import type { PortalNeeds } from './needs.js';
import { page } from './open-routes.js';

/**
 * The mails that were caught, for who develops or shows the hub. Everyone may read them, so this page exists only where
 * mails are caught, and that is never in production.
 */
export const developmentRoutes = ({ frame }: PortalNeeds, catcher: MailCatcher): readonly Route[] => [
  route({
    ...page,
    method: 'GET',
    path: '/development/mail',
    callers: ['anyone'],
    summary: 'The mails that were caught instead of sent; in development only',
    handler: async (_caller, browser) => {
      const words = wordsFor(languageOf(browser));
      const mails = await catcher.caught();
      const main = html`
<h1 class="utrecht-heading-1">Mail (development)</h1>
<ul class="kernhub-cards">${mails.map(
        ({ to, subject, text, language }): Markup => html`<li class="kernhub-card kernhub-stack">
<h2 class="utrecht-heading-2" lang="${language}">${subject}</h2>
<p class="kernhub-soft">${to}</p>
${text
  .trim()
  .split('\n\n')
  .map((line) => html`<p class="utrecht-paragraph" lang="${language}">${line}</p>`)}
</li>`,
      )}</ul>`;
      const title = 'Mail (development)';
      return frame(200, { words, title, main, path: '/development/mail', signedIn: false, browser });
    },
  }),
];

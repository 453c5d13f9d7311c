import { type Route, route } from '../contract/index.js';
import { wordsOf } from '../pages/index.js';
import type { PortalNeeds } from './needs.js';
import { page } from './open-routes.js';
import { checkPage } from './pages/check-page.js';

/** Anyone may verify a file: it is not sent, the reader's browser does the work. */
export const checkRoute = ({ frame, keys }: PortalNeeds): Route =>
  route({
    ...page,
    method: 'GET',
    path: '/check',
    callers: ['anyone'],
    summary: 'Check a receipt in the browser',
    handler: async (_caller, input) => {
      const words = wordsOf(input);
      return frame(200, {
        words,
        title: words.say('check.title'),
        main: checkPage(words, keys()),
        path: '/check',
        signedIn: false,
        browser: input,
        script: 'check.js',
      });
    },
  });

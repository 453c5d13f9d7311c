/**
 * The screens for parents and young people: what is asked, what they chose, who looked at what, and proof of it all.
 * Knows pages and words; must never decide anything: whatever a page does, a use case of an earlier room does, with the
 * same rules as for the API.
 */
import type { Route } from '../contract/index.js';
import { accessRoutes } from './access-routes.js';
import { checkRoute } from './check-route.js';
import { childRoutes } from './child-routes.js';
import { developmentRoutes } from './development-routes.js';
import { familyRoutes } from './family-routes.js';
import type { PortalNeeds } from './needs.js';
import { openRoutes } from './open-routes.js';
import { paperRoutes } from './paper-routes.js';
import { passkeyRoutes } from './passkey-routes.js';
import { questionRoutes } from './question-routes.js';
import { receiptRoutes } from './receipt-routes.js';
import { rightsRoutes } from './rights-routes.js';
import { settingsRoutes } from './settings-routes.js';

export type { PortalNeeds } from './needs.js';
export { purposeWordsFor } from './pages/purpose-words.js';
export { partnerAnswerIn, quoted, requestStateIn } from './pages/rights-words.js';
export { type ProblemWays, problemPages } from './problem-page.js';

/** Pages; they stand in no API document. */
export const portalRoutes = (needs: PortalNeeds): readonly Route[] => [
  ...openRoutes(needs),
  checkRoute(needs),
  ...familyRoutes(needs),
  ...childRoutes(needs),
  ...accessRoutes(needs),
  ...questionRoutes(needs),
  ...passkeyRoutes(needs),
  ...receiptRoutes(needs),
  ...paperRoutes(needs),
  ...rightsRoutes(needs),
  ...settingsRoutes(needs),
  ...(needs.caughtMail === null ? [] : developmentRoutes(needs, needs.caughtMail)),
  ...needs.assets.routes,
];

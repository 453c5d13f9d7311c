import { insights, type Route, route } from '../contract/index.js';
import { accountRoutes } from './account-routes.js';
import { authorityRoutes } from './authority-routes.js';
import { breachRoutes } from './breach-routes.js';
import { emergencyRoutes } from './emergency-routes.js';
import { logRoutes } from './log-routes.js';
import type { DpiaNeeds, HistoryNeeds, InsightNeeds, OfficerNeeds } from './needs.js';
import { openRoutes } from './open-routes.js';
import { overviewRoutes } from './overview-routes.js';
import { registerRoutes } from './register-routes.js';
import { retentionRoutes } from './retention-routes.js';
import { rightsRoutes } from './rights-routes.js';
import { stopRoutes } from './stop-routes.js';
import { storyRoutes } from './story-routes.js';
import { unusualRoutes } from './unusual-routes.js';
import { insightsReader } from './usecases/read-insights.js';
import { verifyRoutes } from './verify-routes.js';

/** For programs. */
export const officerRoutes = (needs: HistoryNeeds & DpiaNeeds & InsightNeeds): readonly Route[] => [
  insightsRoute(needs),
  ...accountRoutes(needs),
];

function insightsRoute(needs: InsightNeeds): Route {
  const read = insightsReader(needs);
  return route({
    method: 'GET',
    path: '/v1/insights',
    callers: ['system', 'professional'],
    tag: 'Insights',
    summary:
      'What was asked in the region in the quarters that are over, by purpose; numbers that point at somebody are left out',
    responses: { 200: insights },
    problems: [],
    handler: async () => ({ status: 200, body: await read() }),
  });
}

/** Pages; they stand in no API document. */
export const consoleRoutes = (needs: OfficerNeeds): readonly Route[] => [
  ...openRoutes(needs),
  ...overviewRoutes(needs),
  ...logRoutes(needs),
  ...storyRoutes(needs),
  ...unusualRoutes(needs),
  ...emergencyRoutes(needs),
  ...rightsRoutes(needs),
  ...authorityRoutes(needs),
  ...stopRoutes(needs),
  ...breachRoutes(needs),
  ...registerRoutes(needs),
  ...retentionRoutes(needs),
  ...verifyRoutes(needs),
];

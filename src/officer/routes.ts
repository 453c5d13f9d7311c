import {
  activityAddress,
  insights,
  processingActivities,
  processingActivity,
  type Route,
  route,
} from '../contract/index.js';
import { authorityRoutes } from './authority-routes.js';
import { emergencyRoutes } from './emergency-routes.js';
import { logRoutes } from './log-routes.js';
import type { InsightNeeds, OfficerNeeds, RegisterNeeds } from './needs.js';
import { openRoutes } from './open-routes.js';
import { overviewRoutes } from './overview-routes.js';
import { registerRoutes } from './register-routes.js';
import { rightsRoutes } from './rights-routes.js';
import { stopRoutes } from './stop-routes.js';
import { storyRoutes } from './story-routes.js';
import { insightsReader } from './usecases/read-insights.js';
import { readActivity, readRegister } from './usecases/read-register.js';

/** For programs. */
export const officerRoutes = (needs: RegisterNeeds & InsightNeeds): readonly Route[] => [
  insightsRoute(needs),
  route({
    method: 'GET',
    path: '/v1/processing-activities',
    callers: ['officer'],
    scope: 'hub:oversee',
    tag: 'Officers',
    summary:
      'The records of processing activities (AVG art. 30), as the hub goes by them now; names no person',
    responses: { 200: processingActivities },
    problems: [],
    handler: async () => ({ status: 200, body: await readRegister(needs) }),
  }),
  route({
    method: 'GET',
    path: '/v1/processing-activities/{purpose}/versions/{version}',
    callers: ['officer'],
    scope: 'hub:oversee',
    tag: 'Officers',
    summary: 'One version of a processing activity: where a line of the Logboek Dataverwerkingen leads to',
    params: activityAddress,
    responses: { 200: processingActivity },
    problems: ['not-found'],
    handler: async (_caller, { params: { purpose, version } }) => ({
      status: 200,
      body: await readActivity(needs, purpose, Number(version)),
    }),
  }),
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
  ...emergencyRoutes(needs),
  ...rightsRoutes(needs),
  ...authorityRoutes(needs),
  ...stopRoutes(needs),
  ...registerRoutes(needs),
];

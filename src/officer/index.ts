/**
 * The console of privacy officers: what was asked and what came of it, what waits for their word, and accounts of the whole.
 * Knows pages and words; must never decide anything: whatever a page does, a use case of an earlier room does, which also
 * records the look. Accounts of the whole name nobody.
 */
export type { DpiaNeeds, HistoryNeeds, OfficerNeeds } from './needs.js';
export { officerSurround } from './pages/surround.js';
export { consoleRoutes, officerRoutes } from './routes.js';
export { officerProblemWays } from './visit.js';

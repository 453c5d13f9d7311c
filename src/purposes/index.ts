/**
 * The catalogue: what may be shared, for what, on which basis, and the words in which families are asked. Knows files,
 * their rules and their publication. Must never know a child, a partner or a decision: it is the same for everyone,
 * so that anyone can hold it against the ledger.
 */
export * from './offline.js';
export { purposesRoutes } from './routes.js';
export {
  catalogueEntry,
  keptPolicies,
  lockCatalogue,
  type PublishedEntries,
  policiesEntry,
  publishedEntries,
  ruleEntry,
} from './store.js';
export { loadCatalogue } from './usecases/load-catalogue.js';
export { type PublicationParts, publishCatalogue } from './usecases/publish-catalogue.js';

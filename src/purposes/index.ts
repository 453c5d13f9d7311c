/**
 * The catalogue: what may be shared, for what, on which basis, and the words in which families are asked. Knows files,
 * their rules and their publication. Must never know a child, a partner or a decision: it is the same for everyone,
 * so that anyone can hold it against the ledger.
 */
export {
  type Agreement,
  buildCatalogue,
  type Catalogue,
} from './domain/catalogue.js';
export { purposesEntryKinds } from './domain/entry-kinds.js';
export { type CatalogueFault, CatalogueInvalid, PublishedFileChanged } from './domain/errors.js';
export type { Audience, FileSet, Read } from './domain/file-set.js';
export { corePartner, needsConsent } from './domain/flow-roles.js';
export { type Publication, wordingVersion } from './domain/publications.js';
export type { Labels, Notice, RoleLabel, RoleNames, Words } from './domain/words.js';
export { purposesRoutes } from './routes.js';
export {
  catalogueEntry,
  lockCatalogue,
  type PublishedEntries,
  policiesEntry,
  publishedEntries,
  ruleEntry,
} from './store.js';
export { loadCatalogue } from './usecases/load-catalogue.js';
export { type PublicationParts, publishCatalogue } from './usecases/publish-catalogue.js';

/** What a catalogue is, for who reads one from published texts without a database. */
export {
  type Agreement,
  buildCatalogue,
  type Catalogue,
} from './domain/catalogue.js';
export { purposesEntryKinds } from './domain/entry-kinds.js';
export { type CatalogueFault, CatalogueInvalid, PublishedFileChanged } from './domain/errors.js';
export type { Audience, FileSet, Read } from './domain/file-set.js';
export { corePartner, needsConsent } from './domain/flow-roles.js';
export { neverSharedIn } from './domain/never-part.js';
export { type Publication, wordingVersion } from './domain/publications.js';
export type { Labels, Notice, RoleLabel, RoleNames, Words } from './domain/words.js';

/**
 * A person's rights about own data (AVG art. 15-22): asked by who may, answered by a privacy officer in time, carried
 * out with what the law obliges to keep set apart. Knows requests, terms and articles, and children only by opaque ids.
 * Must never decide by itself what goes: it needs the signed word of an officer, and the log tells of it first.
 */

export { createRights, type Rights } from './create-rights.js';
export { keyBackupDays } from './domain/records.js';
export type { RetentionRule } from './domain/retention-rule.js';
export * from './offline.js';
export type { RightsBacklog } from './store/backlog.js';
export type { ErasureJournal } from './usecases/needs.js';
export { noJournal, openJournal } from './usecases/open-journal.js';
export { RetentionRuleInvalid, readRetentionRule } from './usecases/read-retention-rule.js';
export type { AskedRight } from './usecases/request-right.js';
export { openWords, type Topic } from './usecases/sealed-words.js';

/**
 * Request → decide → seal → release → receipt (docs/first-call.md): who gets which sealed fields, when, and what is
 * written down of it. Knows orders, states and sealed bytes; must never know a field's value, a name or a BSN, because
 * it is a broker that cannot read.
 */

export { fileOf } from './access-log-routes.js';
export { createExchange, type Exchange } from './create-exchange.js';
export * from './offline.js';
export { keptUnreceipted } from './usecases/expire.js';
export type { AccessFilter } from './usecases/list-accesses.js';
export type { StopAnswer } from './usecases/list-stop-answers.js';
export { recordSearch } from './usecases/logged-accesses.js';
export type { ExchangeParts } from './usecases/needs.js';
export type { ConsentWithdrawn } from './usecases/on-consent-withdrawn.js';
export type { Figures } from './usecases/read-figures.js';
export type { Unseen } from './usecases/unseen.js';

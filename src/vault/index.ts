/**
 * Keeps secrets at rest: seals bytes under data keys per owner and retention class, and erases by destroying a key.
 * Knows opaque owners and bytes. Must never know what the bytes mean, because whoever can destroy a key should not
 * need to read what it protects. Data keys live in a database of their own, wrapped by a key outside all databases.
 */

export { SealBroken } from '../kernel/index.js';
export { type RetentionClass, VaultKeyShredded } from './data-keys.js';
export { type ErasureOrder, type ErasureOrders, erasureOrders } from './erasure-orders.js';
export {
  type FormerKeys,
  type HubKeys,
  HubKeysInvalid,
  type MacKeys,
  newHubKeys,
  readHubKeys,
  writeHubKeys,
} from './hub-keys.js';
export { type Evaluate, type EveryHash, type KeyedHash, KeyedHashes } from './keyed-hashes.js';
export { lockHashes } from './lock-hashes.js';
export { type HashedColumn, hashedLater, type Rehashed, rehashRows } from './rehash-rows.js';
export { type RetentionMark, type RetentionMarks, retentionMarks } from './retention-marks.js';
export { rewrapDataKeys } from './rewrap-data-keys.js';
export {
  type RetirableHubKey,
  type RotatableHubKey,
  retirableHubKeys,
  retireHubKeys,
  rotateHubKey,
  type SteppedHubKey,
  steppedHubKeys,
  stepTowards,
} from './rotate-hub-keys.js';
export { openVault, type Vault } from './vault.js';

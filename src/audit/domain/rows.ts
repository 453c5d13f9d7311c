import type { RetentionClass } from '../../vault/index.js';

/**
 * Rows of the ledger as they lie in the database, whatever they are. Read with plain SQL and not through the ledger's
 * door, because a verifier must also see what the ledger would never have written.
 */
export interface EntryRow {
  /** Null for an entry without a leaf. */
  readonly index: number | null;
  readonly seq: bigint;
  readonly hash: Uint8Array | null;
  /** Null where the entry of a leaf is gone, as the next two. */
  readonly id: string | null;
  readonly kind: string | null;
  readonly commitment: Uint8Array | null;
  readonly owner: string | null;
  readonly retention: RetentionClass | null;
  /** Null in what was recorded before the time stood beside the payload. */
  readonly at: Date | null;
  readonly payload: Uint8Array | null;
  readonly opening: Uint8Array | null;
}

/** Seq of an entry whose content was erased → the erasure entry, with its index if it has one. */
export type ErasedRows = ReadonlyMap<bigint, { readonly erasure: string; readonly index: number | null }>;

export interface PartRow {
  readonly seq: bigint;
  readonly digest: Uint8Array;
  readonly owner: string;
  readonly retention: RetentionClass;
  readonly sealed: Uint8Array;
}

export interface CheckpointRow {
  readonly size: number;
  readonly previousSize: number | null;
  readonly root: Uint8Array;
  readonly note: string;
  readonly lowWater: bigint;
}

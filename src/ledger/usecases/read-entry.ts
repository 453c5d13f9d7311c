import { type EntryId, NotFound } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { base64url, equalBytes, fromUtf8, type JsonObject } from '../../kernel/index.js';
import { type Vault, VaultKeyShredded } from '../../vault/index.js';
import { sealContext } from '../domain/entry.js';
import { CommitmentBroken } from '../domain/errors.js';
import { commitmentOf } from '../domain/leaf.js';
import { openPart, type Part } from '../domain/part.js';
import { findEntry, type SealedEntry } from '../store/entries.js';

export interface OpenedEntry {
  /** As committed to: what was recorded, with `id`, `event`, `at`, `relies` and the digests of all parts. */
  readonly payload: JsonObject;
  /** The parts that can still be opened: one whose person was erased is only a digest. */
  readonly parts: readonly Part[];
}

/**
 * Opens an entry and checks it against its commitment.
 *
 * @throws NotFound | VaultKeyShredded when it was erased | SealBroken | CommitmentBroken
 */
export async function readEntry(
  deps: { readonly vault: Vault; readonly logId: number },
  tx: Tx,
  id: EntryId,
): Promise<OpenedEntry> {
  const entry = await findEntry(tx, deps.logId, id);
  if (entry === null) throw new NotFound();
  return openEntry(deps.vault, entry);
}

/** @throws VaultKeyShredded | SealBroken | CommitmentBroken */
export async function openEntry(vault: Vault, entry: SealedEntry): Promise<OpenedEntry> {
  const { id, owner, retention } = entry;
  const [payload, opening] = await Promise.all([
    vault.open(owner, retention, entry.payload, sealContext.payload(id)),
    vault.open(owner, retention, entry.opening, sealContext.opening(id)),
  ]);
  if (!equalBytes(commitmentOf(opening, payload), entry.commitment)) {
    throw new CommitmentBroken('payload and opening do not lead to the commitment');
  }
  const parts = await Promise.all(
    entry.parts.map(async (part) => {
      const digest = base64url(part.digest);
      try {
        const context = sealContext.part(id, digest);
        return [openPart(digest, await vault.open(part.owner, retention, part.sealed, context))];
      } catch (error) {
        if (error instanceof VaultKeyShredded) return [];
        throw error;
      }
    }),
  );
  return { payload: JSON.parse(fromUtf8(payload)) as JsonObject, parts: parts.flat() };
}

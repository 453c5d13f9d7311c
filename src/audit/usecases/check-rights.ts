import type { Tx } from '../../database/index.js';
import type { Json } from '../../kernel/index.js';
import { openReason } from '../../rights/index.js';
import { type Vault, VaultKeyShredded } from '../../vault/index.js';
import { changed } from '../domain/views/faults.js';
import { type ErasedEntry, RightsRecord } from '../domain/views/rights-record.js';
import type { Mirrored } from '../domain/views/view.js';
import {
  coveredRows,
  erasureRows,
  reasonsOf,
  requestRows,
  type SealedReason,
} from '../store/rights-views.js';

/** Requests of families, what was erased for them, and which entries are marked as erased. */
export class RightsCheck {
  readonly #record = new RightsRecord();
  /** By request: the refusal's entry. */
  readonly #refusals = new Map<string, Mirrored>();
  readonly #logId: number;
  readonly #vault: Vault;

  constructor(logId: number, vault: Vault) {
    this.#logId = logId;
    this.#vault = vault;
  }

  /** Every entry that opens, also of a child that was erased: requests about it are kept longer. */
  add(entry: Mirrored): void {
    this.#record.add(entry);
    if (entry.event === 'rights.refused') this.#refusals.set(String(entry.payload.request), entry);
  }

  addErased(entry: ErasedEntry): void {
    this.#record.addErased(entry);
  }

  /** @throws ClaimBroken */
  async finish(tx: Tx): Promise<void> {
    this.#record.compareErasures(await erasureRows(tx));
    this.#record.compareCovered(await coveredRows(tx, this.#logId));
    this.#record.compareRequests(await requestRows(tx));
    for (const sealed of await reasonsOf(tx, [...this.#refusals.keys()])) {
      const entry = this.#refusals.get(sealed.id);
      if (entry !== undefined && !(await this.#opensTo(sealed, entry.parts.get('reason')))) {
        throw changed('rights_request', 'reason', entry);
      }
    }
  }

  /** Words whose key was destroyed are passed over, as are those that are erased in the entry. */
  async #opensTo({ id, account, reason }: SealedReason, said: Json | undefined): Promise<boolean> {
    try {
      const words = await openReason({ vault: this.#vault }, account, id, reason);
      return said === undefined || words === said;
    } catch (error) {
      if (error instanceof VaultKeyShredded) return true;
      if (error instanceof RangeError || (error as Error).name === 'SealBroken') return false;
      throw error;
    }
  }
}

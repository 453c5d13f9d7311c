import type { Tx } from '../../database/index.js';
import type { Json } from '../../kernel/index.js';
import { openWords, type Topic } from '../../rights/index.js';
import { type Vault, VaultKeyShredded } from '../../vault/index.js';
import { changed } from '../domain/views/faults.js';
import { type ErasedEntry, RightsRecord } from '../domain/views/rights-record.js';
import type { Mirrored } from '../domain/views/view.js';
import { coveredRows, erasureRows, requestRows, type SealedWords, wordsOf } from '../store/rights-views.js';

const topics: Readonly<Record<string, Topic>> = {
  'rights.requested': 'explanation',
  'rights.refused': 'reason',
  'rights.granted': 'reason',
  'rights.extended': 'extension',
};
const columns: Readonly<Record<Topic, string>> = {
  explanation: 'explanation',
  reason: 'reason',
  extension: 'extension_reason',
};

/** Requests of families, what was erased for them, and which entries are marked as erased. */
export class RightsCheck {
  readonly #record = new RightsRecord();
  /** By request and topic: the entry that holds the words. */
  readonly #said = new Map<string, Mirrored>();
  readonly #requests = new Set<string>();
  readonly #logId: number;
  readonly #vault: Vault;

  constructor(logId: number, vault: Vault) {
    this.#logId = logId;
    this.#vault = vault;
  }

  /** Every entry that opens, also of a child that was erased: requests about it are kept longer. */
  add(entry: Mirrored): void {
    this.#record.add(entry);
    const topic = topics[entry.event];
    if (topic === undefined) return;
    const request = String(entry.payload.request);
    this.#requests.add(request);
    this.#said.set(`${request} ${topic}`, entry);
  }

  addErased(entry: ErasedEntry): void {
    this.#record.addErased(entry);
  }

  /** @throws ClaimBroken */
  async finish(tx: Tx): Promise<void> {
    this.#record.compareErasures(await erasureRows(tx));
    this.#record.compareCovered(await coveredRows(tx, this.#logId));
    this.#record.compareRequests(await requestRows(tx));
    for (const sealed of await wordsOf(tx, [...this.#requests])) {
      const entry = this.#said.get(`${sealed.id} ${sealed.topic}`);
      if (entry !== undefined && !(await this.#opensTo(sealed, entry.parts.get(sealed.topic)))) {
        throw changed('rights_request', columns[sealed.topic], entry);
      }
    }
  }

  /** Words whose key was destroyed are passed over, as are those that are erased in the entry. */
  async #opensTo(sealed: SealedWords, said: Json | undefined): Promise<boolean> {
    const { id, account, topic, words } = sealed;
    try {
      const opened = await openWords({ vault: this.#vault }, account, id, topic, words);
      return said === undefined || opened === said;
    } catch (error) {
      if (error instanceof VaultKeyShredded) return true;
      if (error instanceof RangeError || (error as Error).name === 'SealBroken') return false;
      throw error;
    }
  }
}

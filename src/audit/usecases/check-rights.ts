import type { Tx } from '../../database/index.js';
import type { Json } from '../../kernel/index.js';
import { openWords, type Topic } from '../../rights/index.js';
import { type Vault, VaultKeyShredded } from '../../vault/index.js';
import { AssignmentRecord } from '../domain/views/assignment-record.js';
import { changed } from '../domain/views/faults.js';
import { type ErasedEntry, RightsRecord } from '../domain/views/rights-record.js';
import type { Mirrored } from '../domain/views/view.js';
import {
  assignmentRows,
  coveredRows,
  erasureRows,
  requestRows,
  type SealedWords,
  wordsOf,
} from '../store/rights-views.js';

const topics: Readonly<Record<string, Topic>> = {
  'rights.requested': 'explanation',
  'rights.refused': 'reason',
  'rights.granted': 'reason',
  'rights.extended': 'extension',
  'rights.assigned': 'instruction',
};
const columns: Readonly<Record<Topic, readonly [table: string, column: string]>> = {
  explanation: ['rights_request', 'explanation'],
  reason: ['rights_request', 'reason'],
  extension: ['rights_request', 'extension_reason'],
  instruction: ['rights_assignment', 'instruction'],
};

/** Requests of families, what was erased for them, and which entries are marked as erased. */
export class RightsCheck {
  readonly #record = new RightsRecord();
  readonly #assignments = new AssignmentRecord();
  /** By request or assignment and topic: the entry that holds the words. */
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
    this.#assignments.add(entry);
    const topic = topics[entry.event];
    if (topic === undefined) return;
    const { request, assignment = request } = entry.payload;
    this.#requests.add(String(request));
    this.#said.set(`${assignment} ${topic}`, entry);
  }

  addErased(entry: ErasedEntry): void {
    this.#record.addErased(entry);
    this.#assignments.addErased(entry);
  }

  /** @throws ClaimBroken */
  async finish(tx: Tx): Promise<void> {
    this.#record.compareErasures(await erasureRows(tx));
    this.#record.compareCovered(await coveredRows(tx, this.#logId));
    this.#assignments.compare(await assignmentRows(tx));
    this.#record.compareRequests(await requestRows(tx));
    for (const sealed of await wordsOf(tx, [...this.#requests])) {
      const entry = this.#said.get(`${sealed.id} ${sealed.topic}`);
      if (entry !== undefined && !(await this.#opensTo(sealed, entry.parts.get(sealed.topic)))) {
        throw changed(...columns[sealed.topic], entry);
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

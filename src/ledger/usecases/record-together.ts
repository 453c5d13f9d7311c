import type { Database, Tx } from '../../database/index.js';
import { together } from '../../kernel/index.js';
import type { AppendedEntry, EntryDraft } from '../domain/entry.js';
import type { PendingEntry } from '../store/tree.js';
import { type AppendDeps, appendEntries, insertSealed, sealWhereFree } from './append-entries.js';
import type { Lead } from './lead-log.js';
import { HeadMoved, type SentHead } from './sequence-entries.js';

export interface RecordDeps {
  readonly database: Pick<Database, 'transaction'>;
  readonly appending: AppendDeps;
  /** Null while another process leads. */
  readonly lead: () => Lead | null;
}

/**
 * Records drafts whose shape was checked, in one transaction, in which they get their index too where this process leads: one
 * commit instead of two. Where it does not, or the head has moved, they get it from whoever leads, like any other.
 *
 * @returns null for what concerns a subject whose lock another transaction holds
 * @throws what the transaction throws: then it may or may not hold, as with any commit
 */
export async function recordTogether(
  deps: RecordDeps,
  drafts: readonly EntryDraft[],
): Promise<readonly (AppendedEntry | null)[]> {
  const lead = deps.lead();
  const turn = lead === null ? null : new TransactionsTurn(lead);
  try {
    const entries = await deps.database.transaction(async (tx) => {
      const sealed = await sealWhereFree(deps.appending, tx, drafts);
      const free = sealed.filter((entry) => entry !== null);
      // In one way to the server: what else is pending stands behind the same locks.
      const [inserted, pending] = await together([
        insertSealed(tx, deps.appending.logId, free),
        lead?.pending(tx) ?? null,
      ]);
      await turn?.sequence(tx, inserted, pending);
      const next = inserted.values();
      return sealed.map((entry) => (entry === null ? null : (next.next().value ?? null)));
    });
    await turn?.committed();
    return entries;
  } catch (error) {
    if (turn === null || !turn.failed(error)) throw error;
    return recordApart(deps, drafts);
  } finally {
    turn?.end();
  }
}

/** In one transaction that waits for the locks of their subjects, and leaves their index to whoever leads. */
export const recordApart = (
  { database, appending }: RecordDeps,
  drafts: readonly EntryDraft[],
): Promise<readonly AppendedEntry[]> => database.transaction((tx) => appendEntries(appending, tx, drafts));

/** From before a transaction writes the head until it is known whether it has committed. */
class TransactionsTurn {
  readonly #lead: Lead;
  #end: (() => void) | null = null;
  #sent: SentHead | null = null;

  constructor(lead: Lead) {
    this.#lead = lead;
  }

  /** @param pending null where it is too much to be sequenced with them */
  async sequence(
    tx: Tx,
    entries: readonly PendingEntry[],
    pending: readonly PendingEntry[] | null,
  ): Promise<void> {
    // The work of a transaction can begin anew, and what memory holds of the first time was rolled back.
    if (this.#end !== null) this.#lead.fail(new HeadMoved());
    this.end();
    this.#sent = null;
    if (entries.length === 0 || pending === null) return;
    this.#end = await this.#lead.take();
    if (this.#end !== null) this.#sent = this.#lead.sequenceWithin(tx, entries, pending);
  }

  /** After the commit. */
  async committed(): Promise<void> {
    if (this.#sent === null) return;
    if (await this.#sent.written) this.#lead.committed(this.#sent);
    else this.#lead.fail(new HeadMoved());
  }

  /** @returns whether it failed in the turn, and nothing of the transaction holds for certain */
  failed(error: unknown): boolean {
    if (this.#end === null) return false;
    this.#lead.fail(error);
    return error instanceof HeadMoved || isRolledBack(error);
  }

  end(): void {
    this.#end?.();
    this.#end = null;
  }
}

/** An error of the server after which the session goes on: that of a commit that was lost on its way says nothing. */
const isRolledBack = (error: unknown): boolean =>
  (error as { severity?: unknown } | null)?.severity === 'ERROR';

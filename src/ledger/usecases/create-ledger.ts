import type { EntryId, Inclusion } from '../../contract/index.js';
import type { Database, Tx } from '../../database/index.js';
import { type Clock, fromBase64url, type PrivateJwk, type PublicJwk } from '../../kernel/index.js';
import { noteSigner, type VerifierKey, verifierKeyOf } from '../../tlog/index.js';
import type { Vault } from '../../vault/index.js';
import type { AppendedEntry, EntryDraft } from '../domain/entry.js';
import { compileKinds, type EntryKinds } from '../domain/entry-kinds.js';
import { LedgerUnavailable } from '../domain/errors.js';
import { indexesOf, publishedNote } from '../store/tree.js';
import { type AppendDeps, appendEntries } from './append-entries.js';
import type { SettledOptions } from './await-inclusion.js';
import { type OpenedEntry, readEntry } from './read-entry.js';
import { recordKeyChange } from './record-key-change.js';
import { Sequencer } from './run-sequencer.js';

export interface LedgerOptions {
  readonly database: Database;
  readonly vault: Vault;
  /** Ed25519; signs checkpoints. */
  readonly signingKey: PrivateJwk;
  /** Public halves of the keys that signed checkpoints before, the newest first. */
  readonly formerKeys?: readonly PublicJwk[];
  /** The log's name: the first line of every checkpoint and the name of its key. */
  readonly origin: string;
  readonly clock: Clock;
  readonly kinds: EntryKinds;
  /** Which log in this database; 0 unless there are more. */
  readonly logId?: number;
  /** How often a new checkpoint is published, so that its size does not tell who acts when. 5 s unless told otherwise. */
  readonly publishEveryMs?: number;
  /** Told of every failure of the sequencer that it recovers from. */
  readonly onFailure?: (error: Error) => void;
}

export interface LedgerHealth {
  readonly writable: boolean;
  /** Whether this process gives out the indexes. */
  readonly leading: boolean;
  /** Entries with an index, as far as this process knows. */
  readonly size: number | null;
  /** Requests of this process that wait for an index. */
  readonly waiting: number;
  /** How long the oldest of them waits, in milliseconds; 0 when none does. */
  readonly lagMs: number;
  readonly lastFailure: { readonly at: Date; readonly message: string } | null;
}

export interface Ledger {
  /** Begins to sequence or to follow; done when a signed head exists, of an empty log too. */
  start(): Promise<void>;
  /** Call before the database is closed. Who still waits gets `ledger-unavailable`. */
  stop(): Promise<void>;
  /**
   * Records one entry as the last act of a transaction, after all its locks.
   *
   * @throws EntryMalformed | VaultKeyShredded
   */
  append(tx: Tx, draft: EntryDraft): Promise<AppendedEntry>;
  /** Several in one go, in their order; subjects are locked in one order for everyone. */
  appendAll(tx: Tx, drafts: readonly EntryDraft[]): Promise<readonly AppendedEntry[]>;
  /**
   * After the commit: waits for the entry's index.
   *
   * @throws HubError `ledger-unavailable`; the entry holds all the same and gets its index later
   */
  settled(entry: EntryId, options?: SettledOptions): Promise<Inclusion>;
  /** The proof in the newest tree, or null while the entry has no index. */
  inclusionOf(entry: EntryId): Promise<Inclusion | null>;
  /** To be asked before anything that would share. @throws HubError `ledger-unavailable` */
  assertWritable(): void;
  health(): LedgerHealth;
  /** The published checkpoint, a C2SP signed note. @throws HubError `ledger-unavailable` before the first */
  checkpoint(): Promise<string>;
  /** C2SP vkeys, current one first. */
  verifierKeys(): readonly string[];
  /** @throws NotFound | VaultKeyShredded | SealBroken | CommitmentBroken */
  read(entry: EntryId): Promise<OpenedEntry>;
}

/** @throws EntryMalformed on a malformed kind, NoteInvalid on an origin or key that cannot sign */
export function createLedger(options: LedgerOptions): Ledger {
  const { database, clock, vault, origin, logId = 0, publishEveryMs = 5_000 } = options;
  const { reader } = database;
  const signer = noteSigner(origin, options.signingKey);
  const appending: AppendDeps = { vault, logId, checks: compileKinds(options.kinds) };
  let lastFailure: LedgerHealth['lastFailure'] = null;
  const onFailure = (error: Error): void => {
    lastFailure = { at: clock.now(), message: error.message };
    options.onFailure?.(error);
  };
  const former = formerVerifiers(origin, options.formerKeys ?? []);
  const appendAll: Ledger['appendAll'] = (tx, drafts) => appendEntries(appending, tx, drafts);
  const onLead = (headNote: string): Promise<void> =>
    recordKeyChange(
      {
        current: signer.verifier,
        former,
        append: (draft) => database.transaction((tx) => appendAll(tx, [draft])),
      },
      headNote,
    );
  const sequencer = new Sequencer({ pool: database.pool, logId, origin, signer, onFailure, onLead });

  return {
    start: () => sequencer.start(),
    stop: () => sequencer.stop(),
    appendAll,
    append: async (tx, draft) => {
      const [entry] = await appendAll(tx, [draft]);
      if (entry === undefined) throw new Error('one draft makes one entry');
      return entry;
    },
    settled: (entry, settledOptions = {}) => sequencer.settled(entry, settledOptions),
    inclusionOf: async (entry) => {
      const index = (await indexesOf(reader, logId, [entry])).get(entry);
      if (index === undefined) return null;
      // An index beyond the tree in memory was written this moment by another process.
      return sequencer.inclusionOf(index) ?? sequencer.settled(entry, {});
    },
    assertWritable: () => {
      if (sequencer.stalled) throw new LedgerUnavailable();
    },
    health: () => ({
      writable: !sequencer.stalled,
      leading: sequencer.leading,
      size: sequencer.size,
      waiting: sequencer.waiting,
      lagMs: sequencer.lagMs,
      lastFailure,
    }),
    checkpoint: async () => {
      const note = await publishedNote(reader, logId, publishEveryMs);
      if (note === null) throw new LedgerUnavailable();
      return note;
    },
    verifierKeys: () => [signer.verifier, ...former].map(({ vkey }) => vkey),
    read: (entry) => readEntry({ vault, logId }, reader, entry),
  };
}

/** A key speaks for one origin, so the former ones are the log's own too. */
export const formerVerifiers = (origin: string, keys: readonly PublicJwk[]): readonly VerifierKey[] =>
  keys.map(({ x }) => verifierKeyOf(origin, fromBase64url(String(x))));

import type { EntryId, Inclusion } from '../../contract/index.js';
import type { Database, Tx } from '../../database/index.js';
import { type Clock, fromBase64url, type PrivateJwk, type PublicJwk } from '../../kernel/index.js';
import { noteSigner, type VerifierKey, verifierKeyOf, type WitnessPolicy } from '../../tlog/index.js';
import type { Vault } from '../../vault/index.js';
import type { AppendedEntry, EntryDraft } from '../domain/entry.js';
import { compileKinds, type EntryKinds } from '../domain/entry-kinds.js';
import { assertSameTime, ClockWrong } from '../domain/entry-time.js';
import { LedgerUnavailable } from '../domain/errors.js';
import type { WitnessHealth } from '../domain/witnessing.js';
import { databaseTime } from '../store/entries.js';
import { indexesOf } from '../store/tree.js';
import { type AppendDeps, appendEntries } from './append-entries.js';
import { WitnessLoop } from './ask-witnesses.js';
import type { SettledOptions } from './await-inclusion.js';
import { OwnersAwaited } from './await-owners.js';
import { Gatherer } from './gather-entries.js';
import { handingOut } from './hand-out-checkpoint.js';
import { type ProvenTogether, proveTogether } from './prove-together.js';
import { type OpenedEntry, readEntry } from './read-entry.js';
import { type PublishedLog, publishedLog } from './read-published.js';
import { recordKeyChange } from './record-key-change.js';
import { recordApart, recordTogether } from './record-together.js';
import { Sequencer } from './run-sequencer.js';

export interface LedgerOptions {
  readonly database: Database;
  readonly vault: Vault;
  /** Ed25519; signs checkpoints. */
  readonly signingKey: PrivateJwk;
  /** Ed25519; the former key, while it goes on signing beside the present one. */
  readonly retiringKey?: PrivateJwk;
  /** Public halves of the keys that signed checkpoints before, the newest first. */
  readonly formerKeys?: readonly PublicJwk[];
  /** The log's name: the first line of every checkpoint and the name of its key. */
  readonly origin: string;
  readonly clock: Clock;
  /** How far the clock may be from the database's before nothing is recorded; they are not compared without it. */
  readonly clockSkewMs?: number;
  readonly kinds: EntryKinds;
  /** Which log in this database; 0 unless there are more. */
  readonly logId?: number;
  /** Full tiles in memory at most, of 16 kB each: 2,048 unless told otherwise, which is the latest half million leaves. */
  readonly tilesInMemory?: number;
  /** How often a new checkpoint is published, so that its size does not tell who acts when. 5 s unless told otherwise. */
  readonly publishEveryMs?: number;
  /** Who must cosign the published checkpoints, and where they are; nobody is asked without it. */
  readonly witnessPolicy?: WitnessPolicy;
  /** How long a checkpoint with a quorum is handed out although there are newer ones without. 20 s unless told otherwise. */
  readonly witnessGraceMs?: number;
  /** Told of every failure to get a cosignature; the witness is asked again. */
  readonly onWitnessFailure?: (error: Error) => void;
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

export interface Ledger extends PublishedLog {
  /**
   * Begins to sequence or to follow; done when a signed head exists, of an empty log too.
   *
   * @throws LedgerContradicted when a witness has seen more of the log than there is, or another log
   */
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
   * Records one entry that stands on no row of the caller, in a transaction that it may share with others; done when
   * that has committed.
   *
   * @throws EntryMalformed | VaultKeyShredded
   */
  record(draft: EntryDraft): Promise<AppendedEntry>;
  /**
   * After the commit: waits for the entry's index.
   *
   * @throws HubError `ledger-unavailable`; the entry holds all the same and gets its index later
   */
  settled(entry: EntryId, options?: SettledOptions): Promise<Inclusion>;
  /** The proof in the checkpoint that is handed out, or in the newest tree; null while the entry has no index. */
  inclusionOf(entry: EntryId): Promise<Inclusion | null>;
  /** The proofs of several in one checkpoint; of those that have an index. @throws HubError `ledger-unavailable` */
  inclusionsOf(entries: readonly EntryId[]): Promise<ProvenTogether>;
  /** @throws HubError `ledger-unavailable` while hub and database do not agree what time it is */
  assertClock(): Promise<void>;
  /** To be asked before anything that would share. @throws HubError `ledger-unavailable` */
  assertWritable(): void;
  health(): LedgerHealth;
  /** Null where no witness is asked. */
  witnessHealth(): Promise<WitnessHealth | null>;
  /** C2SP vkeys, current one first. */
  verifierKeys(): readonly string[];
  /** @throws NotFound | VaultKeyShredded | SealBroken | CommitmentBroken */
  read(entry: EntryId): Promise<OpenedEntry>;
}

/** @throws EntryMalformed on a malformed kind, NoteInvalid on an origin or key that cannot sign */
export function createLedger(options: LedgerOptions): Ledger {
  const { database, clock, vault, origin, logId = 0 } = options;
  const { publishEveryMs = 5_000, tilesInMemory = 2_048 } = options;
  const { reader } = database;
  const signer = noteSigner(origin, options.signingKey);
  const retiring = options.retiringKey === undefined ? [] : [noteSigner(origin, options.retiringKey)];
  let lastFailure: LedgerHealth['lastFailure'] = null;
  const onFailure = (error: Error): void => {
    lastFailure = { at: clock.now(), message: error.message };
    options.onFailure?.(error);
  };
  const { clockSkewMs = null } = options;
  const checks = compileKinds(options.kinds);
  const appending: AppendDeps = { vault, logId, checks, clock, clockSkewMs, onFailure };
  const former = distinct([
    ...retiring.map(({ verifier }) => verifier),
    ...formerVerifiers(origin, options.formerKeys ?? []),
  ]);
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
  const { pool } = database;
  const sequencer = new Sequencer({
    pool,
    logId,
    origin,
    signers: [signer, ...retiring],
    tilesInMemory,
    onFailure,
    onLead,
  });
  const recording = { database, appending, lead: () => sequencer.lead };
  const awaited = new OwnersAwaited((drafts) => recordApart(recording, drafts));
  const gatherer = new Gatherer(
    (drafts) => recordTogether(recording, drafts),
    (gathered) => awaited.add(gathered),
  );

  const policy = options.witnessPolicy ?? null;
  const { witnessGraceMs = 20_000, onWitnessFailure = () => undefined } = options;
  const handing = handingOut({ reader, logId, publishEveryMs, policy, witnessGraceMs });
  let witnesses: WitnessLoop | null = null;
  const beginToAsk = async (): Promise<void> => {
    if (policy === null || witnesses !== null) return;
    const now = (): Date => clock.now();
    witnesses = new WitnessLoop({
      pool,
      reader,
      logId,
      policy,
      publishEveryMs,
      sequencer,
      now,
      onFailure: onWitnessFailure,
    });
    await witnesses.assertNotContradicted();
    witnesses.start();
  };

  return {
    start: async () => {
      await sequencer.start();
      await beginToAsk();
    },
    stop: async () => {
      await witnesses?.stop();
      witnesses = null;
      await sequencer.stop();
    },
    appendAll,
    append: async (tx, draft) => {
      const [entry] = await appendAll(tx, [draft]);
      if (entry === undefined) throw new Error('one draft makes one entry');
      return entry;
    },
    record: async (draft) => {
      appending.checks.check(draft.event, draft.payload);
      return gatherer.record(draft);
    },
    settled: (entry, settledOptions = {}) => sequencer.settled(entry, settledOptions),
    inclusionOf: async (entry) => {
      const index = (await indexesOf(reader, logId, [entry])).get(entry);
      if (index === undefined) return null;
      if (policy !== null) {
        const head = await handing.handedOut();
        const witnessed = index < head.size ? await sequencer.inclusionOf(reader, index, head) : null;
        if (witnessed !== null) return witnessed;
      }
      // An index beyond the tree in memory was written this moment by another process.
      return (await sequencer.inclusionOf(reader, index)) ?? sequencer.settled(entry, {});
    },
    inclusionsOf: (entries) => proveTogether({ reader, logId, sequencer, handing, policy }, entries),
    assertClock: async () => {
      try {
        assertSameTime(await databaseTime(reader), clock.now().getTime(), clockSkewMs);
      } catch (error) {
        throw error instanceof ClockWrong ? new LedgerUnavailable(error) : error;
      }
    },
    assertWritable: () => {
      if (sequencer.stalled) throw new LedgerUnavailable();
    },
    health: () => ({
      writable: !sequencer.stalled,
      leading: sequencer.lead !== null,
      size: sequencer.size,
      waiting: sequencer.waiting,
      lagMs: sequencer.lagMs,
      lastFailure,
    }),
    witnessHealth: () => handing.witnessHealth(),
    ...publishedLog({ reader, logId, handing, sequencer, onFailure }),
    verifierKeys: () => [signer.verifier, ...former].map(({ vkey }) => vkey),
    read: (entry) => readEntry({ vault, logId }, reader, entry),
  };
}

const distinct = (keys: readonly VerifierKey[]): readonly VerifierKey[] =>
  keys.filter(({ vkey }, place) => keys.findIndex((other) => other.vkey === vkey) === place);

/** A key speaks for one origin, so the former ones are the log's own too. */
export const formerVerifiers = (origin: string, keys: readonly PublicJwk[]): readonly VerifierKey[] =>
  keys.map(({ x }) => verifierKeyOf(origin, fromBase64url(String(x))));

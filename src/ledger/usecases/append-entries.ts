import { randomBytes } from 'node:crypto';
import { type EntryId, idPrefix } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { base64url, type Clock, fromBase64url, newId } from '../../kernel/index.js';
import type { Vault } from '../../vault/index.js';
import {
  type AppendedEntry,
  type EntryDraft,
  kindOf,
  type PartDraft,
  payloadBytes,
  sealContext,
  storedPayload,
} from '../domain/entry.js';
import type { EntryChecks } from '../domain/entry-kinds.js';
import { type Clocks, ClockWrong, entryTime } from '../domain/entry-time.js';
import { LedgerUnavailable } from '../domain/errors.js';
import { commitmentOf, openingLength } from '../domain/leaf.js';
import { disclosureOf, partDigest, saltLength } from '../domain/part.js';
import {
  insertEntries,
  lockOwners,
  type SealedEntry,
  type SealedPart,
  tryLockOwners,
} from '../store/entries.js';

export interface AppendDeps {
  readonly vault: Vault;
  readonly logId: number;
  readonly checks: EntryChecks;
  readonly clock: Clock;
  /** How far this process's clock may be from the database's, in milliseconds; null does not compare them. */
  readonly clockSkewMs: number | null;
  /** Told of clocks that are wrong. */
  readonly onFailure: (error: Error) => void;
}

/**
 * Records entries in the caller's transaction, as its last act: they hold if and only if it commits. Takes one lock
 * per subject until the commit, so that for one subject the order of `at`, of `seq` and of the index are the same.
 *
 * @throws EntryMalformed | VaultKeyShredded
 * @throws LedgerUnavailable when clocks are wrong, so that the entry could not say when it happened
 */
export async function appendEntries(
  deps: AppendDeps,
  tx: Tx,
  drafts: readonly EntryDraft[],
): Promise<readonly AppendedEntry[]> {
  if (drafts.length === 0) return [];
  for (const draft of drafts) deps.checks.check(draft.event, draft.payload);
  const clocks = await lockOwners(tx, deps.logId, ownersOf(drafts));
  const entries = await insertSealed(tx, deps.logId, await sealEntries(deps, drafts, clocks));
  return entries.map(({ id, seq, at }) => ({ id, seq, at }));
}

/** As it was inserted, with what its leaf is made of. */
export interface InsertedEntry extends AppendedEntry {
  readonly kind: string;
  readonly commitment: Uint8Array;
}

/** To be inserted, at a time that it has got behind the locks of its owner. */
type TimedEntry = SealedEntry & { readonly at: Date };

/**
 * The first half of {@link appendEntries}, of drafts whose shape was checked, for whoever waits for nobody: null stands for
 * what concerns a subject whose lock another transaction holds. {@link insertSealed} is the other half.
 *
 * @throws VaultKeyShredded | LedgerUnavailable
 */
export async function sealWhereFree(
  deps: AppendDeps,
  tx: Tx,
  drafts: readonly EntryDraft[],
): Promise<readonly (TimedEntry | null)[]> {
  const { busy, ...clocks } = await tryLockOwners(tx, deps.logId, ownersOf(drafts));
  const free = drafts.filter(({ owner }) => !busy.includes(owner));
  const entries = (await sealEntries(deps, free, clocks)).values();
  return drafts.map(({ owner }) => (busy.includes(owner) ? null : (entries.next().value ?? null)));
}

/** In one order for everyone, so that two transactions cannot wait for each other. */
const ownersOf = (drafts: readonly EntryDraft[]): readonly string[] =>
  [...new Set(drafts.map(({ owner }) => owner))].filter((owner) => owner !== 'hub').sort();

/** In their order; all have one time. */
export async function insertSealed(
  tx: Tx,
  logId: number,
  entries: readonly TimedEntry[],
): Promise<readonly InsertedEntry[]> {
  const [first] = entries;
  if (first === undefined) return [];
  const seqs = await insertEntries(tx, logId, first.at, entries);
  return entries.map(({ id, at, kind, commitment }, place) => ({
    id,
    at,
    kind,
    commitment,
    seq: seqs[place] ?? 0n,
  }));
}

async function sealEntries(
  deps: AppendDeps,
  drafts: readonly EntryDraft[],
  { now, latest }: { readonly now: number; readonly latest: number | null },
): Promise<readonly TimedEntry[]> {
  const at = timeOf(deps, { database: now, latest });
  // Asking the system for randomness costs as much for one as for all.
  const openings = randomBytes(openingLength * drafts.length);
  return Promise.all(
    drafts.map((draft, place) => {
      const opening = openings.subarray(place * openingLength, (place + 1) * openingLength);
      return sealEntry(deps.vault, draft, at, opening);
    }),
  );
}

function timeOf(
  { clock, clockSkewMs, onFailure }: AppendDeps,
  read: Pick<Clocks, 'database' | 'latest'>,
): Date {
  try {
    return entryTime({ ...read, hub: clock.now().getTime() }, clockSkewMs);
  } catch (error) {
    if (!(error instanceof ClockWrong)) throw error;
    onFailure(error);
    throw new LedgerUnavailable(error);
  }
}

/** For {@link EntryDraft.id}. */
export const newEntryId = (): EntryId => newId<'EntryId'>(idPrefix.entry);

async function sealEntry(
  vault: Vault,
  draft: EntryDraft,
  at: Date,
  opening: Uint8Array,
): Promise<TimedEntry> {
  const { owner, retention, id = newEntryId(), parts: said = [] } = draft;
  const parts =
    said.length === 0 ? [] : await Promise.all(said.map((part) => sealPart(vault, id, retention, part)));
  const digests = parts.map(({ digest }) => base64url(digest));
  const plaintext = payloadBytes(storedPayload(draft, id, at, digests));
  const seal = await vault.sealing(owner, retention);
  return {
    id,
    kind: kindOf(draft.event),
    commitment: commitmentOf(opening, plaintext),
    owner,
    retention,
    at,
    payload: seal(plaintext, sealContext.payload(id)),
    opening: seal(opening, sealContext.opening(id)),
    parts,
  };
}

async function sealPart(
  vault: Vault,
  id: EntryId,
  retention: EntryDraft['retention'],
  part: PartDraft,
): Promise<SealedPart> {
  const disclosure = disclosureOf(base64url(randomBytes(saltLength)), part.topic, part.value);
  const digest = partDigest(disclosure);
  const sealed = await vault.seal(part.person, retention, disclosure, sealContext.part(id, digest));
  return { digest: fromBase64url(digest), owner: part.person, sealed };
}

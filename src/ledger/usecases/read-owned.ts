import type { EntryId, SubjectId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { base64url, equalBytes, fromUtf8 } from '../../kernel/index.js';
import { type RetentionClass, type Vault, VaultKeyShredded } from '../../vault/index.js';
import { type StoredPayload, sealContext } from '../domain/entry.js';
import { CommitmentBroken } from '../domain/errors.js';
import { commitmentOf } from '../domain/leaf.js';
import { openPart } from '../domain/part.js';
import { findEntry, type SealedEntry } from '../store/entries.js';
import { entriesAt, entriesOfOwner, headsOfOwner, partsOfPerson } from '../store/owned.js';
import { indexesOf } from '../store/tree.js';

/** An opened entry with what proves that it is the one in the leaf. Whoever has the opening can show all of the payload. */
export interface Evidence {
  readonly id: EntryId;
  readonly kind: string;
  readonly retention: RetentionClass;
  /** 32 bytes. */
  readonly commitment: Uint8Array;
  /** 32 bytes. */
  readonly opening: Uint8Array;
  readonly payload: StoredPayload;
}

/** What an entry says, before anything of it is checked against the log. */
export type Said = Pick<Evidence, 'id' | 'kind' | 'payload'>;

export interface OwnedWindow {
  /** Of the newest in the window, whatever it is; null where it is empty. */
  readonly first: EntryId | null;
  /** What is wanted of it, newest first. */
  readonly wanted: readonly Evidence[];
  /** Where the next window begins; null after the last. */
  readonly next: EntryId | null;
}

export interface WindowAsked {
  /** The newest that is wanted; one that is none of this owner's counts as none. */
  readonly from: EntryId | null;
  /** Of all entries about the owner, whatever they are. */
  readonly limit: number;
  /** So many that are wanted are enough: what is older is left for the next window. */
  readonly enough: number;
  /** Those that are not wanted whatever they say: they are not read. Called once, after the window was looked up. */
  readonly without: (entries: readonly EntryId[]) => Promise<ReadonlySet<EntryId>>;
  /** Called after it. */
  readonly isWanted: (said: Said) => boolean;
}

export interface OwnedEntries {
  /**
   * What the log holds about one owner, newest first, checked against its commitments. What was erased is left out.
   *
   * @throws SealBroken | CommitmentBroken
   */
  about(owner: SubjectId | 'hub', kinds: readonly string[]): Promise<readonly Evidence[]>;
  /**
   * A window on the same. Of what is not wanted only the payload is opened, and nothing of it is checked.
   *
   * @throws SealBroken | CommitmentBroken
   */
  window(owner: SubjectId, kinds: readonly string[], asked: WindowAsked): Promise<OwnedWindow>;
  /** One entry, checked as those above; null where there is none, or its key was destroyed. @throws SealBroken | CommitmentBroken */
  entry(id: EntryId): Promise<Evidence | null>;
  /**
   * The disclosures of one person in an entry: canonical JSON of `[salt, topic, value]`, as it was hashed.
   *
   * @throws SealBroken | CommitmentBroken
   */
  disclosures(entry: Evidence, person: string): Promise<readonly string[]>;
  /** The place in the tree of each of these entries that has one. */
  indexes(entries: readonly EntryId[]): Promise<ReadonlyMap<EntryId, number>>;
}

interface Deps {
  readonly reader: Tx;
  readonly vault: Pick<Vault, 'open'>;
  readonly logId?: number;
}

/** For those who may hand a person what the log holds about them; who may see which entry is theirs to judge. */
export const ownedEntries = ({ reader, vault, logId = 0 }: Deps): OwnedEntries => ({
  about: async (owner, kinds) => {
    const sealed = await entriesOfOwner(reader, logId, owner, kinds);
    const opened = await Promise.all(sealed.map((entry) => unlessErased(() => openOwned(vault, entry))));
    return opened.flat();
  },
  window: async (owner, kinds, { from, limit, enough, without, isWanted }) => {
    const heads = await headsOfOwner(reader, logId, owner, { from, limit: limit + 1 });
    const within = heads.slice(0, limit).filter(({ kind }) => kinds.includes(kind));
    const left = await without(within.map(({ id }) => id));
    const readable = within.filter(({ id }) => !left.has(id));
    const wanted: Evidence[] = [];
    let read = 0;
    while (read < readable.length && wanted.length < enough) {
      const some = readable.slice(read, read + enough * perWanted);
      read += some.length;
      wanted.push(...(await openWanted(vault, await entriesAt(reader, logId, some), isWanted)));
    }
    const next = readable[read] ?? heads[limit];
    return { first: heads[0]?.id ?? null, wanted, next: next?.id ?? null };
  },
  entry: async (id) => {
    const sealed = await findEntry(reader, logId, id);
    if (sealed === null) return null;
    const [opened] = await unlessErased(() => openOwned(vault, sealed));
    return opened ?? null;
  },
  disclosures: async ({ id, retention }, person) => {
    const parts = await partsOfPerson(reader, logId, id, person);
    const opened = parts.map(({ digest, owner, sealed }) =>
      unlessErased(async () => {
        const name = base64url(digest);
        const disclosure = await vault.open(owner, retention, sealed, sealContext.part(id, name));
        openPart(name, disclosure);
        return fromUtf8(disclosure);
      }),
    );
    return (await Promise.all(opened)).flat();
  },
  indexes: (entries) => indexesOf(reader, logId, entries),
});

type Sealed = Omit<SealedEntry, 'parts'>;

/** Entries that are read at once for each that is wanted. */
const perWanted = 4;

/** Of what is not wanted only the payload is opened. */
async function openWanted(
  vault: Deps['vault'],
  entries: readonly Sealed[],
  isWanted: WindowAsked['isWanted'],
): Promise<readonly Evidence[]> {
  const opened = entries.map((entry) =>
    unlessErased(async () => {
      const payload = await openPayload(vault, entry);
      return isWanted(saidBy(entry, payload)) ? [await checkedEntry(vault, entry, payload)] : [];
    }),
  );
  return (await Promise.all(opened)).flat(2);
}

const openOwned = async (vault: Deps['vault'], entry: Sealed): Promise<Evidence> =>
  checkedEntry(vault, entry, await openPayload(vault, entry));

const openPayload = (vault: Deps['vault'], { id, owner, retention, payload }: Sealed): Promise<Uint8Array> =>
  vault.open(owner, retention, payload, sealContext.payload(id));

const saidBy = ({ id, kind }: Sealed, payload: Uint8Array): Said => ({
  ...{ id, kind },
  payload: JSON.parse(fromUtf8(payload)) as StoredPayload,
});

/** @throws SealBroken | CommitmentBroken */
async function checkedEntry(vault: Deps['vault'], entry: Sealed, payload: Uint8Array): Promise<Evidence> {
  const { id, owner, retention, commitment } = entry;
  const opening = await vault.open(owner, retention, entry.opening, sealContext.opening(id));
  if (!equalBytes(commitmentOf(opening, payload), commitment)) {
    throw new CommitmentBroken('payload and opening do not lead to the commitment');
  }
  return { ...saidBy(entry, payload), retention, commitment, opening };
}

/** One item, or none where its key was destroyed. */
async function unlessErased<T>(open: () => Promise<T>): Promise<readonly T[]> {
  try {
    return [await open()];
  } catch (error) {
    if (error instanceof VaultKeyShredded) return [];
    throw error;
  }
}

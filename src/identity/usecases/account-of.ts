import { type AccountId, idPrefix } from '../../contract/index.js';
import { base64url, type CivilDate, civilDateOf, utf8 } from '../../kernel/index.js';
import { type KeyedHash, lockHashes } from '../../vault/index.js';
import { insertAccount, seenAccount } from '../store/accounts.js';
import type { IdentityNeeds } from './needs.js';

type AccountNeeds = Pick<IdentityNeeds, 'database' | 'vault' | 'clock'>;

const rememberedAtMost = 20_000;

interface Remembered {
  readonly account: AccountId;
  /** What is remembered is looked up once a day, which also says that it was seen. */
  readonly on: CivilDate;
}

/** By the id under the present key. An account never becomes another. */
const remembered = new WeakMap<AccountNeeds['vault'], Map<string, Remembered>>();

/**
 * (iss, sub) as an opaque id under a key outside the database, so that the database alone names nobody. Under which key, the
 * day of first sight decides: it stays the same when the key is rotated. No row of the database can make one account of
 * another, because the id that is found must be one of the caller's own.
 */
export async function accountOf(needs: AccountNeeds, iss: string, sub: string): Promise<AccountId> {
  const { database, vault, clock } = needs;
  const today = civilDateOf(clock.now());
  const hashes = vault.macs('account', utf8(`${iss}\0${sub}`));
  const proposed = idOf(hashes[0]);
  const known = remembered.get(vault) ?? new Map<string, Remembered>();
  remembered.set(vault, known);
  const before = known.get(proposed);
  if (before?.on === today) return before.account;
  const ids = hashes.toSorted((one, other) => one.layers - other.layers).map(idOf);
  const account =
    (await seenAccount(database.reader, ids, today)) ??
    (await database.transaction(async (tx) => {
      await lockHashes(tx, 'account', hashes);
      const meanwhile = await seenAccount(tx, ids, today);
      if (meanwhile === null) await insertAccount(tx, proposed, today);
      return meanwhile ?? proposed;
    }));
  known.delete(proposed);
  known.set(proposed, { account, on: today });
  const oldest = known.size > rememberedAtMost ? known.keys().next() : undefined;
  if (oldest?.done === false) known.delete(oldest.value);
  return account;
}

/** 132 bits of the hash. */
const idOf = ({ bytes }: KeyedHash): AccountId =>
  `${idPrefix.account}_${base64url(bytes).slice(0, 22)}` as AccountId;

import type { PersonId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { type RegisteredKey, registeredKeyIn } from '../domain/passkey.js';
import { type PasskeyRecord, passkeysOf } from '../store.js';
import type { PasskeysNeeds } from './needs.js';

export interface OwnKey extends PasskeyRecord {
  readonly key: RegisteredKey;
}

/** A person's passkeys with their keys, as the log holds them: no table could put another in their place. */
export async function ownKeys(
  { ownedIn }: Pick<PasskeysNeeds, 'ownedIn'>,
  tx: Tx,
  person: PersonId,
): Promise<readonly OwnKey[]> {
  const owned = ownedIn(tx);
  const keys: OwnKey[] = [];
  for (const record of await passkeysOf(tx, person)) {
    const entry = await owned.entry(record.entry);
    const key = entry === null ? null : registeredKeyIn(await owned.disclosures(entry, person));
    if (key !== null) keys.push({ ...record, key });
  }
  return keys;
}

export const isActive = ({ revokedAt }: Pick<PasskeyRecord, 'revokedAt'>): boolean => revokedAt === null;

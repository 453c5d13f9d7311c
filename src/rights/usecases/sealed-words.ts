/** Words of the person who asked and of the officer who answered: sealed under a key of the account that asked. */
import type { AccountId, RightsRequestId } from '../../contract/index.js';
import { fromUtf8, utf8 } from '../../kernel/index.js';
import { VaultKeyShredded } from '../../vault/index.js';
import type { RightsNeeds } from './needs.js';

/** What the person asks, how it was answered, and why it takes longer. */
export type Topic = 'explanation' | 'reason' | 'extension';

type Needs = Pick<RightsNeeds, 'vault'>;

const contextOf = (topic: Topic, id: RightsRequestId): string => `rights/${topic}/${id}`;

export const sealWords = (
  { vault }: Needs,
  account: AccountId,
  id: RightsRequestId,
  topic: Topic,
  words: string,
): Promise<Uint8Array> => vault.seal(account, 'operation', utf8(words), contextOf(topic, id));

/** @throws VaultKeyShredded */
export const openWords = async (
  { vault }: Needs,
  account: AccountId,
  id: RightsRequestId,
  topic: Topic,
  sealed: Uint8Array,
): Promise<string> => fromUtf8(await vault.open(account, 'operation', sealed, contextOf(topic, id)));

/** Null where there are none, or none any more. */
export async function readWords(
  needs: Needs,
  account: AccountId,
  id: RightsRequestId,
  topic: Topic,
  sealed: Uint8Array | null,
): Promise<string | null> {
  if (sealed === null) return null;
  try {
    return await openWords(needs, account, id, topic, sealed);
  } catch (error) {
    if (error instanceof VaultKeyShredded) return null;
    throw error;
  }
}

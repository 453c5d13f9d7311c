/** Words of the person who asked and of the officer who answered: sealed under a key of the account that asked. */
import type { AccountId, RightsAssignmentId, RightsRequestId } from '../../contract/index.js';
import { fromUtf8, utf8 } from '../../kernel/index.js';
import { VaultKeyShredded } from '../../vault/index.js';
import type { RightsNeeds } from './needs.js';

/** What the person asks, how it was answered, why it takes longer, and what a partner should know that answers too. */
export type Topic = 'explanation' | 'reason' | 'extension' | 'instruction';
/** An `instruction` stands on an assignment, all else on the request. */
type Place = RightsRequestId | RightsAssignmentId;

type Needs = Pick<RightsNeeds, 'vault'>;

const contextOf = (topic: Topic, id: Place): string => `rights/${topic}/${id}`;

export const sealWords = (
  { vault }: Needs,
  account: AccountId,
  id: Place,
  topic: Topic,
  words: string,
): Promise<Uint8Array> => vault.seal(account, 'operation', utf8(words), contextOf(topic, id));

/** @throws VaultKeyShredded */
export const openWords = async (
  { vault }: Needs,
  account: AccountId,
  id: Place,
  topic: Topic,
  sealed: Uint8Array,
): Promise<string> => fromUtf8(await vault.open(account, 'operation', sealed, contextOf(topic, id)));

/** Null where there are none, or none any more. */
export async function readWords(
  needs: Needs,
  account: AccountId,
  id: Place,
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

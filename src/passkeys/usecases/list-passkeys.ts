import type { AccountId, ChildRef, PasskeyId } from '../../contract/index.js';
import { type CivilDate, civilDateOf } from '../../kernel/index.js';
import { nameOf } from './begin-registration.js';
import type { PasskeysNeeds } from './needs.js';
import { ownKeys } from './own-keys.js';

export interface ListedPasskey {
  readonly id: PasskeyId;
  /** As the device calls it. */
  readonly name: string;
  readonly fingerprint: string;
  readonly everyYes: boolean;
  readonly registeredOn: CivilDate;
  readonly revokedOn: CivilDate | null;
}

/** A person's passkeys for one child, revoked ones too, oldest first. @throws NotFound */
export async function listPasskeys(
  needs: PasskeysNeeds,
  account: AccountId,
  child: ChildRef,
): Promise<readonly ListedPasskey[]> {
  const { reader } = needs.database;
  const { person } = await needs.people.known(reader, account, child);
  return (await ownKeys(needs, reader, person)).map(({ id, key, everyYes, registeredAt, revokedAt }) => ({
    id,
    name: nameOf(id),
    fingerprint: key.publicKey.kid,
    everyYes,
    registeredOn: civilDateOf(registeredAt),
    revokedOn: revokedAt === null ? null : civilDateOf(revokedAt),
  }));
}

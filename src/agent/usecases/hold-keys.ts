import { importSigningKey, type PrivateJwk, type SigningKey } from '../../kernel/index.js';
import type { AgentKeys } from '../config.js';
import { keyInUse } from '../domain/roster.js';
import type { Rosters } from './follow-roster.js';

/** The partner's own keys while one may replace another. */
export interface Keyring {
  readonly signing: readonly [PrivateJwk, ...PrivateJwk[]];
  readonly sealing: readonly [PrivateJwk, ...PrivateJwk[]];
  /** The newest signing key that others can verify. */
  signingNow(): PrivateJwk;
  signer(): SigningKey;
  /** From now on the roster says which key is in use. */
  follow(rosters: Pick<Rosters, 'ready' | 'self'>): void;
}

export async function holdKeys({ signing, sealing, former }: AgentKeys): Promise<Keyring> {
  const newest = await importSigningKey(signing);
  const older = await Promise.all((former?.signing ?? []).map(importSigningKey));
  let followed: Pick<Rosters, 'ready' | 'self'> | null = null;
  const every = [signing, ...(former?.signing ?? [])] as const;
  const signingNow = (): PrivateJwk => keyInUse(every, followed?.ready() ? followed.self().signing : []);
  return {
    signing: every,
    sealing: [sealing, ...(former?.sealing ?? [])],
    signingNow,
    signer: () => {
      const { kid } = signingNow();
      return older.find((key) => key.kid === kid) ?? newest;
    },
    follow: (rosters) => {
      followed = rosters;
    },
  };
}

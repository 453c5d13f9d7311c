import {
  closed,
  id,
  oneOf,
  type PartnerId,
  type Static,
  signingJwk,
  Type,
  text,
} from '../../contract/index.js';
import { compileSchema } from '../../kernel/index.js';

/** The profile cannot be used; the message names it and says everything that is wrong. */
export class ProfileInvalid extends Error {
  override readonly name = 'ProfileInvalid';
}

const address = Type.String({ format: 'uri', pattern: '^https?://', maxLength: 400 });
const signIn = closed({ account: text(100), password: text(200) });
const hub = {
  /** Where the hub is. */
  hub: address,
  /** Its public origin, where that is another. */
  audience: Type.Optional(address),
};
const client = {
  ...hub,
  issuer: address,
  clientId: text(200),
  /** A file with `signing` and `dpop`, as `kernhub keys new partner` makes it; relative to the profile. */
  keys: text(1_000),
};
const partner = { ...client, partner: id<PartnerId>('partner'), covenantKey: signingJwk };
const person = { redirectUri: address, signIn };

const profileSchemas = {
  system: closed({ who: Type.Literal('system'), ...partner }),
  professional: closed({ who: Type.Literal('professional'), ...partner, ...person }),
  officer: closed({
    who: Type.Literal('officer'),
    ...client,
    ...person,
    scope: oneOf('hub:administer', 'hub:oversee'),
  }),
  citizen: closed({ who: Type.Literal('citizen'), ...hub, signIn }),
};

type Profiles = { readonly [K in keyof typeof profileSchemas]: Static<(typeof profileSchemas)[K]> };
export type CitizenProfile = Profiles['citizen'];
export type ClientProfile = Profiles['system'] | Profiles['professional'] | Profiles['officer'];
export type PartnerProfile = Profiles['system'] | Profiles['professional'];
export type Profile = Profiles[keyof Profiles];
export type Credentials = Static<typeof signIn>;

/**
 * A person's way through the identity provider's pages: follows redirects and fills in the forms, until they end or
 * would leave for `stopAt`.
 */
export type SignInForms = (
  startUrl: string,
  credentials: Credentials,
  options?: { readonly stopAt?: (url: URL) => boolean },
) => Promise<{ readonly finalUrl: string; readonly cookies: { headerFor(url: URL): string } }>;

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);
export const isLocal = (url: string): boolean => loopback.has(new URL(url).hostname);

/** @throws ProfileInvalid */
export function parseProfile(file: string, document: unknown): Profile {
  const who = (document as { who?: unknown } | null)?.who;
  if (typeof who !== 'string' || !Object.hasOwn(profileSchemas, who)) {
    throw new ProfileInvalid(`${file}: /who must be one of ${Object.keys(profileSchemas).join(', ')}`);
  }
  const faults = compileSchema(profileSchemas[who as keyof typeof profileSchemas])(document);
  if (faults.length > 0) {
    const list = faults.map(({ pointer, reason }) => `${pointer} ${reason}`).join('; ');
    throw new ProfileInvalid(`${file}: ${list}`);
  }
  const profile = document as Profile;
  const front = 'issuer' in profile ? profile.issuer : profile.hub;
  if ('signIn' in profile && !isLocal(front)) {
    throw new ProfileInvalid(
      `${file}: /signIn holds a password, which is for an issuer on this machine only`,
    );
  }
  return profile;
}

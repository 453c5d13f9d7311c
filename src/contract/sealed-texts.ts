/** Free text that goes through the hub and that it cannot read: JWE to keys of the covenant roster. */
import type { PartnerId } from './ids.js';
import { closed, compactJwe, digest, id, type Static, Type } from './schema.js';

const jwe = compactJwe(8_000);

/** For one source (`POST /v1/exchanges`, `questionText`). */
export const sealedText = closed({ to: id<PartnerId>('partner'), kid: digest, jwe });

/** Whoever of the roster's privacy officers reviews an emergency, as an addressee; the `kid` says which. */
export const reviewingOfficer = 'privacy-officer';

/** Why an emergency cannot wait: for a source, or for a privacy officer. */
export const necessityText = closed({
  to: Type.Unsafe<PartnerId | typeof reviewingOfficer>({
    type: 'string',
    pattern: `^(?:prt_[A-Za-z0-9_-]{22}|${reviewingOfficer})$`,
  }),
  kid: digest,
  jwe,
});

/** For a privacy officer alone. */
export const officerText = closed({ kid: digest, jwe });

export type NecessityText = Static<typeof necessityText>;
export type OfficerText = Static<typeof officerText>;

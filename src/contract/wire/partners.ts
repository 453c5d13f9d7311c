/** Administrator: `/v1/partners`, `/v1/rosters`. Partner: `/v1/agreements`, `/v1/key-changes`, `GET /v1/roster`. */
import type { PartnerId, Role } from '../ids.js';
import {
  closed,
  compactJws,
  id,
  list,
  oneOf,
  type Static,
  sealingJwk,
  signingJwk,
  slug,
  Type,
  text,
  timestamp,
} from '../schema.js';
import { inclusion } from '../statements.js';

/** `POST /v1/partners` (administrator). `id` may be chosen by the administrator, because the covenant names it first. */
export const partnerRegistration = closed({
  id: id<PartnerId>('partner'),
  name: text(200),
  role: Type.Unsafe<Role>(slug),
  /** OIDC issuer of its clients and professionals, and its client id there. */
  issuer: Type.String({ format: 'uri', maxLength: 300 }),
  clientId: text(200),
  bsn: Type.Union([closed({ article: text(120) }), Type.Null()]),
  signing: list(signingJwk, 4, 1),
  sealing: list(sealingJwk, 4, 1),
});
export const partnerState = oneOf('registered', 'active', 'suspended');
export const partner = closed({
  id: id<PartnerId>('partner'),
  name: text(200),
  role: Type.Unsafe<Role>(slug),
  state: partnerState,
  agreementVersion: Type.Union([slug, Type.Null()]),
  registeredAt: timestamp,
});
/** `POST /v1/partners/{partner}/suspensions` and `/resumptions` (administrator). */
export const partnerStateChange = closed({ reason: text(500) });
/** `POST /v1/agreements` (partner's system): `typ: kernhub-agreement+jwt`. */
export const agreementSubmission = closed({ statement: compactJws() });
/** `GET /v1/agreements/current`: the covenant text a partner signs. */
export const currentAgreement = closed({ version: slug, text: Type.String(), textDigest: Type.String() });
/** `POST /v1/key-changes` (partner's system): `typ: kernhub-key-change+jwt`, signed by the key it retires. */
export const keyChangeSubmission = closed({ statement: compactJws() });
/** `POST /v1/rosters` (administrator): `typ: kernhub-roster+jwt`. `GET /v1/roster` (partner) answers the same with its proof. */
export const rosterSubmission = closed({ roster: compactJws(4_000_000) });
export const currentRoster = closed({
  roster: compactJws(4_000_000),
  version: Type.Integer(),
  proof: inclusion,
});
/** What every recorded act of an administrator or partner answers. */
export const recorded = closed({ proof: inclusion });

export type PartnerRegistration = Static<typeof partnerRegistration>;
export type PartnerView = Static<typeof partner>;

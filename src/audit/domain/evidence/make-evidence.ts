import type { Decision, EntryId, PartnerId, Roster } from '../../../contract/index.js';
import { base64, headerOf, type PublicJwk } from '../../../kernel/index.js';
import { parseVerifierKey, signaturesOf } from '../../../tlog/index.js';
import type { PolicySet, StoryMaterial } from '../story/material.js';
import { claimsOf } from '../story/tell-tasks.js';
import { evidenceFormat, type UnsignedEvidence } from './evidence.js';
import { missingIn } from './missing.js';
import { decidedIn, openedIn } from './opened.js';

export interface EvidenceMaterial {
  readonly story: StoryMaterial;
  readonly agreements: readonly { readonly partner: PartnerId; readonly statement: string }[];
  readonly agreementTexts: readonly string[];
  readonly rosters: readonly string[];
  readonly covenantKeys: readonly PublicJwk[];
  /** Every signing key that the partners ever had. */
  readonly partnerKeys: readonly { readonly partner: PartnerId; readonly jwk: PublicJwk }[];
  /** The text of a notice; null where the catalogue has none of that hash. */
  readonly noticeText: (decided: Decision) => string | null;
  readonly given: EntryId;
  readonly issuedAt: Date;
  readonly issuedBy: UnsignedEvidence['issuedBy'];
}

/** Puts a file of evidence together: statements as they were signed, entries opened, and what is missing. */
export function makeEvidence(material: EvidenceMaterial): UnsignedEvidence {
  const { story, agreements, rosters } = material;
  const { asked, tasks, stops, checkpoint } = story;
  const entries = story.entries.map(({ opening, payload, parts, proof }) => ({
    ...{ opening: base64(opening), payload, parts },
    ...{ index: proof.index, hashes: proof.hashes },
  }));
  const file = {
    format: evidenceFormat,
    exchange: asked.id,
    issuedAt: material.issuedAt.toISOString(),
    issuedBy: material.issuedBy,
    keyStatement: asked.keyStatement,
    tasks: tasks.map(({ id: task, ticket, manifest, receipt }) => ({ task, ticket, manifest, receipt })),
    stops: stops.map(({ id: stop, statement }) => ({ stop, statement })),
    agreements: agreements.map(({ partner, statement }) => ({ partner, statement })),
    agreementTexts: material.agreementTexts,
    rosters,
    covenantKeys: material.covenantKeys.filter(({ kid }) =>
      rosters.some((roster) => signedWith(roster) === kid),
    ),
    formerKeys: formerKeys(material),
    notices: noticesOf(material, entries),
    policies: story.policies.map(({ texts }: PolicySet) => texts),
    entries,
    checkpoint,
    verifierKeys: keysUnder(story),
    given: material.given,
  } satisfies Omit<UnsignedEvidence, 'missing'>;
  return { ...file, missing: missingIn(file) };
}

export const signedWith = (jws: string): string => String(headerOf(jws).kid);

/** Of keys that signed an agreement those that no roster here lists. */
function formerKeys({ agreements, rosters, partnerKeys }: EvidenceMaterial): UnsignedEvidence['formerKeys'] {
  const listed = rosters
    .flatMap((roster) => claimsOf<Roster>(roster).partners)
    .flatMap(({ signing }) => signing.map(({ kid }) => kid));
  const signers = agreements.map(({ statement }) => signedWith(statement));
  return partnerKeys
    .filter(({ jwk: { kid } }) => signers.includes(kid) && !listed.includes(kid))
    .map(({ partner, jwk: key }) => ({ partner, key }));
}

function noticesOf(
  { noticeText }: EvidenceMaterial,
  entries: UnsignedEvidence['entries'],
): readonly string[] {
  const decided = openedIn({ entries }).flatMap((entry) => decidedIn(entry) ?? []);
  return [...new Set(decided.flatMap((one) => noticeText(one) ?? []))];
}

/** Former keys of the log verify nothing here. */
function keysUnder({ checkpoint, verifierKeys }: StoryMaterial): readonly string[] {
  const signed = signaturesOf(checkpoint).map(({ id }) => id);
  return verifierKeys.filter((vkey) => signed.includes(parseVerifierKey(vkey).id));
}

/**
 * Consent of FHIR R4: what one person decided about one child and one purpose. It denies all, and permits what was chosen:
 * a provision within another is an exception to it (FHIR R4, Consent.provision.provision).
 */
import { type DecidedFlow, type DecisionId, processingActivityUri } from '../../../contract/index.js';
import { sha256 } from '../../../kernel/index.js';
import {
  type Coding,
  type Concept,
  coded,
  concept,
  named,
  organization,
  patient,
  purposeCoding,
  type Reference,
  systemOf,
  terminology,
} from './fhir-terms.js';
import type { FoundConsent, Naming } from './found.js';

interface Provision {
  readonly type: 'permit' | 'deny';
  readonly period?: { readonly start: string; readonly end?: string };
  readonly purpose?: readonly Coding[];
  readonly actor?: readonly { readonly role: Concept; readonly reference: Reference }[];
  readonly code?: readonly Concept[];
  readonly provision?: readonly Provision[];
}
export interface FhirConsent {
  readonly resourceType: 'Consent';
  readonly id: string;
  readonly identifier: readonly { readonly system: string; readonly value: string }[];
  readonly status: 'active' | 'rejected' | 'inactive';
  readonly scope: Concept;
  readonly category: readonly Concept[];
  readonly patient: Reference;
  readonly dateTime: string;
  readonly performer: readonly Reference[];
  readonly organization: readonly Reference[];
  readonly sourceReference: Reference;
  readonly policy: readonly { readonly uri: string }[];
  readonly policyRule: Concept;
  readonly provision: Provision;
}

/** `id` of FHIR has no underscore. */
export const consentIdOf = (decision: DecisionId): string =>
  Buffer.from(sha256(`kernhub/consent/v1\n${decision}`).subarray(0, 16)).toString('hex');

const participation = (code: string, display: string): Concept =>
  concept(coded(`${terminology}/v3-ParticipationType`, code, display));

/**
 * @param endsAt when it ends by itself; null where the hub does not know the purpose any more
 */
export function consentOf(
  consent: FoundConsent,
  endsAt: Date | null,
  now: Date,
  naming: Naming,
): FhirConsent {
  const { hub } = naming;
  const { purpose, version, decidedAt, choice } = consent;
  const given = choice === 'given';
  const end = earliest(given ? [consent.withdrawnAt, endsAt] : []);
  return {
    resourceType: 'Consent',
    id: consentIdOf(consent.id),
    identifier: [{ system: systemOf(hub, 'decision'), value: consent.id }],
    status: statusOf(consent, endsAt, now),
    scope: concept(coded(`${terminology}/consentscope`, 'patient-privacy', 'Privacy Consent')),
    category: [
      concept(coded('http://loinc.org', '59284-0')),
      concept(coded(`${terminology}/v3-ActCode`, 'IDSCL', 'information disclosure')),
    ],
    patient: patient(naming, consent.subject),
    dateTime: decidedAt.toISOString(),
    performer: [
      consent.as === 'young-person'
        ? patient(naming, consent.subject)
        : named('RelatedPerson', systemOf(hub, 'person'), naming.person(consent.person)),
    ],
    organization: [organization(naming, consent.askedBy)],
    sourceReference: named('DocumentReference', systemOf(hub, 'notice'), consent.noticeHash),
    policy: [{ uri: processingActivityUri(hub, purpose, version) }],
    policyRule: concept(coded(systemOf(hub, 'consent-rule'), consent.ruleVersion)),
    provision: {
      type: 'deny',
      period: { start: decidedAt.toISOString(), ...(end !== null && { end: end.toISOString() }) },
      purpose: [purposeCoding(naming, purpose)],
      ...(given && { provision: consent.flows.map((flow) => permission(consent, flow, naming)) }),
    },
  };
}

/** Whoever said no and yes later has no refusal that stands. */
function statusOf(
  { choice, withdrawnAt, superseded }: FoundConsent,
  endsAt: Date | null,
  now: Date,
): FhirConsent['status'] {
  if (superseded || withdrawnAt !== null) return 'inactive';
  if (choice === 'refused') return 'rejected';
  return endsAt !== null && endsAt <= now ? 'inactive' : 'active';
}

const permission = (
  { purpose, version }: FoundConsent,
  { sources, recipients, fields }: DecidedFlow,
  naming: Naming,
): Provision => ({
  type: 'permit',
  actor: [
    ...sources.map((source) => ({
      role: participation('CST', 'custodian'),
      reference: organization(naming, source),
    })),
    ...recipients.map((recipient) => ({
      role: participation('IRCP', 'information recipient'),
      reference: organization(naming, recipient),
    })),
  ],
  code: fields.map((field) =>
    concept(coded(`${naming.hub}/v1/purposes/${purpose}/versions/${version}`, field)),
  ),
});

const earliest = (moments: readonly (Date | null)[]): Date | null =>
  moments.reduce<Date | null>(
    (first, at) => (at !== null && (first === null || at < first) ? at : first),
    null,
  );

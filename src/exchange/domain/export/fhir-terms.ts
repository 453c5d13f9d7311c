/** What the resources of FHIR R4 (4.0.1) have in common: codes, and references that name by identifier and not by name. */
import type { PartnerId, SubjectId } from '../../../contract/index.js';
import type { Naming } from './found.js';

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}
export interface Concept {
  readonly coding?: readonly Coding[];
  readonly text?: string;
}
/** By the id of a resource in another file, or by an identifier alone (FHIR R4, References, logical references). */
export interface Reference {
  readonly reference?: string;
  readonly type: string;
  readonly identifier?: { readonly system: string; readonly value: string };
}

export const coded = (system: string, code: string, display?: string): Coding => ({
  system,
  code,
  ...(display !== undefined && { display }),
});
export const concept = (...coding: readonly Coding[]): Concept => ({ coding });

export const dicom = 'http://dicom.nema.org/resources/ontology/DCM';
export const terminology = 'http://terminology.hl7.org/CodeSystem';

/** What each kind of the hub's own names is called by. */
export const systemOf = (hub: string, kind: string): string => `${hub}/ids/${kind}`;

export const named = (type: string, system: string, value: string): Reference => ({
  type,
  identifier: { system, value },
});
export const organization = ({ hub }: Naming, partner: PartnerId): Reference =>
  named('Organization', systemOf(hub, 'partner'), partner);
export const patient = (naming: Naming, subject: SubjectId): Reference =>
  named('Patient', systemOf(naming.hub, 'data-subject'), naming.subject(subject));

export const purposeCoding = ({ hub }: Naming, purpose: string): Coding =>
  coded(systemOf(hub, 'purpose'), purpose);

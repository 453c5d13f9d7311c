/** The records of processing activities, from purposes, roles and partners. Pure. */
import {
  type PartnerId,
  type ProcessingActivity,
  type Purpose,
  processingActivityUri,
  type Role,
} from '../../contract/index.js';

export interface ListedPartner {
  readonly id: PartnerId;
  readonly name: string;
  readonly role: Role;
  readonly state: string;
}

/** What is asked of the catalogue. */
export interface Roles {
  role(role: Role): { readonly label: string } | null;
  plays(place: Role, role: Role): boolean;
}

/**
 * One purpose as an activity (AVG art. 30(1)). A place such as *core partner* is a role of its own here.
 *
 * @param hub its origin
 */
export function activityOf(
  purpose: Purpose,
  catalogue: Roles,
  partners: readonly ListedPartner[],
  hub: string,
): ProcessingActivity {
  const { id, version, title, description, dpvPurpose, flows, fields, retention, emergency } = purpose;
  const roleOf = (role: Role) => ({ role, label: catalogue.role(role)?.label ?? role });
  const places = flows.flatMap(({ source, recipient }) => [source, recipient]);
  return {
    uri: processingActivityUri(hub, id, version),
    ...{ purpose: id, version, title, description, dpvPurpose, retention },
    dataSubjects: ['child', 'guardian', 'professional'],
    emergency: emergency !== null,
    flows: flows.map((flow) => ({
      flow: flow.id,
      source: roleOf(flow.source),
      recipient: roleOf(flow.recipient),
      controller: flow.controller,
      fields: fields
        .filter(({ name }) => flow.fields.includes(name))
        .map(({ name, label, health }) => ({ name, label, health })),
      ...{ basis: flow.basis, article: flow.article, art9: flow.art9 },
      ...{ secrecyConsent: flow.secrecyConsent, shownToFamily: flow.shownToFamily },
      dpiaRemark: flow.dpiaRemark ?? null,
    })),
    partners: partners
      .filter(({ role }) => places.some((place) => catalogue.plays(place, role)))
      .map(({ id: partner, name, role, state }) => ({ id: partner, name, role, state })),
  };
}

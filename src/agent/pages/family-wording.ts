/** Codes about a family in plain Dutch (B1) for professionals. */
import type { AuthorityKind } from '../../contract/index.js';
import type { InvitedPerson } from '../state-shapes.js';

export const authorityKinds: readonly (readonly [AuthorityKind, string])[] = [
  ['joint', 'Gezag samen met een ander'],
  ['single', 'Alleen gezag'],
  ['guardianship', 'Voogd'],
  ['none', 'Geen gezag'],
  ['not-determinable', 'Niet vast te stellen'],
  ['under-investigation', 'Wordt uitgezocht'],
];

export const authoritySources: readonly (readonly [string, string])[] = [
  ['declared-by-person', 'De persoon zei het zelf'],
  ['partner-record', 'Het staat in ons eigen systeem'],
  ['court-register', 'Uit het gezagsregister van de rechtbank'],
  ['brp', 'Uit de basisregistratie personen (BRP)'],
];

/** No name: in the order in which this partner invited them. */
export function personInWords(person: InvitedPerson, all: readonly InvitedPerson[]): string {
  const alike = all.filter(({ as }) => as === person.as);
  const place = alike.findIndex((one) => one.person === person.person) + 1;
  return `${person.as === 'guardian' ? 'Ouder of verzorger' : 'Jongere'} ${place}`;
}

/** Codes about a family in plain Dutch (B1) for professionals. */
import type { AuthorityKind } from '../../contract/index.js';
import type { InvitedPerson } from '../state-shapes.js';

export const authorityKinds: readonly (readonly [AuthorityKind, string])[] = [
  ['joint', 'Samen met een ander'],
  ['single', 'Alleen deze persoon'],
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

export const authorityInWords = (kind: AuthorityKind): string =>
  (authorityKinds.find(([known]) => known === kind)?.[1] ?? kind).toLowerCase();

/** What the hub, or this agent, says is wrong with a form about a family, by the place that it names. */
export const familyFaults: Readonly<Record<string, string>> = {
  '/channel': 'Een ja kan niet aan de telefoon. Kies een gesprek of papier.',
  '/choice': 'Kies ja of nee.',
  '/signedOn': 'Vul de datum bij de handtekening in. Die kan niet in de toekomst liggen.',
  '/noticeHash': 'De tekst is intussen veranderd. Lees hem samen opnieuw.',
  '/code': 'Deze code heeft niet de goede vorm. Kijk of u hem goed heeft overgenomen.',
  '/explanation': 'Schrijf op waarom u dit vraagt.',
  '/purpose': 'Kies waarvoor u dit vraagt.',
  '/assertedOn': 'Vul de dag in waarop u dit vaststelde. Die kan niet in de toekomst liggen.',
  '/as': 'Kies wie u uitnodigt.',
};

/** No name: in the order in which this partner invited them. */
export function personInWords(person: InvitedPerson, all: readonly InvitedPerson[]): string {
  const alike = all.filter(({ as }) => as === person.as);
  const place = alike.findIndex((one) => one.person === person.person) + 1;
  return `${person.as === 'guardian' ? 'Ouder of verzorger' : 'Jongere'} ${place}`;
}

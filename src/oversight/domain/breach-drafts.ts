/** Drafts of the notifications about a breach, in Dutch, from the facts that the hub has. What only people know stands in brackets. Pure. */
import type { BreachReport } from '../../contract/index.js';
import type { About } from './breach.js';

export interface BreachFacts {
  readonly about: About;
  /** The partner whose it is; null where nothing was asked in that period. */
  readonly partner: string | null;
  readonly nature: BreachReport['nature'];
  /** As people write days and times. */
  readonly from: string;
  readonly to: string;
  readonly awareAt: string;
  readonly dueAt: string;
  readonly late: boolean;
  readonly children: number;
  readonly exchanges: number;
  /** In plain words. */
  readonly purposes: readonly { readonly title: string; readonly fields: readonly string[] }[];
  readonly suspended: boolean;
  readonly origin: string;
  readonly contactEmail: string;
}

const natures: Readonly<Record<BreachReport['nature'], string>> = {
  'credential-lost': 'iemand anders kon een sleutel of account gebruiken',
  misuse: 'iemand keek zonder goede reden naar gegevens',
  intrusion: 'iemand brak in bij een systeem',
  'sent-wrongly': 'gegevens gingen naar een verkeerde ontvanger',
  other: '[beschrijf wat er gebeurde]',
};

const whoseOf = ({ about, partner }: BreachFacts): string => {
  const name = partner ?? '[partner]';
  if (about === 'partner') return name;
  return about === 'key' ? `een sleutel van ${name}` : `het account van een professional van ${name}`;
};

const suspendedOf = ({ about }: BreachFacts): string =>
  ({ partner: 'De partner', key: 'De sleutel', professional: 'Het account' })[about];

const listed = (lines: readonly string[]): readonly string[] => lines.map((line) => `- ${line}`);

const requests = (count: number): string => (count === 1 ? '1 vraag' : `${count} vragen`);

/** @see AVG art. 33(3) */
export function supervisorDraft(facts: BreachFacts): string {
  const { purposes, suspended, children, exchanges } = facts;
  return [
    'Melding van een inbreuk in verband met persoonsgegevens (AVG artikel 33)',
    '',
    '1. Aard van de inbreuk (33(3)(a))',
    `Wat er gebeurde: ${natures[facts.nature]}. Het gaat om ${whoseOf(facts)}, van ${facts.from} tot en met ${facts.to}.`,
    `Betrokkenen: kinderen en jongeren, ongeveer ${children}.`,
    `Persoonsgegevensregisters: ongeveer ${requests(exchanges)} waarop iets gedeeld werd.`,
    'Categorieën van gegevens, per doel:',
    ...(purposes.length === 0
      ? ['- geen: in deze tijd werd niets gedeeld']
      : listed(purposes.map(({ title, fields }) => `${title}: ${fields.join(', ')}`))),
    'De hub kan de waarden niet lezen: die zijn verzegeld tussen bron en ontvanger. Een BSN bewaart de hub niet.',
    '',
    '2. Contactpunt (33(3)(b))',
    `[naam van de functionaris gegevensbescherming], ${facts.contactEmail}, ${facts.origin}`,
    '',
    '3. Waarschijnlijke gevolgen (33(3)(c))',
    'Iemand die daar geen recht op had, kan weten dat een kind bekend is bij de partners, en wat over dat kind gedeeld werd. [vul aan]',
    '',
    '4. Maatregelen (33(3)(d))',
    ...listed([
      suspended
        ? `${suspendedOf(facts)} is geschorst: daarmee wordt niets meer gevraagd of gedeeld.`
        : '[maatregel: er is nog niets geschorst]',
      'Elke vraag en elk antwoord staat in een logboek dat niet ongemerkt te wijzigen is; daaruit komt deze opgave.',
      '[maatregelen bij de partner]',
    ]),
    '',
    `Kennisgenomen op ${facts.awareAt}. De termijn van 72 uur eindigt op ${facts.dueAt}.`,
    ...(facts.late ? ['Deze melding is later dan 72 uur. Reden van de vertraging (33(1)): [reden]'] : []),
  ].join('\n');
}

/** To one family, in plain words. @see AVG art. 34(2) */
export function familiesDraft(facts: BreachFacts): string {
  const { purposes, suspended } = facts;
  const fields = [...new Set(purposes.flatMap((purpose) => purpose.fields))];
  return [
    'Beste ouder of verzorger,',
    '',
    'Er is iets misgegaan met gegevens over uw kind. Dat vinden wij erg. In deze brief staat wat er gebeurde en wat u kunt doen.',
    '',
    'Wat is er gebeurd?',
    `Tussen ${facts.from} en ${facts.to} ging het mis bij ${whoseOf(facts)}: ${natures[facts.nature]}.`,
    '',
    'Om welke gegevens gaat het?',
    ...(fields.length === 0 ? ['[gegevens]'] : listed(fields)),
    '',
    'Wat kan dit betekenen?',
    'Iemand kan deze gegevens hebben gezien die dat niet mocht. [vul aan]',
    '',
    'Wat hebben wij gedaan?',
    suspended
      ? `${suspendedOf(facts)} is meteen geblokkeerd. Zo kan er niets meer mee gebeuren.`
      : '[wat er gedaan is]',
    'Wij meldden dit aan de Autoriteit Persoonsgegevens. [haal weg als dit niet zo is]',
    '',
    'Wat kunt u doen?',
    `U ziet wie wat over uw kind vroeg op ${facts.origin}. Daar kunt u ook stoppen met delen. Dat kost u geen hulp.`,
    '',
    'Heeft u vragen?',
    `Mail naar ${facts.contactEmail}. U mag ook een klacht sturen aan de Autoriteit Persoonsgegevens: autoriteitpersoonsgegevens.nl.`,
  ].join('\n');
}

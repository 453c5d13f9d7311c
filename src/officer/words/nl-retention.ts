/** What the console says of what is older than its term, in Dutch. */
/** What the hub keeps apart, by class of retention. */
export const classes: Readonly<Record<string, string>> = {
  identity: 'namen en gegevens van het kind',
  'consent-proof': 'bewijs van toestemming',
  'access-log': 'wie wat vroeg',
  operation: 'verzoeken om rechten en de antwoorden',
};

export const retention = {
  title: 'Bewaren en wissen',
  intro:
    'Wat ouder is dan zijn termijn, mag niet blijven. Hier ziet u wat dat is, en laat u het weggaan. Van elke regel blijft een teken zonder inhoud in het logboek, zodat de bewijzen blijven kloppen. U ziet hier aantallen, geen namen.',
  rules: 'Wat nu weg mag',
  ruleVersion: (version: string) => `Dit volgt uit versie ${version} van de bewaarregel.`,
  kind: 'Soort',
  keeps: 'Hoe lang',
  why: 'Waarom',
  /** In the officer's language; the rule of the region says it in its own. */
  whys: {
    'consent-proof': 'Om te bewijzen dat de familie gevraagd is, en wat zij zei.',
    'access-log': 'Om te bewijzen wie gegevens vroeg, en wie ze kreeg.',
    operation: 'Om te bewijzen dat iemand een recht gebruikte, en wat het antwoord was.',
  },
  before: 'Van vóór',
  entries: 'Regels',
  children: 'Kinderen',
  next: 'Daarna weer op',
  perYear: 'Per jaar',
  year: 'Jaar',
  nothing: 'Er is nu niets ouder dan zijn termijn.',
  whole:
    'Wat bij elkaar hoort, gaat samen: een uitwisseling met haar stopopdrachten, een vraag om toestemming met de besluiten. Is het nieuwste daarvan nog te jong, dan wacht ook het oudere. Daarom kan er minder weggaan dan hier staat.',
  exchanges: (count: string) => `Uitwisselingen die helemaal over hun termijn zijn: ${count}.`,
  execute: 'Laat dit weggaan',
  executeHint:
    'Dit kan niet terug. Uw opdracht komt in het logboek. Reservekopieën van de database bevatten het nog tot u die weggooit.',
  onlyOfficer: 'De privacy officer laat het weggaan; u ziet toe.',
  running: 'Een opdracht wordt nu uitgevoerd.',
  again: 'Kijk opnieuw',
  changed: 'Er is iets veranderd sinds u deze bladzijde opende, of er loopt al een opdracht. Kijk nog eens.',
  itself: 'Wat vanzelf weggaat',
  sealed: (count: string) =>
    `Verzegelde antwoorden onderweg: ${count}. Ze gaan weg bij ontvangst, en anders na 24 uur.`,
  oldest: (moment: string) => `Het oudste kwam binnen op ${moment}.`,
  restricted: 'Van gewiste kinderen, tot de wet het niet meer vraagt',
  noneRestricted: 'Van gewiste kinderen wordt niets meer bewaard.',
  firstOn: 'De eerste gaat weg op',
  orders: 'Opdrachten tot nu toe',
  noOrders: 'Er was nog geen opdracht.',
  orderedAt: 'Opdracht',
  by: 'Door',
  who: { officer: 'privacy officer', hub: 'vanzelf, na het terugzetten van een reservekopie' },
  ended: 'Klaar',
  busy: 'loopt nog',
  went: 'Wat wegging',
  wentOf: (kind: string, entries: string, children: string, day: string) =>
    `${kind}: ${entries} regels van ${children} kinderen, van vóór ${day}`,
  erasures: 'Gewiste kinderen',
  noErasures: 'Er is nog geen kind gewist.',
  erasedOn: 'Gewist op',
  erased: 'Wat wegging',
  kept: 'Wat nog bewaard moest',
};

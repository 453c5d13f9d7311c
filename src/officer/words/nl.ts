/** What the console says, in Dutch: for people whose work this is. Other languages say the same. */

import { differences, dpia } from './nl-account.js';
import { breach } from './nl-breach.js';
import { emergencies } from './nl-emergencies.js';
import { classes, retention } from './nl-retention.js';
import { rights } from './nl-rights.js';
import { log, story } from './nl-search.js';
import { unusual } from './nl-unusual.js';
import { verify } from './nl-verify.js';

export const nl = {
  site: 'Kernhub toezicht',
  ways: {
    overview: 'Overzicht',
    log: 'Zoeken',
    unusual: 'Ongewoon gebruik',
    emergencies: 'Noodsituaties',
    rights: 'Rechten',
    authority: 'Gezag',
    stops: 'Stopopdrachten',
    breaches: 'Datalekken',
    register: 'Register',
    retention: 'Bewaren',
    verify: 'Controle',
  },
  footer: 'Wat u over iemand opzoekt of opent, staat in het logboek. Kernhub kan veldwaarden niet lezen.',
  signedOut: { title: 'U bent uitgelogd', text: 'Sluit dit venster, of log weer in.', again: 'Inloggen' },
  duties: {
    fg: 'U bent hier als functionaris gegevensbescherming: u ziet alles en u besluit niets.',
    'privacy-officer': 'U bent hier als privacy officer: u ziet alles en u voert uit.',
    'partner-officer': 'U bent hier voor één partner: u ziet alleen verzoeken van en aan die partner.',
  },
  reason: 'Waarom kijkt u?',
  reasonHint: 'Deze reden komt in het logboek. Noem geen namen en geen BSN.',
  outcomes: {
    released: 'gedeeld',
    'nothing-released': 'niets gedeeld',
    refused: 'geweigerd',
  },
  bases: {
    consent: 'toestemming',
    'legal-obligation': 'wettelijke plicht',
    'public-task': 'publieke taak',
    'vital-interests': 'vitaal belang',
  } as Readonly<Record<string, string>>,
  /** Why a request was refused, by its code; a code without words shows as it is. */
  refusals: {
    'basis-not-in-force': 'geen grondslag die nu geldt',
    'emergency-not-permitted': 'noodprocedure niet toegestaan',
    'function-not-allowed': 'functie mag dit niet',
    'policy-forbids': 'regels staan dit niet toe',
    'refused-before': 'deze vraag werd al geweigerd',
    'purpose-not-offered': 'doel niet aangeboden',
    'role-not-allowed': 'rol mag dit niet',
    'step-up-required': 'niet met twee factoren ingelogd',
  } as Readonly<Record<string, string>>,
  classes,
  any: 'alles',
  week: 'Week van',
  log,
  story,
  verify,
  dpia,
  differences,
  unusual,
  retention,
  breach,
  count: 'Aantal',
  total: 'Samen',
  partner: 'Partner',
  purpose: 'Doel',
  cause: 'Oorzaak',
  unknown: 'onbekend',
  none: 'Geen',
  overview: {
    title: 'Overzicht',
    waiting: 'Wat op u wacht',
    since: (day: string) => `Sinds ${day}`,
    emergencies: (count: number): string =>
      count === 1 ? 'noodsituatie te beoordelen' : 'noodsituaties te beoordelen',
    emergenciesLate: (count: number): string =>
      count === 1
        ? 'Eén noodsituatie wacht te lang op een oordeel.'
        : `${count} noodsituaties wachten te lang op een oordeel.`,
    overdue: (count: number): string => (count === 1 ? 'stopopdracht te laat' : 'stopopdrachten te laat'),
    stopsWaiting: (count: number): string => (count === 1 ? 'stopopdracht loopt' : 'stopopdrachten lopen'),
    stopsAnswered: (count: number): string =>
      count === 1 ? 'stopopdracht beantwoord' : 'stopopdrachten beantwoord',
    ledger: 'Het logboek',
    size: 'Regels met een plaats',
    writable: 'Schrijven',
    writableYes: 'gaat',
    writableNo: 'gaat niet: er wordt niets gedeeld',
    checkpoint: 'Laatste checkpoint',
    witnesses: 'Getuigen',
    noWitnesses: 'er worden geen getuigen gevraagd',
    quorum: 'genoeg handtekeningen',
    noQuorum: (names: string) => `te weinig handtekeningen; het wacht op ${names}`,
    byWeek: 'Vragen per week',
    byPurpose: 'Vragen per doel',
    byPartner: 'Vragen per partner die vroeg',
    refusals: 'Weigeringen naar oorzaak',
    emergencyWeeks: 'Noodsituaties per week',
    nothing: 'In deze tijd is niets gevraagd.',
    asTable: 'Als tabel',
  },
  emergencies,
  rights,
  authority: {
    title: 'Gezag en leeftijd bevestigen',
    intro:
      'Wat een partner zei en wat pas werkt als u het bevestigt, of wat elkaar tegenspreekt. De oudste staat bovenaan.',
    none: 'Er wacht niets op bevestiging.',
    about: { authority: 'Gezag', capacity: 'Wilsbekwaamheid', 'birth-date': 'Geboortedatum' },
    kinds: {
      joint: 'samen met een ander',
      single: 'alleen',
      guardianship: 'voogdij',
      none: 'geen',
      'not-determinable': 'niet vast te stellen',
      'under-investigation': 'wordt onderzocht',
      capable: 'kan eigen belangen wegen',
      incapable: 'kan eigen belangen niet wegen',
    } as Readonly<Record<string, string>>,
    sources: {
      'declared-by-person': 'eigen verklaring',
      'declared-by-guardian': 'verklaring van een gezagsdrager',
      'partner-record': 'administratie van de partner',
      'care-provider': 'zorgverlener',
      'court-register': 'gezagsregister',
      brp: 'BRP',
    } as Readonly<Record<string, string>>,
    saidBy: 'Gezegd door',
    source: 'Op grond van',
    contradicts: (count: number): string =>
      count === 1 ? 'Eén andere uitspraak zegt iets anders' : `${count} andere uitspraken zeggen iets anders`,
    ground: 'Waarop bevestigt u?',
    grounds: { 'court-document': 'uitspraak of akte', brp: 'BRP', officer: 'eigen onderzoek' },
    reason: 'Toelichting',
    confirm: 'Bevestigen',
    onlyOfficer: 'Bevestigen kan alleen de privacy officer.',
  },
  stops: {
    title: 'Stopopdrachten die te laat zijn',
    intro:
      'Een ontvanger moet zeggen dat hij stopt, wist of op welke grond hij bewaart. Deze deden dat niet op tijd.',
    none: 'Alle ontvangers antwoordden op tijd.',
    recipient: 'Ontvanger',
    cause: 'Waarom',
    causes: {
      'consent-withdrawn': 'toestemming ingetrokken',
      'basis-lapsed': 'grondslag vervallen',
      'data-erased': 'gegevens gewist',
    },
    orderedAt: 'Opdracht',
    dueAt: 'Antwoord moest er zijn',
    older: 'Meer tonen',
  },
  register: {
    title: 'Register van verwerkingen',
    intro:
      'Gemaakt uit de doelen, partners en regels waarmee de hub nu werkt (AVG artikel 30). Het noemt niemand.',
    print: 'Afdrukken kan met uw browser.',
    asJson: 'Voor een programma: GET /v1/processing-activities',
    controller: 'Verantwoordelijke',
    flow: 'Van wie naar wie',
    fields: 'Gegevens',
    health: 'gezondheid',
    basis: 'Grondslag',
    secrecy: 'Alleen toestemming heft het beroepsgeheim op',
    hidden: 'Niet zichtbaar voor de familie',
    dpia: 'Voor de DPIA',
    partners: 'Partners die mee kunnen doen',
    retention: 'Hoe lang een toestemming duurt',
    untilEvent: (event: string, most: string) => `tot ${event}, en niet langer dan ${most}`,
    untilDay: (day: string) => `tot ${day}`,
    keeps: 'Wat de hub bewaart als een kind gewist wordt',
    keepsClass: 'Soort',
    keepsHow: 'Hoe lang',
    keepsWhy: 'Waarom',
    years: (count: number): string => (count === 1 ? '1 jaar' : `${count} jaar`),
    atOnce: 'gaat meteen weg',
    emergency: 'Noodprocedure',
    version: 'versie',
    dataSubjects: 'Hoe een kind in een export heet',
    dataSubjectsHow:
      'In regels voor het Logboek Dataverwerkingen en in FHIR heet een kind naar een versleuteld nummer. Het is in elke export hetzelfde, zodat een logboek alle regels over één kind bij elkaar houdt. Alleen de hub kan het herleiden, met een sleutel die buiten de database ligt: zoek ermee bij “Zoeken”.',
  },
};

/** What every language says. */
export type OfficerWords = typeof nl;

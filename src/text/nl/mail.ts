export const mail = {
  questionSubject: 'Er wacht een vraag',
  questionText: 'Er wacht een vraag. Log in om de vraag te lezen en te antwoorden. Nee zeggen kost niets.',
  questionText_young:
    'Er wacht een vraag. Log in. Dan kun je hem lezen en antwoorden. Nee zeggen kost niets.',
  decisionSubject: 'Er is een antwoord bewaard',
  decisionText:
    'Er is onder deze naam antwoord gegeven op een vraag. Klopt dat niet? Log in en kijk bij de antwoorden.',
  decisionText_young:
    'Er is onder jouw naam antwoord gegeven. Klopt dat niet? Log in. Kijk bij je antwoorden.',
  withdrawalSubject: 'Er is iets gestopt',
  withdrawalText:
    'Er is onder deze naam gestopt met een eerder antwoord. Klopt dat niet? Log in en kijk bij de antwoorden.',
  withdrawalText_young: 'Er is onder jouw naam iets gestopt. Klopt dat niet? Log in. Kijk bij je antwoorden.',
  emergencySubject: 'Er is een noodvraag gedaan',
  emergencyText: 'Een partner heeft in een noodgeval iets gevraagd. Log in om te zien wie dat was en waarom.',
  emergencyText_young:
    'Iemand heeft in een noodgeval iets gevraagd. Log in. Dan zie je wie dat was en waarom.',
  reviewSubject: 'Er is gekeken naar een noodvraag',
  reviewText:
    'Een functionaris voor privacy heeft een noodvraag nagekeken. Log in om te lezen wat daaruit kwam.',
  reviewText_young:
    'Iemand die op privacy let, heeft een noodvraag nagekeken. Log in. Dan lees je wat daaruit kwam.',
  about: 'Het gaat over {{name}}.',
  about_young: 'Het gaat over jou, {{name}}.',
  open: 'Inloggen',
  stop: 'Geen mail meer? Zet de mail uit op:',
  stop_young: 'Geen mail meer? Zet de mail uit op:',
  codeSubject: 'Code om dit adres te bevestigen',
  codeText: 'Vul deze code in op de pagina Mail. De code werkt een half uur.',
  codeText_young: 'Vul deze code in op de pagina Mail. De code werkt een half uur.',
  codeNotYou: 'Geen code gevraagd? Dan hoeft er niets te gebeuren. Dit adres wordt dan niet gebruikt.',
  codeNotYou_young: 'Geen code gevraagd? Dan hoef je niets te doen. Dit adres wordt dan niet gebruikt.',
  codeOpen: 'Code invullen',
};

export const mailSettings = {
  title: 'Mail',
  intro:
    'Wij kunnen een mail sturen als er iets gebeurt. Dat hoeft niet. Zonder mail staat alles ook gewoon hier.',
  intro_young: 'Wij kunnen je mailen als er iets gebeurt. Het hoeft niet. Zonder mail zie je alles ook hier.',
  privacy:
    'In een mail staat nooit wat er gevraagd is en door wie. Niemand anders ziet dit adres. Komt een mail niet aan? Dan ziet u dat op deze pagina. De partner die u uitnodigde, ziet dat ook, maar niet uw adres.',
  privacy_young:
    'In een mail staat nooit wat er gevraagd is. Ook niet door wie. Niemand anders ziet je adres. Komt een mail niet aan? Dan zie je dat hier. Wie jou de code gaf, ziet dat ook. Die ziet je adres niet.',
  address: 'E-mailadres',
  addressHint: 'Laat dit leeg om geen mail te krijgen. Het adres wordt dan meteen gewist.',
  addressHint_young: 'Wil je geen mail? Laat dit leeg. Je adres wordt dan meteen gewist.',
  language: 'Taal van de mail',
  topics: 'Waarover mogen wij mailen?',
  questions: 'Er wacht een vraag',
  decisions: 'Er is een antwoord bewaard of iets gestopt',
  emergencies: 'Er is een noodvraag gedaan',
  withName: 'Noem de voornaam van het kind in de mail',
  withName_young: 'Noem mijn voornaam in de mail',
  save: 'Bewaren',
  invalid: 'Dit is geen e-mailadres waar wij mail naartoe kunnen sturen. Kijk of het klopt.',
  invalid_young: 'Naar dit adres kunnen wij niet mailen. Kijk of het klopt.',
  tooMany: 'Er zijn te veel codes gevraagd. Wacht een uur en probeer het dan opnieuw.',
  tooMany_young: 'Er zijn te veel codes gevraagd. Wacht een uur. Probeer het dan nog een keer.',
  current: 'Wij mailen nu naar {{address}}.',
  none: 'Wij sturen nu geen mail.',
  failing: 'Mail naar dit adres komt niet aan. Kijk of het adres nog klopt.',
  failing_young: 'Mail naar dit adres komt niet aan. Kijk of je adres nog klopt.',
  pending: 'Er is een mail met een code onderweg naar {{address}}. Vul die code hier in.',
  pending_young: 'Wij stuurden een mail met een code naar {{address}}. Vul die code hier in.',
  code: 'Code uit de mail',
  codeHint: 'Acht cijfers. De code werkt een half uur.',
  confirm: 'Bevestigen',
  codeWrong:
    'Deze code klopt niet of is verlopen. Kijk in de mail, of bewaar het adres opnieuw voor een nieuwe code.',
  codeWrong_young:
    'Deze code klopt niet of is te oud. Kijk in de mail. Wil je een nieuwe code? Bewaar je adres nog een keer.',
  content: 'Wat mag er in de mail staan?',
};

export const help = {
  title: 'Hulp',
  stuckTitle: 'Komt u er niet uit?',
  stuck:
    'Bel of mail de partner die u de vraag stelde, bijvoorbeeld school. U mag ook samen met hen naar deze pagina’s kijken. U beslist zelf.',
  contactTitle: 'Contact',
  contact: 'Mail de mensen achter Kernhub: {{email}}. Schrijf niets over uw kind in de mail.',
  saferTitle: 'Wat kan Kernhub zien?',
  safer:
    'Kernhub weet dat er gevraagd en gedeeld wordt, door wie en waarvoor. Wat er gedeeld wordt, is versleuteld. Alleen de ontvanger kan het lezen.',
  rightsTitle: 'Uw rechten',
  rights:
    'U mag gegevens inzien, laten verbeteren en laten wissen. U mag bezwaar maken. Vraag dat aan de partner, of aan Kernhub.',
  complaintTitle: 'Een klacht',
  complaint:
    'Bent u het niet eens met wat er gebeurt? Praat eerst met de partner of met de functionaris gegevensbescherming. U mag ook naar de Autoriteit Persoonsgegevens gaan: Postbus 93374, 2509 AJ Den Haag.',
  moreTitle: 'Meer lezen',
  paperTitle: 'Liever op papier of samen?',
  paper:
    'Vraag school of een andere partner om samen te kijken. U beslist zelf. Elke pagina en elk bewijs is te printen.',
};

export const problems = {
  errorCode: 'Foutcode: {{trace}}',
  notFoundTitle: 'Deze pagina is er niet',
  notFound: 'Misschien is het adres niet goed, of mag u dit niet zien.',
  expiredTitle: 'Log opnieuw in',
  expired: 'U was te lang weg. Voor uw veiligheid bent u uitgelogd. Wat u net koos, is niet opgeslagen.',
  refusedTitle: 'Dit kan niet',
  refused:
    'Deze handeling kwam niet van onze eigen pagina. Er is niets veranderd. Probeer het opnieuw vanaf het begin.',
  againTitle: 'Dit lukt nu niet',
  again:
    'Er is iets mis aan onze kant. Er is niets gedeeld en niets verloren. Probeer het over een paar minuten opnieuw.',
  tooManyTitle: 'Even wachten',
  tooMany: 'U doet te veel tegelijk. Wacht een minuut en probeer het opnieuw.',
  changedTitle: 'Er is intussen iets veranderd',
  changed: 'Kijk nog een keer naar de vraag. Wat u net deed, is misschien al gebeurd.',
  invalidTitle: 'Wij begrijpen dit niet',
  invalid:
    'Wat er is gestuurd, past niet bij deze pagina. Er is niets veranderd. Ga terug en probeer het opnieuw.',
  signInTitle: 'Inloggen is niet gelukt',
  signIn:
    'Het inloggen is niet afgemaakt, of uw inlogmiddel is hiervoor niet sterk genoeg. Probeer het opnieuw.',
  toStart: 'Naar de eerste pagina',
  signInAgain: 'Opnieuw inloggen',
};

export const help = {
  title: 'Hulp',
  stuckTitle: 'Komt u er niet uit?',
  stuckTitle_young: 'Kom je er niet uit?',
  stuck:
    'Bel of mail de partner die u de vraag stelde, bijvoorbeeld school. U mag ook samen met hen naar deze pagina’s kijken. U beslist zelf.',
  stuck_young:
    'Bel of mail wie je de vraag stelde, bijvoorbeeld school. Je mag ook samen met hen kijken. Jij beslist zelf.',
  contactTitle: 'Contact',
  contact: 'Mail de mensen achter Kernhub: {{email}}. Schrijf niets over uw kind in de mail.',
  contact_young: 'Mail de mensen achter Kernhub: {{email}}. Schrijf in de mail niets over jezelf.',
  saferTitle: 'Wat kan Kernhub zien?',
  safer:
    'Kernhub weet dat er gevraagd en gedeeld wordt, door wie en waarvoor. Wat er gedeeld wordt, is versleuteld. Alleen de ontvanger kan het lezen.',
  safer_young:
    'Kernhub weet wie iets vraagt en waarvoor. Kernhub weet ook of er iets gedeeld wordt. Wát er gedeeld wordt, zit op slot. Alleen wie het krijgt, kan het lezen.',
  rightsTitle: 'Uw rechten',
  rightsTitle_young: 'Jouw rechten',
  rights:
    'U mag gegevens inzien, laten verbeteren en laten wissen. U mag bezwaar maken. Vraag dat aan de partner, of aan Kernhub.',
  rights_young:
    'Je mag zien wat er over je bewaard wordt. Klopt iets niet? Laat het verbeteren of wissen. Ben je het ergens niet mee eens? Zeg het. Dat heet bezwaar. Vraag het aan de partner of aan Kernhub.',
  complaintTitle: 'Een klacht',
  complaint:
    'Bent u het niet eens met wat er gebeurt? Praat eerst met de partner of met de functionaris gegevensbescherming. U mag ook naar de Autoriteit Persoonsgegevens gaan: Postbus 93374, 2509 AJ Den Haag.',
  complaint_young:
    'Vind je iets niet goed? Praat eerst met de partner. Of praat met de functionaris gegevensbescherming: die let op je gegevens. Je mag ook naar de Autoriteit Persoonsgegevens gaan: Postbus 93374, 2509 AJ Den Haag.',
  moreTitle: 'Meer lezen',
  paperTitle: 'Liever op papier of samen?',
  paper:
    'Vraag school of een andere partner om samen te kijken. U beslist zelf. Elke pagina en elk bewijs is te printen.',
  paper_young:
    'Vraag school of iemand anders om samen te kijken. Jij beslist zelf. Je kunt elke pagina en elk bewijs printen.',
};

export const problems = {
  errorCode: 'Foutcode: {{trace}}',
  notFoundTitle: 'Deze pagina is er niet',
  notFound: 'Misschien is het adres niet goed, of mag u dit niet zien.',
  notFound_young: 'Misschien klopt het adres niet. Of je mag dit niet zien.',
  expiredTitle: 'Log opnieuw in',
  expiredTitle_young: 'Log opnieuw in',
  expired: 'U was te lang weg. Voor uw veiligheid bent u uitgelogd. Wat u net koos, is niet opgeslagen.',
  expired_young:
    'Je was te lang weg. Daarom ben je uitgelogd. Dat is veiliger. Wat je net koos, is niet bewaard.',
  refusedTitle: 'Dit kan niet',
  refused:
    'Deze handeling kwam niet van onze eigen pagina. Er is niets veranderd. Probeer het opnieuw vanaf het begin.',
  refused_young: 'Dit kwam niet van onze eigen pagina. Er is niets veranderd. Begin opnieuw.',
  againTitle: 'Dit lukt nu niet',
  again:
    'Er is iets mis aan onze kant. Er is niets gedeeld en niets verloren. Probeer het over een paar minuten opnieuw.',
  again_young:
    'Er ging bij ons iets mis. Er is niets gedeeld. Er is ook niets kwijt. Probeer het over een paar minuten nog een keer.',
  tooManyTitle: 'Even wachten',
  tooManyTitle_young: 'Even wachten',
  tooMany: 'U doet te veel tegelijk. Wacht een minuut en probeer het opnieuw.',
  tooMany_young: 'Je doet te veel tegelijk. Wacht een minuut. Probeer het dan nog een keer.',
  changedTitle: 'Er is intussen iets veranderd',
  changed: 'Kijk nog een keer naar de vraag. Wat u net deed, is misschien al gebeurd.',
  changed_young: 'Kijk nog een keer naar de vraag. Misschien is het al gebeurd wat je net deed.',
  invalidTitle: 'Wij begrijpen dit niet',
  invalid:
    'Wat er is gestuurd, past niet bij deze pagina. Er is niets veranderd. Ga terug en probeer het opnieuw.',
  invalid_young: 'Dit past niet bij deze pagina. Er is niets veranderd. Ga terug. Probeer het nog een keer.',
  signInTitle: 'Inloggen is niet gelukt',
  signIn:
    'Het inloggen is niet afgemaakt, of het inlogmiddel is hiervoor niet sterk genoeg. Probeer het opnieuw.',
  signIn_young:
    'Het inloggen is niet klaar. Of je inlogt op een manier die hiervoor niet veilig genoeg is. Probeer het nog een keer.',
  toStart: 'Naar de eerste pagina',
  signInAgain: 'Opnieuw inloggen',
};

export const accessibility = {
  title: 'Toegankelijkheid',
  intro:
    'Iedereen moet deze pagina’s kunnen gebruiken. Ook wie slecht ziet, geen muis gebruikt of weinig Nederlands leest.',
  intro_young:
    'Iedereen moet deze pagina’s kunnen gebruiken. Ook als je slecht ziet of geen muis gebruikt. Ook als je weinig Nederlands leest.',
  aimTitle: 'Wat wij willen halen',
  aim: 'Wij volgen WCAG 2.2, niveau AA. Dat zijn afspraken over websites die iedereen kan gebruiken.',
  aim_young: 'Wij volgen WCAG 2.2, niveau AA. Dat zijn regels voor websites die iedereen kan gebruiken.',
  statusTitle: 'Hoe ver wij zijn',
  status:
    'Status C: de eerste stappen zijn gezet. Er is nog geen onderzoek door een ander bureau. Daarom zeggen wij niet dat alles in orde is.',
  testedTitle: 'Wat wij zelf nagaan',
  tested:
    'Een programma gaat bij elke verandering elke pagina na, in een echte browser. Ook zonder JavaScript, met alleen het toetsenbord en op een klein scherm.',
  gapsTitle: 'Wat nog niet goed is',
  gaps: 'Nog niemand met een beperking heeft deze pagina’s voor ons uitgeprobeerd. Wat een partner zelf schrijft, staat alleen in de taal van die partner. De volledige uitleg bij een vraag is soms alleen Nederlands. Een bewijs als bestand is voor een computer gemaakt. Op papier is het wel te lezen.',
  reportTitle: 'Werkt iets niet?',
  report:
    'Mail {{email}}. Binnen twee weken komt er antwoord. Helpt dat niet? Dan kan een klacht naar de Nationale ombudsman.',
  report_young:
    'Mail {{email}}. Je krijgt binnen twee weken antwoord. Helpt dat niet? Dan kun je klagen bij de Nationale ombudsman.',
  date: 'Deze verklaring is van {{day}}.',
};

export const privacy = {
  title: 'Privacy',
  intro: 'Hier staat wat Kernhub over u en uw kind bewaart, en waarom.',
  intro_young: 'Hier lees je wat Kernhub over jou bewaart. En waarom.',
  whoTitle: 'Wie is dit?',
  who: 'De partners rond uw kind zijn samen verantwoordelijk. Kernhub werkt voor hen, volgens een contract.',
  who_young:
    'School en anderen die jou helpen, zorgen samen voor je gegevens. Dat zijn de partners. Kernhub werkt voor hen. Zij hebben dat samen opgeschreven.',
  whatTitle: 'Wat bewaart Kernhub?',
  what: 'De voornaam en de geboortedag van uw kind, versleuteld. Wie er beslist. Wat u koos en wanneer. Wie wat vroeg en waarvoor. Uw mailadres, als u dat geeft. Uw BSN bewaren wij nooit.',
  what_young:
    'Je voornaam en de dag dat je geboren bent. Die zitten op slot. Wie er over jou beslist. Wat je koos en wanneer. Wie wat vroeg en waarvoor. Je mailadres, als je dat geeft. Je BSN bewaren wij nooit.',
  notTitle: 'Wat kan Kernhub niet lezen?',
  not: 'Wat partners met elkaar delen. Dat is versleuteld voor de ontvanger. Het blijft hier hooguit 24 uur.',
  not_young:
    'Wat partners met elkaar delen. Dat zit op slot. Alleen wie het krijgt, heeft de sleutel. Het blijft hier nooit langer dan 24 uur.',
  whyTitle: 'Waarom mag dat?',
  why: 'Vaak omdat u ja zei. Soms omdat de wet het verplicht of toestaat. Bij elke vraag staat de reden.',
  why_young: 'Vaak omdat jij ja zei. Soms omdat het moet of mag van de wet. Bij elke vraag staat waarom.',
  longTitle: 'Hoe lang?',
  long: 'Het meeste blijft tot u of uw kind het laat wissen. Dit bewaren wij een vaste tijd:',
  long_young: 'Het meeste blijft tot jij het laat wissen. Dit bewaren wij een vaste tijd:',
  cookiesTitle: 'Cookies',
  cookies: 'Alle cookies zijn van onszelf. Niemand volgt u hier.',
  cookies_young:
    'Cookies zijn kleine bestanden in je browser. Ze zijn allemaal van onszelf. Niemand volgt jou hier.',
  rightsTitle: 'Wat mag u vragen?',
  rightsTitle_young: 'Wat mag je vragen?',
  rights:
    'Inzien, verbeteren, wissen, beperken en bezwaar maken. Dat kan bij Mijn rechten, of per mail: {{email}}.',
  rights_young:
    'Je mag je gegevens zien, laten verbeteren en laten wissen. Je mag vragen om er even niets mee te doen. Je mag zeggen dat je het er niet mee eens bent. Dat kan bij Mijn rechten. Mailen kan ook: {{email}}.',
  complaintTitle: 'Een klacht',
  longAsked: 'Wie wat vroeg: {{duration}}.',
  longProof: 'Het bewijs van uw keuze: hooguit {{duration}} na uw laatste antwoord.',
  longProof_young: 'Het bewijs van je keuze: hooguit {{duration}} na je laatste antwoord.',
  longRights: 'Wat u bij Mijn rechten vroeg: {{duration}} na het antwoord.',
  longRights_young: 'Wat je bij Mijn rechten vroeg: {{duration}} na het antwoord.',
  longAccount: 'Een nummer voor uw login, zonder uw naam: {{duration}} na de laatste keer dat u inlogt.',
  longAccount_young:
    'Een nummer voor je login, zonder je naam: {{duration}} na de laatste keer dat je inlogt.',
  cookieSession: 'Houdt u ingelogd. Hooguit 8 uur.',
  cookieSession_young: 'Houdt je ingelogd. Hooguit 8 uur.',
  cookieLogin: 'Helpt tijdens het inloggen. Een paar minuten.',
  cookieReader: 'Onthoudt of hier een jongere leest. Dan zijn de woorden anders. Hooguit 8 uur.',
  cookieLanguage: 'Onthoudt de taal. Een jaar.',
};

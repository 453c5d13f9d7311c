export const accessibility = {
  title: 'Toegankelijkheid',
  intro:
    'Iedereen moet deze pagina’s kunnen gebruiken. Ook wie slecht ziet, geen muis gebruikt of weinig Nederlands leest.',
  aimTitle: 'Wat wij willen halen',
  aim: 'Wij volgen WCAG 2.2, niveau AA. Dat zijn afspraken over websites die iedereen kan gebruiken.',
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
  date: 'Deze verklaring is van {{day}}.',
};

export const privacy = {
  title: 'Privacy',
  intro: 'Hier staat wat Kernhub over u en uw kind bewaart, en waarom.',
  whoTitle: 'Wie is dit?',
  who: 'De partners rond uw kind zijn samen verantwoordelijk. Kernhub werkt voor hen, volgens een contract.',
  whatTitle: 'Wat bewaart Kernhub?',
  what: 'De voornaam en de geboortedag van uw kind, versleuteld. Wie er beslist. Wat u koos en wanneer. Wie wat vroeg en waarvoor. Uw mailadres, als u dat geeft. Uw BSN bewaren wij nooit.',
  notTitle: 'Wat kan Kernhub niet lezen?',
  not: 'Wat partners met elkaar delen. Dat is versleuteld voor de ontvanger. Het blijft hier hooguit 24 uur.',
  whyTitle: 'Waarom mag dat?',
  why: 'Vaak omdat u ja zei. Soms omdat de wet het verplicht of toestaat. Bij elke vraag staat de reden.',
  longTitle: 'Hoe lang?',
  long: 'Wie wat vroeg: 5 jaar. Het bewijs van uw keuze: zolang die geldt, en daarna 5 jaar. De rest tot u of uw kind het laat wissen.',
  cookiesTitle: 'Cookies',
  cookies: 'Eén cookie houdt u ingelogd, één onthoudt uw taal. Niemand volgt u hier.',
  rightsTitle: 'Wat mag u vragen?',
  rights:
    'Inzien, verbeteren, wissen, beperken en bezwaar maken. Dat kan bij Mijn rechten, of per mail: {{email}}.',
  complaintTitle: 'Een klacht',
};

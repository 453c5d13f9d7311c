/** The paper with the code of an invitation, which a professional hands over. */
export const invitation = {
  title: 'Uw code van {{partner}}',
  title_young: 'Jouw code van {{partner}}',
  intro:
    'Partners rond uw kind willen soms iets van elkaar weten. U beslist mee of dat mag. Met dit papier kunt u meedoen.',
  intro_young:
    'School en anderen willen soms iets over je weten. Jij beslist mee of dat mag. Met dit papier kun je meedoen.',
  start: 'Zo begint u',
  start_young: 'Zo begin je',
  go: 'Ga op een telefoon of computer naar:',
  go_young: 'Ga op een telefoon of computer naar:',
  signIn: 'Log in met DigiD of op een andere veilige manier.',
  signIn_young: 'Log in met DigiD of op een andere veilige manier.',
  enter: 'Vul daarna deze code in:',
  enter_young: 'Vul daarna deze code in:',
  only: 'De code zegt alleen om welk kind het gaat. Inloggen kunt u er niet mee.',
  only_young: 'De code zegt alleen dat het om jou gaat. Inloggen kun je er niet mee.',
  until: 'De code werkt één keer, tot en met {{day}}.',
  keep: 'Geef de code aan niemand anders. Is de code weg? Vraag {{partner}} om een nieuwe.',
  keep_young: 'Geef de code aan niemand anders. Is de code weg? Vraag {{partner}} om een nieuwe.',
  help: 'Liever op papier of in een gesprek? Dat kan ook. Vraag het aan {{partner}}.',
  help_young: 'Liever op papier of in een gesprek? Dat kan ook. Vraag het aan {{partner}}.',
};

export const start = {
  title: 'U beslist wat er over uw kind gedeeld wordt',
  title_young: 'Jij beslist wat er over jou gedeeld wordt',
  intro:
    'Rond uw kind werken school, jeugdgezondheidszorg, buurtteam en andere partners. Soms willen zij iets van elkaar weten om uw kind te helpen. Hier ziet u hun vraag. U zegt ja of nee.',
  intro_young:
    'Er zijn mensen die jou helpen, zoals school en het buurtteam. Soms willen zij iets van elkaar weten. Hier zie je hun vraag. Jij zegt ja of nee.',
  noCost: 'Nee zeggen kost niets. Uw kind krijgt dezelfde hulp.',
  noCost_young: 'Nee zeggen kost niets. Je krijgt dezelfde hulp.',
  canTitle: 'Wat kunt u hier doen?',
  canTitle_young: 'Wat kun je hier doen?',
  canAnswer: 'Een vraag van een partner lezen en ja of nee zeggen.',
  canAnswer_young: 'Een vraag lezen en ja of nee zeggen.',
  canStop: 'Stoppen met iets waar u ja op zei. Dat werkt meteen.',
  canStop_young: 'Stoppen met iets waar je ja op zei. Dat werkt meteen.',
  canSee: 'Zien wie wat over uw kind vroeg.',
  canSee_young: 'Zien wie wat over jou vroeg.',
  canProve: 'Een bewijs meenemen van wat u koos.',
  canProve_young: 'Een bewijs meenemen van wat je koos.',
  how: 'U logt in met DigiD of op een andere veilige manier. Wij zien uw BSN niet.',
  how_young: 'Je logt in met DigiD. Op een andere veilige manier kan ook. Wij zien je BSN niet.',
  signIn: 'Inloggen',
  firstTime:
    'Heeft u een code gekregen van school of een andere partner? Log eerst in. Daarna vult u de code in.',
  firstTime_young: 'Heb je een code gekregen? Log eerst in. Vul daarna de code in.',
  signedOutTitle: 'Uitgelogd',
  signedOut: 'Gebruikt iemand anders dit toestel ook? Sluit dan nu de browser.',
};

export const code = {
  title: 'Vul de code in',
  title_young: 'Vul je code in',
  intro:
    'De code komt van school of een andere partner, op papier of uit een gesprek. Met die code weten wij om welk kind het gaat.',
  intro_young:
    'Je kreeg een code van school of van iemand die je helpt. Die staat op papier of is je verteld. Met die code weten wij dat het om jou gaat.',
  label: 'De code',
  label_young: 'Je code',
  hint: 'Hoofdletters en streepjes maken niet uit.',
  submit: 'Verder',
  wrong: 'Deze code klopt niet of is verlopen. Is hij goed overgenomen? Vraag anders een nieuwe code.',
  wrong_young:
    'Deze code klopt niet of is te oud. Kijk of je hem goed hebt ingevuld. Of vraag een nieuwe code.',
  tooMany: 'Er is te vaak een code geprobeerd. Wacht een uur en probeer het dan opnieuw.',
  tooMany_young: 'Je hebt te vaak een code geprobeerd. Wacht een uur. Probeer het dan nog een keer.',
  used: 'Deze code kan niet meer. Hij is al gebruikt, of hij hoort bij iemand anders. Vraag een nieuwe code.',
  used_young:
    'Deze code kan niet meer. Hij is al gebruikt, of hij is van iemand anders. Vraag een nieuwe code.',
  empty: 'Vul eerst de code in.',
  empty_young: 'Vul de code in die je kreeg.',
};

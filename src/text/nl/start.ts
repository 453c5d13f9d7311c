export const start = {
  title: 'U beslist wat er over uw kind gedeeld wordt',
  intro:
    'Rond uw kind werken school, jeugdgezondheidszorg, buurtteam en andere partners. Soms willen zij iets van elkaar weten om uw kind te helpen. Hier ziet u hun vraag. U zegt ja of nee.',
  noCost: 'Nee zeggen kost niets. Uw kind krijgt dezelfde hulp.',
  canTitle: 'Wat kunt u hier doen?',
  canAnswer: 'Een vraag van een partner lezen en ja of nee zeggen.',
  canStop: 'Stoppen met iets waar u ja op zei. Dat werkt meteen.',
  canSee: 'Zien wie wat over uw kind vroeg.',
  canProve: 'Een bewijs meenemen van wat u koos.',
  how: 'U logt in met DigiD of op een andere veilige manier. Wij zien uw BSN niet.',
  signIn: 'Inloggen',
  firstTime:
    'Heeft u een code gekregen van school of een andere partner? Log eerst in. Daarna vult u de code in.',
  signedOutTitle: 'U bent uitgelogd',
  signedOut: 'Gebruikt iemand anders dit toestel ook? Sluit dan nu de browser.',
};

export const code = {
  title: 'Vul uw code in',
  intro:
    'U kreeg een code van school of een andere partner, op papier of in een gesprek. Met die code weten wij om welk kind het gaat.',
  label: 'Uw code',
  hint: 'Hoofdletters en streepjes maken niet uit.',
  submit: 'Verder',
  wrong:
    'Deze code klopt niet of is verlopen. Kijk of u hem goed heeft overgenomen, of vraag een nieuwe code.',
  tooMany: 'U heeft te vaak een code geprobeerd. Wacht een uur en probeer het dan opnieuw.',
  used: 'Deze code kan niet meer. Hij is al gebruikt, of hij hoort bij iemand anders. Vraag een nieuwe code.',
  empty: 'Vul de code in die u gekregen heeft.',
};

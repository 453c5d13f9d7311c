export const comingOfAge = {
  soonTitle: '{{name}} wordt {{age}} op {{day}}',
  soonTitle_young: 'Je wordt {{age}} op {{day}}',
  pastTitle: '{{name}} is nu {{age}}',
  pastTitle_young: 'Je bent nu {{age}}',
  joins:
    'Vanaf {{day}} beslist {{name}} mee. Er wordt pas gedeeld als iedereen die beslist ja zegt. Wat nu loopt, stopt op die dag vanzelf. Daarna kunt u opnieuw kiezen.',
  joins_young:
    'Vanaf {{day}} beslis jij mee. Er wordt pas gedeeld als jij ook ja zegt. Zeg je nee? Dan wordt er niets gedeeld. Wat al liep, stopte op die dag vanzelf.',
  joinsHow: 'Uw kind kan dan zelf inloggen. Vraag school of een andere partner om een code voor uw kind.',
  joinsHow_young: 'Je antwoord is van jou. Niemand ziet hier wat een ander koos.',
  alone:
    'Vanaf {{day}} beslist {{name}} alleen. Uw eerdere antwoorden tellen dan niet meer. Wat daarmee gedeeld werd, stopt vanzelf. U ziet nog wel uw eigen antwoorden en uw bewijzen van voor die dag.',
  alone_young:
    'Vanaf {{day}} beslis jij alleen. Wat anderen eerder kozen, telt dan niet meer. Wat daarmee gedeeld werd, stopt vanzelf. Anderen zien nog wel hun eigen antwoorden en bewijzen van voor die dag.',
  aloneHow: 'Wilt u daarna iets weten? Vraag het dan aan {{name}}.',
  aloneHow_young: 'Nieuwe vragen over jou komen alleen bij jou.',
};

export const comingOfAge = {
  soonTitle: '{{name}} wordt {{age}} op {{day}}',
  soonTitle_young: 'Je wordt {{age}} op {{day}}',
  pastTitle: '{{name}} is nu {{age}}',
  pastTitle_young: 'Je bent nu {{age}}',
  joins:
    'Vanaf {{day}} beslist {{name}} mee. Er wordt pas gedeeld als iedereen die beslist ja zegt. Wat nu loopt, stopt op die dag vanzelf. Daarna kunt u opnieuw kiezen.',
  joins_young:
    'Vanaf {{day}} beslis jij mee. Er wordt pas gedeeld als jij ook ja zegt. Wat nu gedeeld wordt, stopt op die dag. Daarna kies je opnieuw.',
  joinsHow: 'Uw kind kan dan zelf inloggen. Vraag school of een andere partner om een code voor uw kind.',
  joinsHow_young: 'Je antwoord is van jou. Niemand ziet hier wat een ander koos.',
  alone:
    'Vanaf {{day}} beslist {{name}} alleen. Uw eerdere antwoorden tellen dan niet meer. Wat daarmee gedeeld werd, stopt vanzelf. U ziet nog wel uw eigen antwoorden en uw bewijzen van voor die dag.',
  alone_young:
    'Vanaf {{day}} beslis jij alleen. Wat anderen kozen, telt dan niet meer. Wat nu gedeeld wordt, stopt op die dag. Anderen zien nog wel hun oude antwoorden en bewijzen.',
  aloneHow: 'Wilt u daarna iets weten? Vraag het dan aan {{name}}.',
  aloneHow_young: 'Nieuwe vragen over jou komen alleen bij jou.',
  joinsPast:
    'Sinds {{day}} beslist {{name}} mee. Er wordt pas gedeeld als iedereen die beslist ja zegt. Wat al liep, is op die dag gestopt. U kunt opnieuw kiezen.',
  joinsPast_young:
    'Sinds {{day}} beslis jij mee. Er wordt pas gedeeld als jij ook ja zegt. Zeg je nee? Dan wordt er niets gedeeld. Wat al liep, is op die dag gestopt.',
  joinsHowPast: 'Uw kind kan nu zelf inloggen. Vraag school of een andere partner om een code voor uw kind.',
  joinsHowPast_young: 'Je antwoord is van jou. Niemand ziet hier wat een ander koos.',
  alonePast:
    'Sinds {{day}} beslist {{name}} alleen. Uw eerdere antwoorden tellen niet meer. Wat daarmee gedeeld werd, is op die dag gestopt. U ziet nog wel uw eigen antwoorden en uw bewijzen van voor die dag.',
  alonePast_young:
    'Sinds {{day}} beslis jij alleen. Wat anderen kozen, telt niet meer. Wat al liep, is op die dag gestopt. Anderen zien nog wel hun oude antwoorden en bewijzen.',
  aloneHowPast: 'Wilt u iets weten? Vraag het dan aan {{name}}.',
  aloneHowPast_young: 'Nieuwe vragen over jou komen alleen bij jou.',
};

export const paper = {
  title: 'Uw papier met een code',
  intro:
    'U heeft samen met een professional ja gezegd. Daarna kreeg u een papier met een code. Vul die code hier in.',
  label: 'De code op uw papier',
  hint: 'Hoofdletters en streepjes maken niet uit.',
  submit: 'Bekijk wat er staat',
  wrong:
    'Deze code klopt niet of is verlopen. Kijk of u hem goed heeft overgenomen. Komt u er niet uit? Bel de partner die het papier gaf.',
  tooMany:
    'Deze code is te vaak fout ingevuld. Wacht een uur en probeer het dan opnieuw. Wilt u nu stoppen? Bel de partner die het papier gaf.',
  shownTitle: 'Dit is met u vastgelegd',
  by: '{{partner}} schreef dit op {{day}} op.',
  assisted: 'U zei dit in een gesprek.',
  paper: 'U zette uw handtekening op {{day}}.',
  said: 'U zei ja tegen: {{purpose}}',
  said_young: 'Je zei ja tegen: {{purpose}}',
  fields: 'Dit mag er gedeeld worden:',
  nowhere: 'Wat er nu geldt, ziet u als u inlogt.',
  undoTitle: 'Klopt het niet, of wilt u stoppen?',
  undo: 'Ja, stop nu',
  undoEffect: 'Het delen stopt meteen. U hoeft niet te zeggen waarom en niet in te loggen.',
  undone: 'Gestopt. Op dit papier wordt niets meer gedeeld.',
  confirmTitle: 'Klopt het?',
  confirmIntro:
    'Log in en zeg zelf dat het klopt. Dan telt uw ja. Een tweede professional kan dat ook met u doen.',
  confirmLink: 'Inloggen en bevestigen',
  confirmPage: 'Zeg dat het klopt',
  confirmHelp: 'Vul de code van uw papier nog een keer in. Uw ja telt vanaf dat moment.',
  confirmSubmit: 'Ja, dit klopt',
  recordedBy: 'Vastgelegd met u door {{partner}}',
  assistedMark: 'in een gesprek',
  paperMark: 'op papier',
  phoneMark: 'aan de telefoon',
  sheetTitle: 'Uw papier',
  sheetTitle_young: 'Jouw papier',
  sheetPending:
    'Uw ja telt nog niet. Eerst moet een tweede professional zeggen dat het klopt. U kunt dat ook zelf doen als u inlogt. Dat kan tot en met {{day}}.',
  sheetPending_young:
    'Je ja telt nog niet. Eerst moet een tweede professional zeggen dat het klopt. Je kunt dat ook zelf doen als je inlogt. Dat kan tot en met {{day}}.',
  sheetCode: 'Uw code',
  sheetCode_young: 'Jouw code',
  sheetUse: 'Met deze code ziet u wat er staat. U kunt er ook mee stoppen. Inloggen hoeft niet. Ga naar:',
  sheetUse_young:
    'Met deze code zie je wat er staat. Je kunt er ook mee stoppen. Inloggen hoeft niet. Ga naar:',
  sheetKeep: 'Bewaar dit papier goed. De code werkt tot en met {{day}}.',
  sheetKeep_young: 'Bewaar dit papier goed. De code werkt tot en met {{day}}.',
};

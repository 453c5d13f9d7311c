export const paper = {
  title: 'Kartka z kodem',
  intro:
    'Zgoda została wyrażona razem ze specjalistą. Potem wręczono kartkę z kodem. Proszę wpisać ten kod tutaj.',
  label: 'Kod z kartki',
  hint: 'Wielkie litery i myślniki nie mają znaczenia.',
  submit: 'Zobaczyć, co tam jest',
  wrong:
    'Ten kod jest błędny albo wygasł. Proszę sprawdzić, czy jest dobrze przepisany. Nie działa? Proszę zadzwonić do instytucji, która dała kartkę.',
  tooMany:
    'Ten kod wpisano błędnie zbyt wiele razy. Proszę poczekać godzinę i spróbować ponownie. Zatrzymać od razu? Proszę zadzwonić do instytucji, która dała kartkę.',
  shownTitle: 'To zapisano w rozmowie ze specjalistą',
  by: 'Zapisała to dnia {{day}} instytucja: {{partner}}.',
  assisted: 'Powiedziano to w rozmowie.',
  paper: 'Podpis złożono {{day}}.',
  said: 'Zgoda dotyczy: {{purpose}}',
  said_young: 'Twoja zgoda dotyczy: {{purpose}}',
  fields: 'Wolno udostępnić:',
  nowhere: 'Co obowiązuje teraz, widać po zalogowaniu.',
  undoTitle: 'Coś się nie zgadza albo trzeba to zatrzymać?',
  undo: 'Tak, zatrzymać teraz',
  undoEffect: 'Udostępnianie kończy się od razu. Nie trzeba podawać powodu ani się logować.',
  undone: 'Zatrzymano. Na podstawie tej kartki nic już nie jest udostępniane.',
  confirmTitle: 'Czy to się zgadza?',
  confirmIntro:
    'Proszę zalogować się i potwierdzić, że to się zgadza. Wtedy zgoda zacznie obowiązywać. Może w tym też pomóc drugi specjalista.',
  confirmLink: 'Zalogować się i potwierdzić',
  confirmPage: 'Potwierdzenie, że to się zgadza',
  confirmHelp: 'Proszę wpisać kod z kartki jeszcze raz. Zgoda obowiązuje od tej chwili.',
  confirmSubmit: 'Tak, to się zgadza',
  recordedBy: 'Zapisane w rozmowie przez: {{partner}}',
  assistedMark: 'w rozmowie',
  paperMark: 'na papierze',
  phoneMark: 'przez telefon',
  sheetTitle: 'Kartka do zachowania',
  sheetTitle_young: 'Kartka dla Ciebie',
  sheetPending:
    'Ta zgoda jeszcze nie obowiązuje. Najpierw drugi specjalista musi potwierdzić, że wszystko się zgadza. Można też potwierdzić samodzielnie po zalogowaniu. Ostatni dzień: {{day}}.',
  sheetPending_young:
    'Twoja zgoda jeszcze nie obowiązuje. Najpierw drugi specjalista musi potwierdzić, że wszystko się zgadza. Możesz to też potwierdzić po zalogowaniu. Ostatni dzień: {{day}}.',
  sheetCode: 'Kod',
  sheetCode_young: 'Twój kod',
  sheetUse:
    'Z tym kodem można zobaczyć, co zapisano. Można też wszystko zatrzymać. Logowanie nie jest potrzebne. Proszę wejść na:',
  sheetUse_young:
    'Z tym kodem zobaczysz, co zapisano. Możesz też wszystko zatrzymać. Nie musisz się logować. Wejdź na:',
  sheetKeep: 'Proszę zachować tę kartkę. Kod działa do dnia: {{day}}.',
  sheetKeep_young: 'Zachowaj tę kartkę. Kod działa do dnia: {{day}}.',
};

export const paper = {
  title: 'Kartka z kodem',
  title_young: 'Twoja kartka z kodem',
  intro:
    'Zgoda została wyrażona razem ze specjalistą. Potem wręczono kartkę z kodem. Proszę wpisać ten kod tutaj.',
  intro_young:
    'Twoja zgoda padła w rozmowie ze specjalistą. Masz po niej kartkę z kodem. Wpisz tutaj ten kod.',
  label: 'Kod z kartki',
  label_young: 'Kod z Twojej kartki',
  hint: 'Wielkie litery i myślniki nie mają znaczenia.',
  submit: 'Zobaczyć, co tam jest',
  submit_young: 'Zobacz, co tam jest',
  wrong:
    'Ten kod jest błędny albo wygasł. Proszę sprawdzić, czy jest dobrze przepisany. Nie działa? Proszę zadzwonić do instytucji, która dała kartkę.',
  wrong_young:
    'Ten kod jest błędny albo za stary. Sprawdź, czy jest dobrze wpisany. Nie działa? Zadzwoń do tego, od kogo masz kartkę.',
  tooMany:
    'Ten kod wpisano błędnie zbyt wiele razy. Proszę poczekać godzinę i spróbować ponownie. Zatrzymać od razu? Proszę zadzwonić do instytucji, która dała kartkę.',
  tooMany_young:
    'Ten kod wpisano błędnie zbyt wiele razy. Poczekaj godzinę. Potem spróbuj ponownie. Chcesz to zatrzymać teraz? Zadzwoń do tego, od kogo masz kartkę.',
  shownTitle: 'To zapisano w rozmowie ze specjalistą',
  shownTitle_young: 'To zapisano w rozmowie z Tobą',
  by: 'Zapisała to dnia {{day}} instytucja: {{partner}}.',
  assisted: 'Powiedziano to w rozmowie.',
  assisted_young: 'To Twoje słowa z rozmowy.',
  paper: 'Podpis złożono {{day}}.',
  paper_young: 'Twój podpis jest z dnia {{day}}.',
  said: 'Zgoda dotyczy: {{purpose}}',
  said_young: 'Twoja zgoda dotyczy: {{purpose}}',
  fields: 'Wolno udostępnić:',
  nowhere: 'Co obowiązuje teraz, widać po zalogowaniu.',
  nowhere_young: 'Co obowiązuje teraz, zobaczysz po zalogowaniu.',
  undoTitle: 'Coś się nie zgadza albo trzeba to zatrzymać?',
  undoTitle_young: 'Coś się nie zgadza albo chcesz to zatrzymać?',
  undo: 'Tak, zatrzymać teraz',
  undo_young: 'Tak, zatrzymaj teraz',
  undoEffect: 'Udostępnianie kończy się od razu. Nie trzeba podawać powodu ani się logować.',
  undoEffect_young:
    'Udostępnianie kończy się od razu. Nie musisz podawać powodu. Nie musisz się też logować.',
  undone: 'Zatrzymano. Na podstawie tej kartki nic już nie jest udostępniane.',
  confirmTitle: 'Czy to się zgadza?',
  confirmIntro:
    'Proszę zalogować się i potwierdzić, że to się zgadza. Wtedy zgoda zacznie obowiązywać. Może w tym też pomóc drugi specjalista.',
  confirmIntro_young:
    'Zaloguj się i powiedz, że to się zgadza. Wtedy Twoje „tak” się liczy. Może w tym też pomóc drugi specjalista.',
  confirmLink: 'Zalogować się i potwierdzić',
  confirmLink_young: 'Zaloguj się i potwierdź',
  confirmPage: 'Potwierdzenie, że to się zgadza',
  confirmPage_young: 'Potwierdź, że to się zgadza',
  confirmHelp: 'Proszę wpisać kod z kartki jeszcze raz. Zgoda obowiązuje od tej chwili.',
  confirmHelp_young: 'Wpisz kod z kartki jeszcze raz. Wtedy Twoje „tak” się liczy.',
  confirmSubmit: 'Tak, to się zgadza',
  recordedBy: 'Zapisane w rozmowie przez: {{partner}}',
  recordedBy_young: 'Zapisane w rozmowie z Tobą przez: {{partner}}',
  assistedMark: 'w rozmowie',
  paperMark: 'na papierze',
  phoneMark: 'przez telefon',
  sheetTitle: 'Kartka do zachowania',
  sheetTitle_young: 'Kartka dla Ciebie',
  sheetPending:
    'Ta zgoda jeszcze nie obowiązuje. Najpierw drugi specjalista musi potwierdzić, że wszystko się zgadza. Można też potwierdzić samodzielnie po zalogowaniu. Ostatni dzień: {{day}}.',
  sheetPending_young:
    'Twoje „tak” jeszcze się nie liczy. Najpierw drugi specjalista musi powiedzieć, że to się zgadza. Możesz to też zrobić samodzielnie. Zaloguj się w tym celu. Ostatni dzień: {{day}}.',
  sheetCode: 'Kod',
  sheetCode_young: 'Twój kod',
  sheetUse:
    'Z tym kodem można zobaczyć, co zapisano. Można też wszystko zatrzymać. Logowanie nie jest potrzebne. Proszę wejść na:',
  sheetUse_young:
    'Z tym kodem zobaczysz, co zapisano. Możesz też wszystko zatrzymać. Nie musisz się logować. Wejdź na:',
  sheetKeep: 'Proszę zachować tę kartkę. Kod działa do dnia: {{day}}.',
  sheetKeep_young: 'Zachowaj tę kartkę. Kod działa do dnia: {{day}}.',
};

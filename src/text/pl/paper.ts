export const paper = {
  title: 'Twoja kartka z kodem',
  intro:
    'Zgoda została wyrażona razem ze specjalistą. Potem dostałeś lub dostałaś kartkę z kodem. Wpisz ten kod tutaj.',
  label: 'Kod z kartki',
  hint: 'Wielkie litery i myślniki nie mają znaczenia.',
  submit: 'Zobacz, co tam jest',
  wrong:
    'Ten kod jest błędny albo wygasł. Sprawdź, czy jest dobrze przepisany. Nie działa? Zadzwoń do partnera, który dał kartkę.',
  tooMany:
    'Ten kod wpisano błędnie zbyt wiele razy. Odczekaj godzinę i spróbuj ponownie. Chcesz przerwać teraz? Zadzwoń do partnera, który dał kartkę.',
  shownTitle: 'To zapisano razem z Tobą',
  by: '{{partner}} zapisał to {{day}}.',
  assisted: 'Powiedziano to w rozmowie.',
  paper: 'Podpis złożono {{day}}.',
  said: 'Zgoda dotyczy: {{purpose}}',
  fields: 'Wolno udostępnić:',
  nowhere: 'Co obowiązuje teraz, widać po zalogowaniu.',
  undoTitle: 'Coś się nie zgadza albo chcesz przerwać?',
  undo: 'Tak, przerwij teraz',
  undoEffect: 'Udostępnianie kończy się od razu. Nie trzeba podawać powodu ani się logować.',
  undone: 'Przerwano. Na podstawie tej kartki nic już nie jest udostępniane.',
  confirmTitle: 'Czy to się zgadza?',
  confirmIntro:
    'Zaloguj się i potwierdź, że to się zgadza. Wtedy zgoda zacznie obowiązywać. Może to też zrobić z Tobą drugi specjalista.',
  confirmLink: 'Zaloguj się i potwierdź',
  confirmPage: 'Potwierdź, że to się zgadza',
  confirmHelp: 'Wpisz kod z kartki jeszcze raz. Zgoda obowiązuje od tej chwili.',
  confirmSubmit: 'Tak, to się zgadza',
  recordedBy: 'Zapisane z Tobą przez: {{partner}}',
  assistedMark: 'w rozmowie',
  paperMark: 'na papierze',
  phoneMark: 'przez telefon',
  sheetTitle: 'Kartka dla Ciebie',
  sheetPending:
    'Ta zgoda jeszcze nie obowiązuje. Najpierw drugi specjalista musi potwierdzić, że wszystko się zgadza. Można też potwierdzić samodzielnie po zalogowaniu. Ostatni dzień: {{day}}.',
  sheetCode: 'Twój kod',
  sheetUse:
    'Z tym kodem można zobaczyć, co zapisano. Można też wszystko zatrzymać. Logowanie nie jest potrzebne. Wejdź na:',
  sheetKeep: 'Zachowaj tę kartkę. Kod działa do dnia: {{day}}.',
};

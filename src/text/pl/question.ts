export const question = {
  title: 'Pytanie, które dotyczy dziecka: {{name}}',
  title_young: 'Pytanie do Ciebie',
  from: 'Pyta: {{partner}}',
  why: 'Dlaczego? {{partner}} pisze:',
  flowsTitle: 'Co trafia od kogo do kogo?',
  flow: 'Wysyła: {{sources}}. Otrzymuje: {{recipients}}',
  nobodySends: 'Na razie żadna instytucja nie może tego wysłać.',
  nobodyReceives: 'Na razie żadna instytucja nie może tego otrzymać.',
  recipients: 'Kto może to otrzymać?',
  sources: 'Kto może to wysłać?',
  fields: 'Co można udostępnić?',
  always: 'To należy do odpowiedzi „tak”',
  always_young: 'To należy do odpowiedzi „tak”',
  optional: 'To można pominąć',
  optional_young: 'To możesz pominąć',
  example: 'Na przykład: {{example}}',
  health: 'To może mówić coś o zdrowiu.',
  never: 'Czego nigdy się nie udostępnia',
  neverList: 'Żadnej diagnozy, wyników testów, leków, adresu ani niczego o problemach rodziców.',
  noticeTitle: 'Przeczytaj całe wyjaśnienie',
  noticeDutch: 'To wyjaśnienie jest tylko po niderlandzku.',
  howLong: 'Jak długo?',
  howLongDuration: 'Czas ważności odpowiedzi: {{duration}}. Potem udostępnianie samo się kończy.',
  howLongDuration_young:
    'Czas ważności Twojej odpowiedzi: {{duration}}. Potem udostępnianie samo się kończy.',
  howLongEvent: 'Udostępnianie samo się kończy, gdy sprawa jest zakończona. Najdłuższy czas: {{duration}}.',
  howLongUntil: 'Odpowiedź jest ważna do {{day}} włącznie. Potem udostępnianie samo się kończy.',
  howLongUntil_young: 'Twoja odpowiedź jest ważna do {{day}} włącznie. Potem udostępnianie samo się kończy.',
  ifNo: 'A jeśli odpowiedź brzmi „nie”?',
  ifNo_young: 'A jeśli powiesz „nie”?',
  ifNoText:
    'Wtedy to nie będzie udostępnione. Nic więcej się nie zmieni. Dziecko zachowa taką samą pomoc i nikt nie zapyta o powód.',
  ifNoText_young:
    'Wtedy to nie będzie udostępnione. Nic więcej się nie zmieni. Dostaniesz taką samą pomoc i nikt nie zapyta Cię o powód.',
  chooseTitle: 'Jaki jest Pani/Pana wybór?',
  chooseTitle_young: 'Co wybierasz?',
  chooseHint: 'Później zawsze można to zatrzymać lub wybrać ponownie.',
  chooseHint_young: 'Później zawsze możesz to zatrzymać lub wybrać ponownie.',
  yes: 'Tak, zgadzam się',
  no: 'Nie, nie zgadzam się',
  nothingChosen:
    'Proszę wybrać co najmniej jedną instytucję, która może coś otrzymać, i jedną, która może coś wysłać. Albo wybrać odpowiedź „nie”.',
  nothingChosen_young:
    'Wybierz co najmniej jedną instytucję, która może coś otrzymać, i jedną, która może coś wysłać. Albo wybierz „nie”.',
  changed:
    'To pytanie w międzyczasie się zmieniło. Proszę przeczytać je ponownie. Odpowiedź nie została zapisana.',
  changed_young:
    'To pytanie w międzyczasie się zmieniło. Przeczytaj je ponownie. Twoja odpowiedź nie została zapisana.',
  errorTitle: 'Coś poszło nie tak',
  maySkip: '{{field}} (można pominąć)',
  maySkip_young: '{{field}} (możesz pominąć)',
};

export const answered = {
  titleYes: 'Pani/Pana odpowiedź: tak',
  titleYes_young: 'Twoja odpowiedź: tak',
  titleNo: 'Pani/Pana odpowiedź: nie',
  titleNo_young: 'Twoja odpowiedź: nie',
  recorded: 'Odpowiedź jest zapisana. Nikt nie może jej po cichu zmienić.',
  recorded_young: 'Twoja odpowiedź jest zapisana. Nikt nie może jej po cichu zmienić.',
  waitingTitle: 'Jeszcze nie wszystko gotowe',
  waiting:
    'Udostępnianie zacznie się dopiero, gdy wszyscy, którzy muszą, odpowiedzą „tak”. Nikomu nie mówimy, kto już wybrał i co.',
  complete:
    'Wszyscy, którzy mieli odpowiedzieć „tak”, zrobili to. Teraz można udostępniać to, na co wszyscy odpowiedzieli „tak”.',
  nothingShared: 'Na to pytanie nic nie zostanie udostępnione.',
  receipt: 'Zobacz swoje dowody',
  receipt_young: 'Zobacz swoje dowody',
};

export const duration = {
  days_one: '{{count}} dzień',
  days_few: '{{count}} dni',
  days_many: '{{count}} dni',
  days_other: '{{count}} dnia',
  months_one: '{{count}} miesiąc',
  months_few: '{{count}} miesiące',
  months_many: '{{count}} miesięcy',
  months_other: '{{count}} miesiąca',
  years_one: '{{count}} rok',
  years_few: '{{count}} lata',
  years_many: '{{count}} lat',
  years_other: '{{count}} roku',
  hours_one: '{{count}} godzina',
  hours_few: '{{count}} godziny',
  hours_many: '{{count}} godzin',
  hours_other: '{{count}} godziny',
};

export const accessibility = {
  title: 'Dostępność',
  intro:
    'Każdy musi móc korzystać z tych stron. Także osoby, które słabo widzą, nie używają myszy lub mało czytają po niderlandzku.',
  aimTitle: 'Do czego dążymy',
  aim: 'Stosujemy WCAG 2.2, poziom AA. To zasady dla stron, z których może korzystać każdy.',
  statusTitle: 'Jak daleko jesteśmy',
  status:
    'Stan C: zrobiono pierwsze kroki. Żadne inne biuro nie zbadało jeszcze tych stron. Dlatego nie mówimy, że wszystko jest w porządku.',
  testedTitle: 'Co sprawdzamy sami',
  tested:
    'Przy każdej zmianie program sprawdza każdą stronę w prawdziwej przeglądarce. Także bez JavaScript, samą klawiaturą i na małym ekranie.',
  gapsTitle: 'Co nie jest jeszcze dobre',
  gaps: 'Nikt z niepełnosprawnością nie wypróbował jeszcze dla nas tych stron. To, co pisze instytucja, jest tylko w jej języku. Pełne wyjaśnienie pytania jest czasem tylko po niderlandzku. Dowód jako plik jest zrobiony dla komputera. Na papierze można go przeczytać.',
  reportTitle: 'Coś nie działa?',
  report:
    'Proszę napisać: {{email}}. Odpowiedź przyjdzie w ciągu dwóch tygodni. Jeśli to nie pomoże, skargę można wysłać do krajowego rzecznika praw (Nationale ombudsman).',
  date: 'To oświadczenie jest z dnia: {{day}}.',
};

export const privacy = {
  title: 'Prywatność',
  intro: 'Tutaj jest napisane, co Kernhub przechowuje o Pani/Panu i o dziecku, i dlaczego.',
  whoTitle: 'Kto to jest?',
  who: 'Instytucje wokół dziecka są odpowiedzialne razem. Kernhub pracuje dla nich na podstawie umowy.',
  whatTitle: 'Co przechowuje Kernhub?',
  what: 'Imię i dzień urodzenia dziecka, zaszyfrowane. Kto decyduje. Co wybrano i kiedy. Która instytucja o co pytała i po co. Adres e-mail, jeśli został podany. Numeru BSN nie przechowujemy nigdy.',
  notTitle: 'Czego Kernhub nie może przeczytać?',
  not: 'Tego, co instytucje udostępniają sobie nawzajem. To jest zaszyfrowane dla odbiorcy. Jest tu najwyżej 24 godziny.',
  whyTitle: 'Dlaczego to wolno?',
  why: 'Często dlatego, że jest zgoda. Czasem dlatego, że prawo tego wymaga lub na to pozwala. Przy każdym pytaniu jest podany powód.',
  longTitle: 'Jak długo?',
  long: 'Kto o co pytał: 5 lat. Dowód wyboru: tak długo, jak obowiązuje, i potem 5 lat. Reszta do chwili, gdy zostanie usunięta na prośbę.',
  cookiesTitle: 'Pliki cookie',
  cookies: 'Jeden plik utrzymuje logowanie, jeden pamięta język. Nikt tu nikogo nie śledzi.',
  rightsTitle: 'O co można poprosić?',
  rights:
    'Wgląd, poprawienie, usunięcie, ograniczenie i sprzeciw. Można to zrobić na stronie Moje prawa albo e-mailem: {{email}}.',
  complaintTitle: 'Skarga',
};

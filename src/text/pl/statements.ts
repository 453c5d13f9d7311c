export const accessibility = {
  title: 'Dostępność',
  intro:
    'Każdy musi móc korzystać z tych stron. Także osoby, które słabo widzą, nie używają myszy lub mało czytają po niderlandzku.',
  intro_young:
    'Każdy musi móc korzystać z tych stron. Także gdy słabo widzisz albo nie używasz myszy. Także gdy mało czytasz po niderlandzku.',
  aimTitle: 'Do czego dążymy',
  aim: 'Stosujemy WCAG 2.2, poziom AA. To zasady dla stron, z których może korzystać każdy.',
  aim_young: 'Stosujemy WCAG 2.2, poziom AA. To zasady dla stron, z których może korzystać każdy.',
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
  report_young:
    'Napisz: {{email}}. Odpowiedź przyjdzie w ciągu dwóch tygodni. Jeśli to nie pomoże, wyślij skargę do krajowego rzecznika praw (Nationale ombudsman).',
  date: 'To oświadczenie jest z dnia: {{day}}.',
};

export const privacy = {
  title: 'Prywatność',
  intro: 'Tutaj jest napisane, co Kernhub przechowuje o Pani/Panu i o dziecku, i dlaczego.',
  intro_young: 'Tutaj przeczytasz, co Kernhub o Tobie przechowuje. I dlaczego.',
  whoTitle: 'Kto to jest?',
  who: 'Instytucje wokół dziecka są odpowiedzialne razem. Kernhub pracuje dla nich na podstawie umowy.',
  who_young:
    'Szkoła i inni, którzy Ci pomagają, razem odpowiadają za Twoje dane. To są instytucje. Kernhub pracuje dla nich. Jest na to umowa.',
  whatTitle: 'Co przechowuje Kernhub?',
  what: 'Imię i dzień urodzenia dziecka, zaszyfrowane. Kto decyduje. Co wybrano i kiedy. Która instytucja o co pytała i po co. Adres e-mail, jeśli został podany. Numeru BSN nie przechowujemy nigdy.',
  what_young:
    'Twoje imię i dzień urodzenia. Są zamknięte. Kto o Tobie decyduje. Co wybierasz i kiedy. Kto o co pyta i po co. Twój adres e-mail, jeśli go podasz. Twojego numeru BSN nie przechowujemy nigdy.',
  notTitle: 'Czego Kernhub nie może przeczytać?',
  not: 'Tego, co instytucje udostępniają sobie nawzajem. To jest zaszyfrowane dla odbiorcy. Jest tu najwyżej 24 godziny.',
  not_young:
    'Tego, co instytucje sobie udostępniają. To jest zamknięte. Klucz ma tylko ten, kto to dostaje. Nigdy nie jest tu dłużej niż 24 godziny.',
  whyTitle: 'Dlaczego to wolno?',
  why: 'Często dlatego, że jest zgoda. Czasem dlatego, że prawo tego wymaga lub na to pozwala. Przy każdym pytaniu jest podany powód.',
  why_young:
    'Często dlatego, że mówisz „tak”. Czasem dlatego, że prawo tego wymaga albo pozwala. Przy każdym pytaniu jest napisane dlaczego.',
  longTitle: 'Jak długo?',
  long: 'Większość zostaje do chwili, gdy zostanie usunięta na prośbę. To przechowujemy przez określony czas:',
  long_young: 'Większość zostaje, aż poprosisz o usunięcie. To przechowujemy przez określony czas:',
  cookiesTitle: 'Pliki cookie',
  cookies: 'Wszystkie pliki są nasze. Nikt tu nikogo nie śledzi.',
  cookies_young: 'To małe pliki w Twojej przeglądarce. Wszystkie są nasze. Nikt Cię tu nie śledzi.',
  rightsTitle: 'O co można poprosić?',
  rightsTitle_young: 'O co możesz poprosić?',
  rights:
    'Wgląd, poprawienie, usunięcie, ograniczenie i sprzeciw. Można to zrobić na stronie Moje prawa albo e-mailem: {{email}}.',
  rights_young:
    'Możesz zobaczyć swoje dane, poprosić o ich poprawienie i usunięcie. Możesz poprosić, żeby przez pewien czas ich nie używać. Możesz powiedzieć, że się nie zgadzasz. Zrobisz to na stronie Moje prawa. Albo e-mailem: {{email}}.',
  complaintTitle: 'Skarga',
  longAsked: 'Kto o co pytał: {{duration}}.',
  longProof: 'Dowód wyboru: najwyżej {{duration}} od ostatniej odpowiedzi.',
  longProof_young: 'Dowód Twojego wyboru: najwyżej {{duration}} od ostatniej odpowiedzi.',
  longRights: 'Prośby ze strony Moje prawa: {{duration}} od odpowiedzi.',
  longRights_young: 'Twoje prośby ze strony Moje prawa: {{duration}} od odpowiedzi.',
  longAccount: 'Numer logowania, bez imienia i nazwiska: {{duration}} od ostatniego logowania.',
  longAccount_young: 'Numer Twojego logowania, bez imienia: {{duration}} od ostatniego logowania.',
  cookieSession: 'Utrzymuje logowanie. Najwyżej 8 godzin.',
  cookieSession_young: 'Utrzymuje Twoje logowanie. Najwyżej 8 godzin.',
  cookieLogin: 'Pomaga podczas logowania. Kilka minut.',
  cookieReader: 'Pamięta, czy czyta tu młoda osoba. Wtedy słowa są inne. Najwyżej 8 godzin.',
  cookieLanguage: 'Pamięta język. Rok.',
};

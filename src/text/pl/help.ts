export const help = {
  title: 'Pomoc',
  stuckTitle: 'Coś jest niejasne?',
  stuck:
    'Proszę zadzwonić lub napisać do instytucji, która zadała pytanie, na przykład do szkoły. Można też obejrzeć te strony razem z nimi. Decyzja należy do Pani/Pana.',
  contactTitle: 'Kontakt',
  contact:
    'Adres e-mail osób, które prowadzą Kernhub: {{email}}. Proszę nie pisać w wiadomości nic o dziecku.',
  saferTitle: 'Co widzi Kernhub?',
  safer:
    'Kernhub wie, że ktoś pytał i że coś udostępniono, kto to zrobił i po co. Udostępniane dane są zaszyfrowane. Może je przeczytać tylko odbiorca.',
  rightsTitle: 'Pani/Pana prawa',
  rights:
    'Można zobaczyć dane, poprosić o ich poprawienie i o usunięcie. Można wyrazić sprzeciw. Prośbę proszę skierować do instytucji lub do Kernhub.',
  complaintTitle: 'Skarga',
  complaint:
    'Czy nie zgadza się Pani/Pan z tym, co się dzieje? Proszę najpierw porozmawiać z instytucją lub z inspektorem ochrony danych (functionaris gegevensbescherming). Można też zwrócić się do holenderskiego urzędu ochrony danych: Autoriteit Persoonsgegevens, Postbus 93374, 2509 AJ Den Haag.',
  moreTitle: 'Więcej',
  paperTitle: 'Na papierze albo razem?',
  paper:
    'Proszę poprosić szkołę lub inną instytucję o wspólne obejrzenie. Decyzja należy do Pani/Pana. Każdą stronę i każdy dowód można wydrukować.',
};

export const problems = {
  errorCode: 'Kod błędu: {{trace}}',
  notFoundTitle: 'Nie ma takiej strony',
  notFound: 'Może adres jest błędny albo nie wolno tego zobaczyć.',
  expiredTitle: 'Proszę zalogować się ponownie',
  expired:
    'Przerwa trwała za długo. Dla bezpieczeństwa nastąpiło wylogowanie. Ostatni wybór nie został zapisany.',
  refusedTitle: 'Tego nie można zrobić',
  refused: 'To polecenie nie przyszło z naszej strony. Nic się nie zmieniło. Proszę spróbować od początku.',
  againTitle: 'To się teraz nie udaje',
  again:
    'Po naszej stronie jest błąd. Nic nie udostępniono i nic nie przepadło. Proszę spróbować ponownie za kilka minut.',
  tooManyTitle: 'Proszę chwilę poczekać',
  tooMany: 'To za dużo naraz. Proszę poczekać minutę i spróbować ponownie.',
  changedTitle: 'W międzyczasie coś się zmieniło',
  changed: 'Proszę jeszcze raz spojrzeć na pytanie. Możliwe, że ta czynność jest już wykonana.',
  invalidTitle: 'Nie rozumiemy tego',
  invalid:
    'To, co zostało wysłane, nie pasuje do tej strony. Nic się nie zmieniło. Proszę wrócić i spróbować ponownie.',
  signInTitle: 'Logowanie się nie udało',
  signIn:
    'Logowanie nie zostało zakończone albo ten sposób logowania nie jest tu dość bezpieczny. Proszę spróbować ponownie.',
  toStart: 'Do pierwszej strony',
  signInAgain: 'Zaloguj się ponownie',
};

export const help = {
  title: 'Pomoc',
  stuckTitle: 'Coś jest niejasne?',
  stuckTitle_young: 'Coś jest niejasne?',
  stuck:
    'Proszę zadzwonić lub napisać do instytucji, która zadała pytanie, na przykład do szkoły. Można też obejrzeć te strony razem z nimi. Decyzja należy do Pani/Pana.',
  stuck_young:
    'Zadzwoń albo napisz do tego, kto pyta, na przykład do szkoły. Możesz też obejrzeć to razem z nimi. Decydujesz Ty.',
  contactTitle: 'Kontakt',
  contact:
    'Adres e-mail osób, które prowadzą Kernhub: {{email}}. Proszę nie pisać w wiadomości nic o dziecku.',
  contact_young: 'Adres osób, które prowadzą Kernhub: {{email}}. Nie pisz w wiadomości nic o sobie.',
  saferTitle: 'Co widzi Kernhub?',
  safer:
    'Kernhub wie, że ktoś pytał i że coś udostępniono, kto to zrobił i po co. Udostępniane dane są zaszyfrowane. Może je przeczytać tylko odbiorca.',
  safer_young:
    'Kernhub wie, kto o coś pyta i po co. Wie też, czy coś udostępniono. To, co udostępniono, jest zamknięte. Może to przeczytać tylko ten, kto to dostaje.',
  rightsTitle: 'Pani/Pana prawa',
  rightsTitle_young: 'Twoje prawa',
  rights:
    'Można zobaczyć dane, poprosić o ich poprawienie i o usunięcie. Można wyrazić sprzeciw. Prośbę proszę skierować do instytucji lub do Kernhub.',
  rights_young:
    'Możesz zobaczyć, co jest o Tobie zapisane. Coś się nie zgadza? Poproś o poprawienie albo usunięcie. Nie zgadzasz się z czymś? Powiedz to. To się nazywa sprzeciw. Zapytaj instytucję albo Kernhub.',
  complaintTitle: 'Skarga',
  complaint:
    'Czy nie zgadza się Pani/Pan z tym, co się dzieje? Proszę najpierw porozmawiać z instytucją lub z inspektorem ochrony danych (functionaris gegevensbescherming). Można też zwrócić się do holenderskiego urzędu ochrony danych: Autoriteit Persoonsgegevens, Postbus 93374, 2509 AJ Den Haag.',
  complaint_young:
    'Coś jest nie w porządku? Najpierw porozmawiaj z instytucją. Albo z inspektorem ochrony danych (functionaris gegevensbescherming): on pilnuje Twoich danych. Możesz też iść do holenderskiego urzędu ochrony danych: Autoriteit Persoonsgegevens, Postbus 93374, 2509 AJ Den Haag.',
  moreTitle: 'Więcej',
  paperTitle: 'Na papierze albo razem?',
  paper:
    'Proszę poprosić szkołę lub inną instytucję o wspólne obejrzenie. Decyzja należy do Pani/Pana. Każdą stronę i każdy dowód można wydrukować.',
  paper_young:
    'Poproś szkołę albo kogoś innego o wspólne obejrzenie. Decydujesz Ty. Każdą stronę i każdy dowód możesz wydrukować.',
};

export const problems = {
  errorCode: 'Kod błędu: {{trace}}',
  notFoundTitle: 'Nie ma takiej strony',
  notFound: 'Może adres jest błędny albo nie wolno tego zobaczyć.',
  notFound_young: 'Może adres jest błędny. Albo nie wolno Ci tego zobaczyć.',
  expiredTitle: 'Proszę zalogować się ponownie',
  expiredTitle_young: 'Zaloguj się ponownie',
  expired:
    'Przerwa trwała za długo. Dla bezpieczeństwa nastąpiło wylogowanie. Ostatni wybór nie został zapisany.',
  expired_young:
    'Przerwa trwała za długo. Dlatego nastąpiło wylogowanie. Tak jest bezpieczniej. Twój ostatni wybór nie jest zapisany.',
  refusedTitle: 'Tego nie można zrobić',
  refused: 'To polecenie nie przyszło z naszej strony. Nic się nie zmieniło. Proszę spróbować od początku.',
  refused_young: 'To nie przyszło z naszej strony. Nic się nie zmieniło. Zacznij od początku.',
  againTitle: 'To się teraz nie udaje',
  again:
    'Po naszej stronie jest błąd. Nic nie udostępniono i nic nie przepadło. Proszę spróbować ponownie za kilka minut.',
  again_young:
    'Coś u nas nie zadziałało. Nic nie udostępniono. Nic nie przepadło. Spróbuj ponownie za kilka minut.',
  tooManyTitle: 'Proszę chwilę poczekać',
  tooManyTitle_young: 'Chwilę poczekaj',
  tooMany: 'To za dużo naraz. Proszę poczekać minutę i spróbować ponownie.',
  tooMany_young: 'To za dużo naraz. Poczekaj minutę. Potem spróbuj ponownie.',
  changedTitle: 'W międzyczasie coś się zmieniło',
  changed: 'Proszę jeszcze raz spojrzeć na pytanie. Możliwe, że ta czynność jest już wykonana.',
  changed_young: 'Spójrz jeszcze raz na pytanie. Możliwe, że to już się stało.',
  invalidTitle: 'Nie rozumiemy tego',
  invalid:
    'To, co zostało wysłane, nie pasuje do tej strony. Nic się nie zmieniło. Proszę wrócić i spróbować ponownie.',
  invalid_young: 'To nie pasuje do tej strony. Nic się nie zmieniło. Wróć. Spróbuj ponownie.',
  signInTitle: 'Logowanie się nie udało',
  signIn:
    'Logowanie nie zostało zakończone albo ten sposób logowania nie jest tu dość bezpieczny. Proszę spróbować ponownie.',
  signIn_young:
    'Logowanie nie jest skończone. Albo Twój sposób logowania nie jest tu dość bezpieczny. Spróbuj ponownie.',
  toStart: 'Do pierwszej strony',
  signInAgain: 'Zaloguj się ponownie',
};

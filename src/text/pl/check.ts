export const check = {
  title: 'Samodzielne sprawdzenie potwierdzenia',
  intro:
    'Ta strona oblicza, czy potwierdzenie jest prawdziwe. Dzieje się to na tym urządzeniu. Plik nie jest nigdzie wysyłany.',
  offline: 'Można wyłączyć internet: strona będzie działać dalej.',
  without:
    'Ta strona potrzebuje JavaScript. To samo robi polecenie kernhub verify receipt. Proszę poprosić o pomoc kogoś z komputerem.',
  file: 'Plik z potwierdzeniem',
  fileHint: 'Potwierdzenie lub lista pobrane z Kernhub.',
  keysTitle: 'Wpisz klucze',
  keysWhy:
    'Klucz pokazuje, kto coś podpisał. Bez kluczy liczy się to, co jest w samym pliku. Fałszerz może tam wstawić własne klucze.',
  logKey: 'Klucz dziennika',
  hubKey: 'Klucz Kernhub',
  fromHub: 'Wpisz klucze tej strony',
  fromHubWhy:
    'Uwaga: wtedy sam Kernhub mówi, który klucz jest dobry. Klucze od znajomej osoby lub z papieru dowodzą więcej.',
  run: 'Sprawdź',
  busy: 'Chwileczkę, obliczamy.',
  holds: 'To potwierdzenie jest prawdziwe.',
  broken: 'To potwierdzenie nie jest prawdziwe.',
  brokenNext: 'Może plik został zmieniony albo pasuje do niego inny klucz. Poniżej widać, co się nie zgadza.',
  notJson:
    'Nie możemy odczytać tego pliku jako potwierdzenia. Może to zdjęcie albo list. Proszę wybrać plik pobrany z Kernhub.',
  otherKind: 'Ten plik jest czymś innym niż potwierdzenie Kernhub. Proszę wybrać inny plik.',
  tooLarge:
    'Ten plik jest za duży dla tej strony. Potwierdzenie jest dużo mniejsze. Bardzo długą listę sprawdzi polecenie kernhub verify receipt.',
  unreadable: 'Nie można otworzyć pliku. Proszę wybrać go jeszcze raz.',
  yes: 'Tak',
  no: 'Nie',
  format: 'Czy plik ma formę potwierdzenia?',
  statement: 'Czy Kernhub podpisał każde słowo?',
  part: 'Czy własne części należą do tego, co zapisano?',
  commitment: 'Czy to dokładnie to, co utrwalił dziennik?',
  content: 'Czy potwierdzenie mówi to samo co dziennik?',
  notice: 'Czy wyjaśnienie jest słowo w słowo takie jak wtedy?',
  list: 'Czy lista jest dokładnie tą, którą zapisano?',
  leaf: 'Czy potwierdzenie pasuje do jednej linii dziennika?',
  checkpoint: 'Czy dziennik podpisał swój stan?',
  inclusion: 'Czy ta linia naprawdę jest w dzienniku?',
  checksTitle: 'Co zostało sprawdzone',
  trustTitle: 'Co nie jest jeszcze pewne',
  trustKeys:
    'Nie wpisano własnego klucza. Fałszerz może zrobić cały plik, który też się zgadza. Proszę zapytać o klucze znajomą osobę.',
  trustClosed:
    'Część dotyczy też kogoś innego i pozostaje zamknięta. Kernhub podpisał jednak to, co tu jest.',
  trustWords: 'Nazw partnerów i tytułów nie ma w dzienniku. Podpisał je Kernhub.',
  trustList: 'To, że niczego nie brakuje, mówi Kernhub. Dziennik dowodzi tego każdemu, kto ma go w całości.',
  trustWitnesses: 'Świadków dziennika tu nie sprawdzono. Potrafi to polecenie kernhub verify receipt.',
  details: 'Dla tych, którzy chcą znać szczegóły',
};

export const check = {
  title: 'Samodzielne sprawdzenie dowodu',
  title_young: 'Sprawdź dowód samodzielnie',
  intro:
    'Ta strona oblicza, czy dowód jest prawdziwy. Dzieje się to na tym urządzeniu. Plik nie jest nigdzie wysyłany.',
  offline: 'Można wyłączyć internet: strona będzie działać dalej.',
  offline_young: 'Możesz wyłączyć internet: strona będzie działać dalej.',
  without:
    'Ta strona potrzebuje JavaScript. To samo robi polecenie kernhub verify receipt. Proszę poprosić o pomoc kogoś z komputerem.',
  without_young:
    'Ta strona potrzebuje JavaScript. To samo robi polecenie kernhub verify receipt. Poproś o pomoc kogoś z komputerem.',
  file: 'Plik z dowodem',
  fileHint: 'Dowód lub lista pobrane z Kernhub.',
  keysTitle: 'Wpisz klucze',
  keysWhy:
    'Klucz pokazuje, kto coś podpisał. Bez kluczy liczy się to, co jest w samym pliku. Fałszerz może tam wstawić własne klucze.',
  logKey: 'Klucz dziennika',
  hubKey: 'Klucz Kernhub',
  fromHub: 'Wpisz klucze tej strony',
  fromHubWhy:
    'Uwaga: wtedy sam Kernhub mówi, który klucz jest dobry. Klucze od znajomej osoby lub z papieru dowodzą więcej.',
  fromHubWhy_young:
    'Uwaga: wtedy sam Kernhub mówi, który klucz jest dobry. Klucz od kogoś, kogo znasz, dowodzi więcej. Klucz z papieru też.',
  run: 'Sprawdź',
  busy: 'Chwileczkę, obliczamy.',
  holds: 'Ten dowód jest prawdziwy.',
  broken: 'Ten dowód nie jest prawdziwy.',
  brokenNext: 'Może plik został zmieniony albo pasuje do niego inny klucz. Poniżej widać, co się nie zgadza.',
  brokenNext_young:
    'Może plik został zmieniony. Albo pasuje do niego inny klucz. Poniżej zobaczysz, co się nie zgadza.',
  notJson:
    'Nie możemy odczytać tego pliku jako dowodu. Może to zdjęcie albo list. Proszę wybrać plik pobrany z Kernhub.',
  notJson_young:
    'Nie możemy odczytać tego pliku jako dowodu. Może to zdjęcie albo list. Wybierz plik pobrany z Kernhub.',
  otherKind: 'Ten plik jest czymś innym niż dowód Kernhub. Proszę wybrać inny plik.',
  otherKind_young: 'To nie jest dowód Kernhub. Wybierz inny plik.',
  tooLarge:
    'Ten plik jest za duży dla tej strony. Dowód jest dużo mniejszy. Bardzo długą listę sprawdzi polecenie kernhub verify receipt.',
  unreadable: 'Nie można otworzyć pliku. Proszę wybrać go jeszcze raz.',
  unreadable_young: 'Nie można otworzyć pliku. Wybierz go jeszcze raz.',
  yes: 'Tak',
  no: 'Nie',
  format: 'Czy plik ma formę dowodu?',
  statement: 'Czy Kernhub podpisał każde słowo?',
  part: 'Czy własne części należą do tego, co zapisano?',
  commitment: 'Czy to dokładnie to, co utrwalił dziennik?',
  content: 'Czy dowód mówi to samo co dziennik?',
  notice: 'Czy wyjaśnienie jest słowo w słowo takie jak wtedy?',
  list: 'Czy lista jest dokładnie tą, którą zapisano?',
  leaf: 'Czy dowód pasuje do jednej linii dziennika?',
  checkpoint: 'Czy dziennik podpisał swój stan?',
  inclusion: 'Czy ta linia naprawdę jest w dzienniku?',
  passkey: 'Czy klucz tej osoby był wcześniej w dzienniku?',
  signedDecision: 'Czy podpisano dokładnie tę odpowiedź?',
  signedNow: 'Czy podpisano ją tylko dla tej jednej odpowiedzi, tuż przed nią?',
  signedHere: 'Czy podpisano ją na stronie Kernhub?',
  signedForSite: 'Czy klucz należy do tej strony?',
  signedByPerson: 'Czy urządzenie sprawdziło, że jest przy nim właściciel?',
  signature: 'Czy podpis pochodzi od tego klucza?',
  checksTitle: 'Co zostało sprawdzone',
  trustTitle: 'Co nie jest jeszcze pewne',
  trustKeys:
    'Nie wpisano własnego klucza. Fałszerz może zrobić cały plik, który też się zgadza. Proszę zapytać o klucze znajomą osobę.',
  trustKeys_young:
    'Nie wpisano Twojego klucza. Fałszerz może zrobić cały plik, który też się zgadza. Zapytaj o klucze kogoś, kogo znasz.',
  trustClosed:
    'Część dotyczy też kogoś innego i pozostaje zamknięta. Kernhub podpisał jednak to, co tu jest.',
  trustWords: 'Nazw partnerów i tytułów nie ma w dzienniku. Podpisał je Kernhub.',
  trustList: 'To, że niczego nie brakuje, mówi Kernhub. Dziennik dowodzi tego każdemu, kto ma go w całości.',
  trustPasskey:
    'Tylko osoba, która utworzyła klucz, wie, że należy on do niej. Proszę porównać kod klucza z kodem na papierze.',
  trustPasskey_young:
    'Czy klucz naprawdę należy do tej osoby? Wie to tylko ten, kto go utworzył. Porównaj kod klucza z kodem na papierze.',
  trustWitnesses: 'Świadków dziennika tu nie sprawdzono. Potrafi to polecenie kernhub verify receipt.',
  details: 'Dla tych, którzy chcą znać szczegóły',
  paper: 'Czy plik należy do papieru?',
  paperFound: 'Tę stronę otwarto kodem z papieru. Teraz proszę wybrać plik, który do niego należy.',
  paperFound_young: 'Tę stronę otwarto kodem z papieru. Teraz wybierz plik, który do niego należy.',
};

export const mail = {
  questionSubject: 'Czeka pytanie',
  questionText:
    'Czeka pytanie. Proszę się zalogować, żeby je przeczytać i odpowiedzieć. Powiedzenie „nie” nic nie kosztuje.',
  decisionSubject: 'Zapisano odpowiedź',
  decisionText:
    'Pod tym nazwiskiem udzielono odpowiedzi na pytanie. To się nie zgadza? Proszę się zalogować i sprawdzić odpowiedzi.',
  withdrawalSubject: 'Coś zostało zatrzymane',
  withdrawalText:
    'Pod tym nazwiskiem zatrzymano wcześniejszą odpowiedź. To się nie zgadza? Proszę się zalogować i sprawdzić odpowiedzi.',
  emergencySubject: 'Zadano pytanie w nagłej sytuacji',
  emergencyText:
    'Partner zapytał o coś w nagłej sytuacji. Proszę się zalogować, żeby zobaczyć, kto to był i dlaczego.',
  reviewSubject: 'Sprawdzono pytanie zadane w nagłej sytuacji',
  reviewText:
    'Inspektor prywatności sprawdził pytanie zadane w nagłej sytuacji. Proszę się zalogować, żeby przeczytać, co z tego wynikło.',
  about: 'Chodzi o: {{name}}.',
  open: 'Zaloguj się',
  stop: 'Nie chcesz więcej wiadomości? Można je wyłączyć tutaj:',
  codeSubject: 'Kod do potwierdzenia tego adresu',
  codeText: 'Proszę wpisać ten kod na stronie Poczta. Kod działa pół godziny.',
  codeNotYou: 'Nikt nie prosił o kod? Wtedy nic nie trzeba robić. Ten adres nie będzie używany.',
  codeOpen: 'Wpisz kod',
};

export const mailSettings = {
  title: 'Poczta',
  intro:
    'Możemy wysłać wiadomość, gdy coś się wydarzy. To nie jest konieczne. Bez poczty wszystko jest też tutaj.',
  privacy:
    'W wiadomości nigdy nie ma tego, o co i kto zapytał. Nikt inny nie widzi tego adresu. Jeśli wiadomość nie dotrze, widać to na tej stronie. Widzi to też partner, który wysłał zaproszenie, ale nie widzi adresu.',
  address: 'Adres e-mail',
  addressHint: 'Puste pole oznacza brak wiadomości. Adres zostanie wtedy od razu usunięty.',
  language: 'Język wiadomości',
  topics: 'O czym możemy pisać?',
  questions: 'Czeka pytanie',
  decisions: 'Zapisano odpowiedź lub coś zatrzymano',
  emergencies: 'Zadano pytanie w nagłej sytuacji',
  withName: 'Podaj imię dziecka w wiadomości',
  save: 'Zapisz',
  invalid: 'Na ten adres nie możemy wysłać wiadomości. Proszę go sprawdzić.',
  tooMany: 'Poproszono o zbyt wiele kodów. Proszę poczekać godzinę i spróbować ponownie.',
  current: 'Wysyłamy teraz wiadomości na adres {{address}}.',
  none: 'Nie wysyłamy teraz wiadomości.',
  failing: 'Wiadomości na ten adres nie docierają. Proszę sprawdzić, czy adres jest nadal poprawny.',
  pending: 'Wiadomość z kodem jest w drodze na adres {{address}}. Proszę wpisać ten kod tutaj.',
  code: 'Kod z wiadomości',
  codeHint: 'Osiem cyfr. Kod działa pół godziny.',
  confirm: 'Potwierdź',
  codeWrong:
    'Ten kod jest błędny lub wygasł. Proszę zajrzeć do wiadomości albo zapisać adres ponownie, aby dostać nowy kod.',
};

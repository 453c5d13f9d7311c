export const mail = {
  questionSubject: 'Czeka pytanie',
  questionText:
    'Czeka pytanie. Proszę się zalogować, żeby je przeczytać i odpowiedzieć. Powiedzenie „nie” nic nie kosztuje.',
  questionText_young:
    'Czeka pytanie. Zaloguj się. Wtedy możesz je przeczytać i odpowiedzieć. Powiedzenie „nie” nic nie kosztuje.',
  decisionSubject: 'Zapisano odpowiedź',
  decisionText:
    'Pod tym nazwiskiem udzielono odpowiedzi na pytanie. To się nie zgadza? Proszę się zalogować i sprawdzić odpowiedzi.',
  decisionText_young:
    'W Twoim imieniu udzielono odpowiedzi. To się nie zgadza? Zaloguj się. Sprawdź swoje odpowiedzi.',
  withdrawalSubject: 'Coś zostało zatrzymane',
  withdrawalText:
    'Pod tym nazwiskiem zatrzymano wcześniejszą odpowiedź. To się nie zgadza? Proszę się zalogować i sprawdzić odpowiedzi.',
  withdrawalText_young:
    'W Twoim imieniu coś zatrzymano. To się nie zgadza? Zaloguj się. Sprawdź swoje odpowiedzi.',
  emergencySubject: 'Zadano pytanie w nagłej sytuacji',
  emergencyText:
    'Partner zapytał o coś w nagłej sytuacji. Proszę się zalogować, żeby zobaczyć, kto to był i dlaczego.',
  emergencyText_young:
    'Ktoś zapytał o coś w nagłej sytuacji. Zaloguj się. Wtedy zobaczysz, kto to był i dlaczego.',
  reviewSubject: 'Sprawdzono pytanie zadane w nagłej sytuacji',
  reviewText:
    'Inspektor prywatności sprawdził pytanie zadane w nagłej sytuacji. Proszę się zalogować, żeby przeczytać, co z tego wynikło.',
  reviewText_young:
    'Inspektor prywatności sprawdził pytanie zadane w nagłej sytuacji. Zaloguj się. Wtedy przeczytasz, co z tego wynikło.',
  about: 'Chodzi o: {{name}}.',
  about_young: 'Chodzi o Ciebie: {{name}}.',
  open: 'Zaloguj się',
  stop: 'Nie trzeba więcej wiadomości? Można je wyłączyć tutaj:',
  stop_young: 'Nie chcesz więcej wiadomości? Wyłącz je tutaj:',
  codeSubject: 'Kod do potwierdzenia tego adresu',
  codeText: 'Proszę wpisać ten kod na stronie Poczta. Kod działa pół godziny.',
  codeText_young: 'Wpisz ten kod na stronie Poczta. Kod działa pół godziny.',
  codeNotYou: 'Nikt nie prosił o kod? Wtedy nic nie trzeba robić. Ten adres nie będzie używany.',
  codeNotYou_young: 'Nie chodziło o kod? Wtedy nic nie musisz robić. Ten adres nie będzie używany.',
  codeOpen: 'Wpisz kod',
};

export const mailSettings = {
  title: 'Poczta',
  intro:
    'Możemy wysłać wiadomość, gdy coś się wydarzy. To nie jest konieczne. Bez poczty wszystko jest też tutaj.',
  intro_young:
    'Możemy do Ciebie napisać, gdy coś się wydarzy. To nie jest konieczne. Bez poczty zobaczysz wszystko też tutaj.',
  privacy:
    'W wiadomości nigdy nie ma tego, o co i kto zapytał. Nikt inny nie widzi tego adresu. Jeśli wiadomość nie dotrze, widać to na tej stronie. Widzi to też partner, który wysłał zaproszenie, ale nie widzi adresu.',
  privacy_young:
    'W wiadomości nigdy nie ma tego, o co zapytano. Ani tego, kto pytał. Nikt inny nie widzi Twojego adresu. Wiadomość nie dotarła? Zobaczysz to tutaj. Zobaczy to też ten, od kogo masz kod. Adresu nie zobaczy.',
  address: 'Adres e-mail',
  addressHint: 'Puste pole oznacza brak wiadomości. Adres zostanie wtedy od razu usunięty.',
  addressHint_young: 'Nie chcesz wiadomości? Zostaw to puste. Twój adres zostanie wtedy od razu usunięty.',
  language: 'Język wiadomości',
  topics: 'O czym możemy pisać?',
  questions: 'Czeka pytanie',
  decisions: 'Zapisano odpowiedź lub coś zatrzymano',
  emergencies: 'Zadano pytanie w nagłej sytuacji',
  withName: 'Podaj imię dziecka w wiadomości',
  withName_young: 'Podaj moje imię w wiadomości',
  save: 'Zapisz',
  invalid: 'Na ten adres nie możemy wysłać wiadomości. Proszę go sprawdzić.',
  invalid_young: 'Na ten adres nie możemy wysłać wiadomości. Sprawdź go.',
  tooMany: 'Poproszono o zbyt wiele kodów. Proszę poczekać godzinę i spróbować ponownie.',
  tooMany_young: 'Poproszono o zbyt wiele kodów. Poczekaj godzinę. Potem spróbuj ponownie.',
  current: 'Wysyłamy teraz wiadomości na adres {{address}}.',
  none: 'Nie wysyłamy teraz wiadomości.',
  failing: 'Wiadomości na ten adres nie docierają. Proszę sprawdzić, czy adres jest nadal poprawny.',
  failing_young: 'Wiadomości na ten adres nie docierają. Sprawdź, czy Twój adres jest nadal poprawny.',
  pending: 'Wiadomość z kodem jest w drodze na adres {{address}}. Proszę wpisać ten kod tutaj.',
  pending_young: 'Wysłaliśmy wiadomość z kodem na adres {{address}}. Wpisz ten kod tutaj.',
  code: 'Kod z wiadomości',
  codeHint: 'Osiem cyfr. Kod działa pół godziny.',
  confirm: 'Potwierdź',
  codeWrong:
    'Ten kod jest błędny lub wygasł. Proszę zajrzeć do wiadomości albo zapisać adres ponownie, aby dostać nowy kod.',
  codeWrong_young:
    'Ten kod jest błędny albo za stary. Zajrzyj do wiadomości. Chcesz nowy kod? Zapisz adres ponownie.',
  content: 'Co może być w wiadomości?',
};

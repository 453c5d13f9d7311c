export const start = {
  title: 'Decyzja, co udostępnić o dziecku, należy do Pani/Pana',
  intro:
    'Dla dobra dziecka współpracują szkoła, opieka zdrowotna dla dzieci i młodzieży (jeugdgezondheidszorg), zespół dzielnicowy (buurtteam) i inne instytucje. Czasem chcą się czegoś od siebie dowiedzieć, żeby pomóc dziecku. Tutaj widać ich pytanie. Odpowiedź może brzmieć: tak lub nie.',
  noCost: 'Odpowiedź „nie” nic nie kosztuje. Dziecko dostanie taką samą pomoc.',
  canTitle: 'Co można tutaj zrobić?',
  canAnswer: 'Przeczytać pytanie instytucji i odpowiedzieć: tak lub nie.',
  canStop: 'Zatrzymać coś, na co padła odpowiedź „tak”. To działa od razu.',
  canSee: 'Zobaczyć, kto i o co pytał w sprawie dziecka.',
  canProve: 'Zabrać ze sobą dowód swojego wyboru.',
  how: 'Logowanie odbywa się przez DigiD (system logowania holenderskich urzędów) lub w inny bezpieczny sposób. Nie widzimy numeru BSN (numeru obywatela).',
  signIn: 'Zaloguj się',
  firstTime:
    'Czy ma Pani/Pan kod ze szkoły lub z innej instytucji? Najpierw trzeba się zalogować. Potem trzeba wpisać kod.',
  signedOutTitle: 'Wylogowano',
  signedOut: 'Czy z tego urządzenia korzysta też ktoś inny? Proszę teraz zamknąć przeglądarkę.',
};

export const code = {
  title: 'Proszę wpisać swój kod',
  intro:
    'Kod pochodzi ze szkoły lub z innej instytucji. Był na papierze albo został podany w rozmowie. Dzięki niemu wiemy, o które dziecko chodzi.',
  label: 'Kod',
  hint: 'Wielkie litery i kreski nie mają znaczenia.',
  submit: 'Dalej',
  wrong:
    'Ten kod jest błędny lub już nieważny. Proszę sprawdzić, czy jest dobrze przepisany, albo poprosić o nowy kod.',
  tooMany: 'Było za dużo prób wpisania kodu. Proszę poczekać godzinę i spróbować ponownie.',
  used: 'Tego kodu nie można użyć. Był już użyty albo należy do innej osoby. Proszę poprosić o nowy kod.',
  empty: 'Proszę wpisać otrzymany kod.',
};

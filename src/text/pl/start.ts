export const start = {
  title: 'Decyzja, co udostępnić o dziecku, należy do Pani/Pana',
  title_young: 'Ty decydujesz, co jest udostępniane o Tobie',
  intro:
    'Dla dobra dziecka współpracują szkoła, opieka zdrowotna dla dzieci i młodzieży (jeugdgezondheidszorg), zespół dzielnicowy (buurtteam) i inne instytucje. Czasem chcą się czegoś od siebie dowiedzieć, żeby pomóc dziecku. Tutaj widać ich pytanie. Odpowiedź może brzmieć: tak lub nie.',
  intro_young:
    'Są ludzie, którzy Ci pomagają, na przykład szkoła i zespół dzielnicowy (buurtteam). Czasem chcą się czegoś od siebie dowiedzieć. Tutaj widzisz ich pytanie. Ty mówisz „tak” albo „nie”.',
  noCost: 'Odpowiedź „nie” nic nie kosztuje. Dziecko dostanie taką samą pomoc.',
  noCost_young: 'Odpowiedź „nie” nic nie kosztuje. Dostaniesz taką samą pomoc.',
  canTitle: 'Co można tutaj zrobić?',
  canTitle_young: 'Co możesz tutaj zrobić?',
  canAnswer: 'Przeczytać pytanie instytucji i odpowiedzieć: tak lub nie.',
  canAnswer_young: 'Przeczytać pytanie i powiedzieć „tak” albo „nie”.',
  canStop: 'Zatrzymać coś, na co padła odpowiedź „tak”. To działa od razu.',
  canStop_young: 'Zatrzymać coś, na co było Twoje „tak”. To działa od razu.',
  canSee: 'Zobaczyć, kto i o co pytał w sprawie dziecka.',
  canSee_young: 'Zobaczyć, kto i o co pytał w Twojej sprawie.',
  canProve: 'Zabrać ze sobą dowód swojego wyboru.',
  canProve_young: 'Zabrać ze sobą dowód swojego wyboru.',
  how: 'Logowanie odbywa się przez DigiD (system logowania holenderskich urzędów) lub w inny bezpieczny sposób. Nie widzimy numeru BSN (numeru obywatela).',
  how_young:
    'Logujesz się przez DigiD (system logowania urzędów). Możesz też użyć innego bezpiecznego sposobu. Nie widzimy Twojego numeru BSN (numeru obywatela).',
  signIn: 'Zaloguj się',
  firstTime:
    'Czy ma Pani/Pan kod ze szkoły lub z innej instytucji? Najpierw trzeba się zalogować. Potem trzeba wpisać kod.',
  firstTime_young: 'Masz kod? Najpierw się zaloguj. Potem wpisz kod.',
  signedOutTitle: 'Wylogowano',
  signedOut: 'Czy z tego urządzenia korzysta też ktoś inny? Proszę teraz zamknąć przeglądarkę.',
};

export const code = {
  title: 'Proszę wpisać swój kod',
  title_young: 'Wpisz swój kod',
  intro:
    'Kod pochodzi ze szkoły lub z innej instytucji. Był na papierze albo został podany w rozmowie. Dzięki niemu wiemy, o które dziecko chodzi.',
  intro_young:
    'Masz kod ze szkoły albo od kogoś, kto Ci pomaga. Jest na papierze albo ktoś Ci go podał. Dzięki niemu wiemy, że chodzi o Ciebie.',
  label: 'Kod',
  label_young: 'Twój kod',
  hint: 'Wielkie litery i kreski nie mają znaczenia.',
  submit: 'Dalej',
  wrong:
    'Ten kod jest błędny lub już nieważny. Proszę sprawdzić, czy jest dobrze przepisany, albo poprosić o nowy kod.',
  wrong_young: 'Ten kod jest błędny albo za stary. Sprawdź, czy jest dobrze wpisany. Albo poproś o nowy kod.',
  tooMany: 'Było za dużo prób wpisania kodu. Proszę poczekać godzinę i spróbować ponownie.',
  tooMany_young: 'Za dużo prób wpisania kodu. Poczekaj godzinę. Potem spróbuj jeszcze raz.',
  used: 'Tego kodu nie można użyć. Był już użyty albo należy do innej osoby. Proszę poprosić o nowy kod.',
  used_young: 'Tego kodu nie można użyć. Był już użyty albo należy do kogoś innego. Poproś o nowy kod.',
  empty: 'Proszę wpisać otrzymany kod.',
  empty_young: 'Wpisz kod, który masz.',
};

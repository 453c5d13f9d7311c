export const invitation = {
  title: 'Kod od: {{partner}}',
  title_young: 'Twój kod od: {{partner}}',
  intro:
    'Instytucje wokół dziecka chcą się czasem czegoś od siebie dowiedzieć. Zgoda zależy też od Pani/Pana. Ta kartka pozwala wziąć w tym udział.',
  intro_young:
    'Szkoła i inni czasem chcą się czegoś o Tobie dowiedzieć. Ty też decydujesz, czy wolno. Z tą kartką możesz wziąć udział.',
  start: 'Jak zacząć',
  start_young: 'Jak zacząć',
  go: 'Na telefonie lub komputerze proszę wejść na:',
  go_young: 'Na telefonie lub komputerze wejdź na:',
  signIn: 'Proszę zalogować się przez DigiD lub w inny bezpieczny sposób.',
  signIn_young: 'Zaloguj się przez DigiD lub w inny bezpieczny sposób.',
  enter: 'Potem proszę wpisać ten kod:',
  enter_young: 'Potem wpisz ten kod:',
  only: 'Kod mówi tylko, o które dziecko chodzi. Nie służy do logowania.',
  only_young: 'Kod mówi tylko, że chodzi o Ciebie. Nie służy do logowania.',
  until: 'Kod działa jeden raz. Ostatni dzień: {{day}}.',
  keep: 'Proszę nie dawać kodu nikomu innemu. Kod zginął? Nowy daje: {{partner}}.',
  keep_young: 'Nie dawaj kodu nikomu innemu. Kod zginął? Nowy daje: {{partner}}.',
  help: 'Lepiej na papierze albo w rozmowie? To też możliwe. Pomoże: {{partner}}.',
  help_young: 'Lepiej na papierze albo w rozmowie? To też możliwe. Pomoże: {{partner}}.',
};

/** What stands around every page. */
export const frame = {
  skip: 'Przejdź do treści',
  home: 'Moje dzieci',
  home_young: 'O mnie',
  homeStart: 'Początek',
  help: 'Pomoc',
  code: 'Wpisz kod',
  menu: 'Menu',
  language: 'Język',
  changeLanguage: 'Wybierz ten język',
  signIn: 'Zaloguj się',
  signOut: 'Wyloguj się',
  footer: 'Kernhub nie może czytać danych dziecka. Mogą to robić tylko ci, którzy mają prawo je otrzymać.',
  footer_young: 'Kernhub nie może czytać Twoich danych. Może to tylko ten, kto ma prawo je dostać.',
  authoritative: 'Obowiązuje tekst niderlandzki.',
  accessibility: 'Dostępność',
  privacy: 'Prywatność',
};

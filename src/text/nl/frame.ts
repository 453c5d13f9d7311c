/** What stands around every page. */
export const frame = {
  skip: 'Naar de inhoud',
  home: 'Mijn kinderen',
  home_young: 'Over mij',
  homeStart: 'Start',
  help: 'Hulp',
  code: 'Code invullen',
  menu: 'Menu',
  language: 'Taal',
  changeLanguage: 'Kies deze taal',
  signIn: 'Inloggen',
  signOut: 'Uitloggen',
  footer: 'Kernhub kan de gegevens van uw kind niet lezen. Alleen wie ze mag ontvangen, kan dat.',
  footer_young: 'Kernhub kan jouw gegevens niet lezen. Dat kan alleen wie ze mag krijgen.',
  authoritative: 'De Nederlandse tekst is de tekst die geldt.',
  accessibility: 'Toegankelijkheid',
  privacy: 'Privacy',
};

/** What stands around every page. */
export const frame = {
  skip: 'Go to the content',
  home: 'My children',
  home_young: 'About me',
  homeStart: 'Start',
  help: 'Help',
  code: 'Enter a code',
  menu: 'Menu',
  language: 'Language',
  changeLanguage: 'Choose this language',
  signIn: 'Sign in',
  signOut: 'Sign out',
  footer: 'Kernhub cannot read your child’s information. Only those who may receive it can.',
  footer_young: 'Kernhub cannot read your information. Only who may get it can.',
  authoritative: 'The Dutch text is the one that counts.',
  accessibility: 'Accessibility',
  privacy: 'Privacy',
};

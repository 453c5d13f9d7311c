/** What stands around every page. */
export const frame = {
  skip: 'Перейти до змісту',
  home: 'Мої діти',
  home_young: 'Про мене',
  homeStart: 'Початок',
  help: 'Допомога',
  code: 'Ввести код',
  menu: 'Меню',
  language: 'Мова',
  changeLanguage: 'Обрати цю мову',
  signIn: 'Увійти',
  signOut: 'Вийти',
  footer: 'Kernhub не може читати дані вашої дитини. Це можуть лише ті, кому дозволено їх отримати.',
  footer_young: 'Kernhub не може читати твої дані. Це можуть лише ті, кому дозволено їх отримати.',
  authoritative: 'Чинним є нідерландський текст.',
  accessibility: 'Доступність',
  privacy: 'Приватність',
};

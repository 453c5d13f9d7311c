/** What stands around every page. */
export const frame = {
  skip: 'İçeriğe geç',
  home: 'Çocuklarım',
  home_young: 'Benimle ilgili',
  homeStart: 'Başlangıç',
  help: 'Yardım',
  code: 'Kod gir',
  menu: 'Menü',
  language: 'Dil',
  changeLanguage: 'Bu dili seç',
  signIn: 'Giriş yap',
  signOut: 'Çıkış yap',
  footer: 'Kernhub, çocuğunuzun bilgilerini okuyamaz. Yalnızca almaya izni olanlar okuyabilir.',
  footer_young: 'Kernhub senin bilgilerini okuyamaz. Yalnızca alma izni olan okuyabilir.',
  authoritative: 'Hollandaca metin geçerlidir.',
  accessibility: 'Erişilebilirlik',
  privacy: 'Gizlilik',
};

/** What stands around every page. */
export const frame = {
  skip: 'الانتقال إلى المحتوى',
  home: 'أطفالي',
  home_young: 'عني',
  homeStart: 'البداية',
  help: 'مساعدة',
  code: 'إدخال رمز',
  menu: 'القائمة',
  language: 'اللغة',
  changeLanguage: 'اختيار هذه اللغة',
  signIn: 'تسجيل الدخول',
  signOut: 'تسجيل الخروج',
  footer: 'لا تستطيع منصة Kernhub قراءة بيانات طفلكم. يقرؤها فقط من يُسمح له باستلامها.',
  footer_young: 'لا تستطيع منصة Kernhub قراءة بياناتك. يقرؤها فقط من يُسمح له باستلامها.',
  authoritative: 'النص الهولندي هو النص المعتمد.',
  accessibility: 'سهولة الوصول',
  privacy: 'الخصوصية',
};

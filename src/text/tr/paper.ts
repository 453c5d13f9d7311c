export const paper = {
  title: 'Kodlu kâğıdınız',
  intro:
    'Bir uzmanla birlikte evet dediniz. Sonra size üzerinde kod olan bir kâğıt verildi. O kodu buraya girin.',
  label: 'Kâğıdınızdaki kod',
  hint: 'Büyük harf ve tireler önemli değildir.',
  submit: 'Ne yazdığına bakın',
  wrong:
    'Bu kod yanlış veya süresi dolmuş. Doğru yazıp yazmadığınıza bakın. Olmuyor mu? Kâğıdı veren kurumu arayın.',
  tooMany:
    'Bu kod çok kez yanlış girildi. Bir saat bekleyip yeniden deneyin. Şimdi durdurmak mı istiyorsunuz? Kâğıdı veren kurumu arayın.',
  shownTitle: 'Sizinle birlikte bu yazıldı',
  by: '{{partner}} bunu {{day}} tarihinde yazdı.',
  assisted: 'Bunu bir görüşmede söylediniz.',
  paper: '{{day}} tarihinde imzaladınız.',
  said: 'Şuna evet dediniz: {{purpose}}',
  said_young: 'Şuna evet dedin: {{purpose}}',
  fields: 'Şunlar paylaşılabilir:',
  nowhere: 'Şu anda neyin geçerli olduğunu giriş yapınca görürsünüz.',
  undoTitle: 'Yanlış mı, yoksa durdurmak mı istiyorsunuz?',
  undo: 'Evet, şimdi durdur',
  undoEffect: 'Paylaşım hemen durur. Nedenini söylemeniz ve giriş yapmanız gerekmez.',
  undone: 'Durduruldu. Bu kâğıda göre artık hiçbir şey paylaşılmıyor.',
  confirmTitle: 'Doğru mu?',
  confirmIntro:
    'Giriş yapın ve doğru olduğunu kendiniz söyleyin. O zaman evetiniz geçerli olur. İkinci bir uzman da bunu sizinle yapabilir.',
  confirmLink: 'Giriş yap ve onayla',
  confirmPage: 'Doğru olduğunu söyleyin',
  confirmHelp: 'Kâğıdınızdaki kodu bir kez daha girin. Evetiniz o andan itibaren geçerlidir.',
  confirmSubmit: 'Evet, bu doğru',
  recordedBy: '{{partner}} tarafından sizinle birlikte yazıldı',
  assistedMark: 'görüşmede',
  paperMark: 'kâğıt üzerinde',
  phoneMark: 'telefonda',
  sheetTitle: 'Kâğıdınız',
  sheetTitle_young: 'Kâğıdın',
  sheetPending:
    'Evetiniz henüz geçerli değil. Önce ikinci bir uzman bunun doğru olduğunu söylemelidir. Giriş yaparak bunu kendiniz de yapabilirsiniz. Son gün: {{day}}.',
  sheetPending_young:
    'Evetin henüz geçerli değil. Önce ikinci bir uzman bunun doğru olduğunu söylemelidir. Giriş yaparak bunu kendin de yapabilirsin. Son gün: {{day}}.',
  sheetCode: 'Kodunuz',
  sheetCode_young: 'Kodun',
  sheetUse:
    'Bu kodla ne yazdığını görürsünüz. Onunla durdurabilirsiniz de. Giriş yapmanız gerekmez. Şu adrese gidin:',
  sheetUse_young:
    'Bu kodla ne yazdığını görürsün. Onunla durdurabilirsin de. Giriş yapman gerekmez. Şu adrese git:',
  sheetKeep: 'Bu kâğıdı iyi saklayın. Kodun son geçerli günü: {{day}}.',
  sheetKeep_young: 'Bu kâğıdı iyi sakla. Kodun son geçerli günü: {{day}}.',
};

export const rights = {
  title: 'Haklarım',
  intro: 'Çocuğunuzla ilgili bilgiler çocuğunuza aittir. Bunları isteyebilirsiniz. Ücretsizdir.',
  intro_young: 'Seninle ilgili bilgiler sana aittir. Bunları isteyebilirsin. Ücretsizdir.',
  see: 'Görmek: Çocuğunuz hakkında ne sorulduğunu ve ne paylaşıldığını kendiniz görebilirsiniz. Kim neye baktı sayfasına gidin. Bilgilerin kendisini, bilgilerin bulunduğu kurumdan isteyin.',
  correct:
    'Düzeltmek: Bunu bilgilerin bulunduğu kurumdan isteyin. Kurum bir ay içinde cevap vermek zorundadır.',
  object:
    'İtiraz etmek: Bunu kuruma söyleyin ya da bize e-posta yazın. İzin verdiyseniz, izni durdurmanız da yeter.',
  eraseTitle: 'Kernhub’daki bütün bilgileri sildirmek: {{name}}',
  eraseTitle_young: 'Kernhub’da seninle ilgili bütün bilgileri sildirmek',
  erase:
    'O zaman Kernhub’daki bilgilerin anahtarlarını yok ederiz. Artık kimse onları okuyamaz. Bir gizlilik görevlisi önce yasanın saklamayı zorunlu kıldığı bir şey olup olmadığına bakar. Bir ay içinde cevap alırsınız. Silme geri alınamaz.',
  erase_young:
    'O zaman Kernhub’daki bilgilerin anahtarlarını yok ederiz. Artık kimse onları okuyamaz. Bir gizlilik görevlisi önce yasanın saklamayı zorunlu kıldığı bir şey olup olmadığına bakar. Bir ay içinde cevap alırsın. Silme geri alınamaz.',
  askErase: 'Silinmesini iste',
  confirm: 'Evet, bunu iste',
  keep: 'Hayır, geri dön',
  askedTitle: 'Sizin istekleriniz',
  noneAsked: 'Henüz bir şey istemediniz.',
  askedOn: 'İstek tarihi: {{day}}',
  open: 'Cevap bekleniyor, en geç: {{day}}',
  refused: 'Reddedildi. Yasa maddesi: {{article}}',
  executed: 'Yapıldı',
  erasure: 'Silme',
  hint: 'Görmek, düzelttirmek, itiraz etmek ve sildirmek.',
  notYou: 'Bunu yalnızca şu anda çocuk hakkında karar veren kişi isteyebilir.',
};

export const start = {
  title: 'Çocuğunuzla ilgili neyin paylaşılacağına siz karar verirsiniz',
  intro:
    'Çocuğunuz için okul, çocuk ve gençlik sağlığı hizmeti (jeugdgezondheidszorg), mahalle ekibi (buurtteam) ve başka kurumlar birlikte çalışır. Bazen çocuğunuza yardım etmek için birbirlerinden bir şey öğrenmek isterler. Sorularını burada görürsünüz. Evet ya da hayır dersiniz.',
  noCost: 'Hayır demenin hiçbir zararı yoktur. Çocuğunuz aynı yardımı alır.',
  canTitle: 'Burada ne yapabilirsiniz?',
  canAnswer: 'Bir kurumun sorusunu okuyup evet ya da hayır diyebilirsiniz.',
  canStop: 'Evet dediğiniz bir şeyi durdurabilirsiniz. Hemen geçerli olur.',
  canSee: 'Çocuğunuzla ilgili kimin ne sorduğunu görebilirsiniz.',
  canProve: 'Neyi seçtiğinizi gösteren bir kanıt alabilirsiniz.',
  how: 'DigiD (Hollanda devletinin giriş sistemi) ile ya da başka güvenli bir yolla giriş yaparsınız. Biz BSN (vatandaşlık numarası) bilginizi görmeyiz.',
  signIn: 'Giriş yap',
  firstTime: 'Okuldan ya da başka bir kurumdan kod mu aldınız? Önce giriş yapın. Sonra kodu girin.',
  signedOutTitle: 'Çıkış yaptınız',
  signedOut: 'Bu cihazı başkası da kullanıyor mu? O zaman şimdi tarayıcıyı kapatın.',
};

export const code = {
  title: 'Kodunuzu girin',
  intro:
    'Okuldan ya da başka bir kurumdan, kâğıt üzerinde ya da bir görüşmede bir kod aldınız. Bu kodla hangi çocuktan söz edildiğini biliriz.',
  label: 'Kodunuz',
  hint: 'Büyük ya da küçük harf ve çizgiler fark etmez.',
  submit: 'Devam',
  wrong:
    'Bu kod yanlış ya da süresi dolmuş. Kodu doğru yazıp yazmadığınıza bakın ya da yeni bir kod isteyin.',
  tooMany: 'Çok fazla kod denediniz. Bir saat bekleyin ve sonra yeniden deneyin.',
  used: 'Bu kod artık kullanılamaz. Daha önce kullanılmış ya da başka birine ait. Yeni bir kod isteyin.',
  empty: 'Size verilen kodu girin.',
};

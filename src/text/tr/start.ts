export const start = {
  title: 'Çocuğunuzla ilgili neyin paylaşılacağına siz karar verirsiniz',
  title_young: 'Seninle ilgili neyin paylaşılacağına sen karar verirsin',
  intro:
    'Çocuğunuz için okul, çocuk ve gençlik sağlığı hizmeti (jeugdgezondheidszorg), mahalle ekibi (buurtteam) ve başka kurumlar birlikte çalışır. Bazen çocuğunuza yardım etmek için birbirlerinden bir şey öğrenmek isterler. Sorularını burada görürsünüz. Evet ya da hayır dersiniz.',
  intro_young:
    'Sana yardım eden insanlar var, örneğin okulda ya da mahalle ekibinde (buurtteam). Bazen birbirlerinden bir şey öğrenmek isterler. Sorularını burada görürsün. Evet ya da hayır dersin.',
  noCost: 'Hayır demenin hiçbir zararı yoktur. Çocuğunuz aynı yardımı alır.',
  noCost_young: 'Hayır demenin zararı yok. Aynı yardımı alırsın.',
  canTitle: 'Burada ne yapabilirsiniz?',
  canTitle_young: 'Burada ne yapabilirsin?',
  canAnswer: 'Bir kurumun sorusunu okuyup evet ya da hayır diyebilirsiniz.',
  canAnswer_young: 'Bir soruyu okuyup evet ya da hayır diyebilirsin.',
  canStop: 'Evet dediğiniz bir şeyi durdurabilirsiniz. Hemen geçerli olur.',
  canStop_young: 'Evet dediğin bir şeyi durdurabilirsin. Hemen geçerli olur.',
  canSee: 'Çocuğunuzla ilgili kimin ne sorduğunu görebilirsiniz.',
  canSee_young: 'Seninle ilgili kimin ne sorduğunu görebilirsin.',
  canProve: 'Neyi seçtiğinizi gösteren bir kanıt alabilirsiniz.',
  canProve_young: 'Neyi seçtiğini gösteren bir kanıt alabilirsin.',
  how: 'DigiD (Hollanda devletinin giriş sistemi) ile ya da başka güvenli bir yolla giriş yaparsınız. Biz BSN (vatandaşlık numarası) bilginizi görmeyiz.',
  how_young:
    'DigiD (Hollanda devletinin giriş sistemi) ile girersin. Başka güvenli bir yol da olur. Biz BSN (vatandaşlık numarası) bilgini görmeyiz.',
  signIn: 'Giriş yap',
  firstTime: 'Okuldan ya da başka bir kurumdan kod mu aldınız? Önce giriş yapın. Sonra kodu girin.',
  firstTime_young: 'Kod mu aldın? Önce giriş yap. Sonra kodu gir.',
  signedOutTitle: 'Çıkış yaptınız',
  signedOut: 'Bu cihazı başkası da kullanıyor mu? O zaman şimdi tarayıcıyı kapatın.',
};

export const code = {
  title: 'Kodunuzu girin',
  title_young: 'Kodunu gir',
  intro:
    'Okuldan ya da başka bir kurumdan, kâğıt üzerinde ya da bir görüşmede bir kod aldınız. Bu kodla hangi çocuktan söz edildiğini biliriz.',
  intro_young:
    'Okuldan ya da sana yardım eden birinden kod aldın. Kod kâğıtta yazar ya da sana söylendi. Bu kodla konunun sen olduğunu biliriz.',
  label: 'Kodunuz',
  label_young: 'Kodun',
  hint: 'Büyük ya da küçük harf ve çizgiler fark etmez.',
  submit: 'Devam',
  wrong:
    'Bu kod yanlış ya da süresi dolmuş. Kodu doğru yazıp yazmadığınıza bakın ya da yeni bir kod isteyin.',
  wrong_young: 'Bu kod yanlış ya da çok eski. Doğru yazdın mı, bak. Ya da yeni bir kod iste.',
  tooMany: 'Çok fazla kod denediniz. Bir saat bekleyin ve sonra yeniden deneyin.',
  tooMany_young: 'Çok fazla kod denedin. Bir saat bekle. Sonra yeniden dene.',
  used: 'Bu kod artık kullanılamaz. Daha önce kullanılmış ya da başka birine ait. Yeni bir kod isteyin.',
  used_young: 'Bu kod artık kullanılamaz. Daha önce kullanılmış ya da başkasının. Yeni bir kod iste.',
  empty: 'Size verilen kodu girin.',
  empty_young: 'Sana verilen kodu gir.',
};

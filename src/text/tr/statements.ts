export const accessibility = {
  title: 'Erişilebilirlik',
  intro: 'Bu sayfaları herkes kullanabilmeli. İyi görmeyen, fare kullanmayan ya da az Hollandaca okuyan da.',
  intro_young:
    'Bu sayfaları herkes kullanabilmeli. İyi görmesen ya da fare kullanmasan da. Az Hollandaca okusan da.',
  aimTitle: 'Hedefimiz',
  aim: 'WCAG 2.2, AA düzeyine uyuyoruz. Bunlar, herkesin kullanabileceği siteler için kurallardır.',
  aim_young: 'WCAG 2.2, AA düzeyine uyuyoruz. Bunlar herkesin kullanabileceği siteler için kurallardır.',
  statusTitle: 'Ne kadar ilerledik',
  status:
    'Durum C: ilk adımlar atıldı. Sayfaları henüz başka bir büro incelemedi. Bu yüzden her şey tamam demiyoruz.',
  testedTitle: 'Kendimiz neyi kontrol ediyoruz',
  tested:
    'Her değişiklikte bir program bütün sayfaları gerçek bir tarayıcıda kontrol eder. JavaScript olmadan, yalnızca klavyeyle ve küçük ekranda da.',
  gapsTitle: 'Henüz iyi olmayanlar',
  gaps: 'Engelli biri bu sayfaları bizim için henüz denemedi. Bir kurumun yazdıkları yalnızca o kurumun dilindedir. Bir sorunun tam açıklaması bazen yalnızca Hollandacadır. Dosya olarak kanıt bilgisayar için yapılmıştır. Kâğıtta okunabilir.',
  reportTitle: 'Bir şey çalışmıyor mu?',
  report:
    'Bu adrese yazın: {{email}}. İki hafta içinde cevap gelir. Yardımcı olmazsa, Ulusal Ombudsman’a şikâyet edilebilir.',
  report_young:
    'Bu adrese yaz: {{email}}. İki hafta içinde cevap alırsın. Yardımcı olmazsa, Ulusal Ombudsman’a şikâyet edebilirsin.',
  date: 'Bu açıklamanın tarihi: {{day}}.',
};

export const privacy = {
  title: 'Gizlilik',
  intro: 'Kernhub’ın siz ve çocuğunuz hakkında ne sakladığı ve nedeni burada yazar.',
  intro_young: 'Burada Kernhub’ın seninle ilgili ne sakladığını okursun. Nedenini de.',
  whoTitle: 'Biz kimiz?',
  who: 'Çocuğunuzun çevresindeki kurumlar birlikte sorumludur. Kernhub, bir sözleşmeyle onlar için çalışır.',
  who_young:
    'Okul ve sana yardım eden başkaları bilgilerinden birlikte sorumludur. Onlara kurumlar diyoruz. Kernhub onlar için çalışır. Bunun için bir sözleşme var.',
  whatTitle: 'Kernhub ne saklar?',
  what: 'Çocuğunuzun adı ve doğum günü, şifreli olarak. Kimin karar verdiği. Ne zaman neyi seçtiğiniz. Hangi kurumun neyi, ne için sorduğu. Verirseniz e-posta adresiniz. BSN numaranızı hiçbir zaman saklamayız.',
  what_young:
    'Adın ve doğduğun gün. Bunlar kilitlidir. Seninle ilgili kimin karar verdiği. Neyi ne zaman seçtiğin. Kimin neyi, ne için sorduğu. Verirsen e-posta adresin. BSN numaranı hiçbir zaman saklamayız.',
  notTitle: 'Kernhub neyi okuyamaz?',
  not: 'Kurumların birbiriyle paylaştıklarını. Bunlar alıcı için şifrelenir. Burada en fazla 24 saat kalır.',
  not_young:
    'Kurumların birbiriyle paylaştıklarını. Bunlar kilitlidir. Anahtar yalnızca alandadır. Burada hiçbir zaman 24 saatten uzun kalmaz.',
  whyTitle: 'Buna neden izin var?',
  why: 'Çoğu zaman evet dediğiniz için. Bazen yasa zorunlu kıldığı ya da izin verdiği için. Her soruda hangi nedenin geçerli olduğu yazar.',
  why_young:
    'Çoğu zaman sen evet dediğin için. Bazen yasa gerektirdiği ya da izin verdiği için. Her soruda nedeni yazar.',
  longTitle: 'Ne kadar süre?',
  long: 'Çoğu, siz ya da çocuğunuz sildirene kadar kalır. Şunları belirli bir süre saklarız:',
  long_young: 'Çoğu, sen sildirene kadar kalır. Şunları belirli bir süre saklarız:',
  cookiesTitle: 'Çerezler',
  cookies: 'Bütün çerezler bize aittir. Burada sizi kimse izlemez.',
  cookies_young: 'Çerezler tarayıcındaki küçük dosyalardır. Hepsi bize aittir. Burada seni kimse izlemez.',
  rightsTitle: 'Ne isteyebilirsiniz?',
  rightsTitle_young: 'Ne isteyebilirsin?',
  rights:
    'Görmek, düzeltmek, silmek, sınırlamak ve itiraz etmek. Bunu Haklarım sayfasında ya da e-postayla yapabilirsiniz: {{email}}.',
  rights_young:
    'Bilgilerini görebilir, düzelttirebilir ve sildirebilirsin. Bir süre kullanılmamasını isteyebilirsin. Katılmadığını söyleyebilirsin. Bunu Haklarım sayfasında yapabilirsin. E-postayla da olur: {{email}}.',
  complaintTitle: 'Şikâyet',
  longAsked: 'Kimin ne sorduğu: {{duration}}.',
  longProof: 'Seçiminizin kanıtı: son cevabınızdan sonra en fazla {{duration}}.',
  longProof_young: 'Seçiminin kanıtı: son cevabından sonra en fazla {{duration}}.',
  longRights: 'Haklarım sayfasında istedikleriniz: cevaptan sonra {{duration}}.',
  longRights_young: 'Haklarım sayfasında istediklerin: cevaptan sonra {{duration}}.',
  longAccount: 'Girişiniz için bir numara, adınız olmadan: son girişinizden sonra {{duration}}.',
  longAccount_young: 'Girişin için bir numara, adın olmadan: son girişinden sonra {{duration}}.',
  cookieSession: 'Oturumunuzu açık tutar. En fazla 8 saat.',
  cookieSession_young: 'Oturumunu açık tutar. En fazla 8 saat.',
  cookieLogin: 'Giriş sırasında yardımcı olur. Birkaç dakika.',
  cookieReader: 'Burada bir gencin okuyup okumadığını hatırlar. O zaman sözler farklıdır. En fazla 8 saat.',
  cookieLanguage: 'Dili hatırlar. Bir yıl.',
};

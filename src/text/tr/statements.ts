export const accessibility = {
  title: 'Erişilebilirlik',
  intro: 'Bu sayfaları herkes kullanabilmeli. İyi görmeyen, fare kullanmayan ya da az Hollandaca okuyan da.',
  aimTitle: 'Hedefimiz',
  aim: 'WCAG 2.2, AA düzeyine uyuyoruz. Bunlar, herkesin kullanabileceği siteler için kurallardır.',
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
  date: 'Bu açıklamanın tarihi: {{day}}.',
};

export const privacy = {
  title: 'Gizlilik',
  intro: 'Kernhub’ın siz ve çocuğunuz hakkında ne sakladığı ve nedeni burada yazar.',
  whoTitle: 'Biz kimiz?',
  who: 'Çocuğunuzun çevresindeki kurumlar birlikte sorumludur. Kernhub, bir sözleşmeyle onlar için çalışır.',
  whatTitle: 'Kernhub ne saklar?',
  what: 'Çocuğunuzun adı ve doğum günü, şifreli olarak. Kimin karar verdiği. Ne zaman neyi seçtiğiniz. Hangi kurumun neyi, ne için sorduğu. Verirseniz e-posta adresiniz. BSN numaranızı hiçbir zaman saklamayız.',
  notTitle: 'Kernhub neyi okuyamaz?',
  not: 'Kurumların birbiriyle paylaştıklarını. Bunlar alıcı için şifrelenir. Burada en fazla 24 saat kalır.',
  whyTitle: 'Buna neden izin var?',
  why: 'Çoğu zaman evet dediğiniz için. Bazen yasa zorunlu kıldığı ya da izin verdiği için. Her soruda hangi nedenin geçerli olduğu yazar.',
  longTitle: 'Ne kadar süre?',
  long: 'Kimin ne sorduğu: 5 yıl. Seçiminizin kanıtı: geçerli olduğu sürece ve sonra 5 yıl. Gerisi, siz ya da çocuğunuz sildirene kadar.',
  cookiesTitle: 'Çerezler',
  cookies: 'Bir çerez oturumunuzu açık tutar, biri dilinizi hatırlar. Burada sizi kimse izlemez.',
  rightsTitle: 'Ne isteyebilirsiniz?',
  rights:
    'Görmek, düzeltmek, silmek, sınırlamak ve itiraz etmek. Bunu Haklarım sayfasında ya da e-postayla yapabilirsiniz: {{email}}.',
  complaintTitle: 'Şikâyet',
};

export const mail = {
  questionSubject: 'Bekleyen bir soru var',
  questionText:
    'Bekleyen bir soru var. Soruyu okumak ve cevaplamak için giriş yapın. Hayır demenin hiçbir zararı yoktur.',
  questionText_young:
    'Bekleyen bir soru var. Giriş yap. O zaman okuyup cevaplayabilirsin. Hayır demenin zararı yok.',
  decisionSubject: 'Bir cevap kaydedildi',
  decisionText: 'Bu ad altında bir soruya cevap verildi. Bu doğru değil mi? Giriş yapın ve cevaplara bakın.',
  decisionText_young: 'Senin adınla bir cevap verildi. Bu doğru değil mi? Giriş yap. Cevaplarına bak.',
  withdrawalSubject: 'Bir şey durduruldu',
  withdrawalText:
    'Bu ad altında daha önceki bir cevap durduruldu. Bu doğru değil mi? Giriş yapın ve cevaplara bakın.',
  withdrawalText_young: 'Senin adınla bir şey durduruldu. Bu doğru değil mi? Giriş yap. Cevaplarına bak.',
  emergencySubject: 'Acil durumda bir soru soruldu',
  emergencyText: 'Bir kurum acil durumda bir şey sordu. Kimin ve neden sorduğunu görmek için giriş yapın.',
  emergencyText_young:
    'Biri acil durumda bir şey sordu. Giriş yap. O zaman kim olduğunu ve nedenini görürsün.',
  reviewSubject: 'Acil durumdaki bir soru incelendi',
  reviewText: 'Bir gizlilik görevlisi acil durumdaki bir soruyu inceledi. Sonucu okumak için giriş yapın.',
  reviewText_young:
    'Bir gizlilik görevlisi acil durumdaki bir soruyu inceledi. Giriş yap. O zaman sonucu okursun.',
  about: 'Konu: {{name}}.',
  about_young: 'Konu sensin, {{name}}.',
  open: 'Giriş yap',
  stop: 'Artık e-posta istemiyor musunuz? Buradan kapatın:',
  stop_young: 'Artık e-posta istemiyor musun? Buradan kapat:',
  codeSubject: 'Bu adresi onaylama kodu',
  codeText: 'Bu kodu E-posta sayfasına girin. Kod yarım saat geçerlidir.',
  codeText_young: 'Bu kodu E-posta sayfasına gir. Kod yarım saat geçerlidir.',
  codeNotYou: 'Kod istemediniz mi? O zaman bir şey yapmanız gerekmez. Bu adres kullanılmaz.',
  codeNotYou_young: 'Kod istemedin mi? O zaman bir şey yapman gerekmez. Bu adres kullanılmaz.',
  codeOpen: 'Kodu gir',
};

export const mailSettings = {
  title: 'E-posta',
  intro:
    'Bir şey olduğunda e-posta gönderebiliriz. Bu zorunlu değildir. E-posta olmadan da her şey burada görünür.',
  intro_young:
    'Bir şey olunca sana e-posta gönderebiliriz. Zorunlu değil. E-posta olmadan da her şeyi burada görürsün.',
  privacy:
    'E-postada neyin sorulduğu ve kimin sorduğu asla yazmaz. Bu adresi başka kimse görmez. Bir e-posta ulaşmazsa bunu bu sayfada görürsünüz. Sizi davet eden kurum da bunu görür, ama adresinizi görmez.',
  privacy_young:
    'E-postada neyin sorulduğu asla yazmaz. Kimin sorduğu da yazmaz. Adresini başka kimse görmez. E-posta ulaşmazsa bunu burada görürsün. Sana kodu veren de bunu görür. Adresini görmez.',
  address: 'E-posta adresi',
  addressHint: 'E-posta almamak için boş bırakın. Adres o zaman hemen silinir.',
  addressHint_young: 'E-posta istemiyor musun? Burayı boş bırak. Adresin o zaman hemen silinir.',
  language: 'E-postanın dili',
  topics: 'Hangi konularda yazabiliriz?',
  questions: 'Bekleyen bir soru var',
  decisions: 'Bir cevap kaydedildi veya bir şey durduruldu',
  emergencies: 'Acil durumda bir soru soruldu',
  withName: 'E-postada çocuğun adını kullan',
  withName_young: 'E-postada adımı kullan',
  save: 'Kaydet',
  invalid: 'Bu, e-posta gönderebileceğimiz bir adres değil. Adresi kontrol edin.',
  invalid_young: 'Bu adrese e-posta gönderemeyiz. Adresi kontrol et.',
  tooMany: 'Çok fazla kod istendi. Bir saat bekleyin ve yeniden deneyin.',
  tooMany_young: 'Çok fazla kod istendi. Bir saat bekle. Sonra yeniden dene.',
  current: 'Şimdi {{address}} adresine e-posta gönderiyoruz.',
  none: 'Şimdi e-posta göndermiyoruz.',
  failing: 'Bu adrese gönderilen e-posta ulaşmıyor. Adresin hâlâ doğru olup olmadığına bakın.',
  failing_young: 'Bu adrese gönderilen e-posta ulaşmıyor. Adresin hâlâ doğru mu, bak.',
  pending: '{{address}} adresine kod içeren bir e-posta gönderildi. O kodu buraya girin.',
  pending_young: '{{address}} adresine kodlu bir e-posta gönderdik. O kodu buraya gir.',
  code: 'E-postadaki kod',
  codeHint: 'Sekiz rakam. Kod yarım saat geçerlidir.',
  confirm: 'Onayla',
  codeWrong:
    'Bu kod doğru değil veya süresi dolmuş. E-postaya bakın ya da yeni kod için adresi yeniden kaydedin.',
  codeWrong_young:
    'Bu kod doğru değil ya da çok eski. E-postaya bak. Yeni kod mu istiyorsun? Adresini yeniden kaydet.',
  content: 'E-postada ne yazabilir?',
};

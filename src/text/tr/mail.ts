export const mail = {
  questionSubject: 'Bekleyen bir soru var',
  questionText:
    'Bekleyen bir soru var. Soruyu okumak ve cevaplamak için giriş yapın. Hayır demenin hiçbir zararı yoktur.',
  decisionSubject: 'Bir cevap kaydedildi',
  decisionText: 'Bu ad altında bir soruya cevap verildi. Bu doğru değil mi? Giriş yapın ve cevaplara bakın.',
  withdrawalSubject: 'Bir şey durduruldu',
  withdrawalText:
    'Bu ad altında daha önceki bir cevap durduruldu. Bu doğru değil mi? Giriş yapın ve cevaplara bakın.',
  emergencySubject: 'Acil durumda bir soru soruldu',
  emergencyText: 'Bir kurum acil durumda bir şey sordu. Kimin ve neden sorduğunu görmek için giriş yapın.',
  reviewSubject: 'Acil durumdaki bir soru incelendi',
  reviewText: 'Bir gizlilik görevlisi acil durumdaki bir soruyu inceledi. Sonucu okumak için giriş yapın.',
  about: 'Konu: {{name}}.',
  open: 'Giriş yap',
  stop: 'Artık e-posta istemiyor musunuz? Buradan kapatın:',
  codeSubject: 'Bu adresi onaylama kodu',
  codeText: 'Bu kodu E-posta sayfasına girin. Kod yarım saat geçerlidir.',
  codeNotYou: 'Kod istemediniz mi? O zaman bir şey yapmanız gerekmez. Bu adres kullanılmaz.',
  codeOpen: 'Kodu gir',
};

export const mailSettings = {
  title: 'E-posta',
  intro:
    'Bir şey olduğunda e-posta gönderebiliriz. Bu zorunlu değildir. E-posta olmadan da her şey burada görünür.',
  privacy:
    'E-postada neyin sorulduğu ve kimin sorduğu asla yazmaz. Bu adresi başka kimse görmez. Bir e-posta ulaşmazsa bunu bu sayfada görürsünüz. Sizi davet eden kurum da bunu görür, ama adresinizi görmez.',
  address: 'E-posta adresi',
  addressHint: 'E-posta almamak için boş bırakın. Adres o zaman hemen silinir.',
  language: 'E-postanın dili',
  topics: 'Hangi konularda yazabiliriz?',
  questions: 'Bekleyen bir soru var',
  decisions: 'Bir cevap kaydedildi veya bir şey durduruldu',
  emergencies: 'Acil durumda bir soru soruldu',
  withName: 'E-postada çocuğun adını kullan',
  save: 'Kaydet',
  invalid: 'Bu, e-posta gönderebileceğimiz bir adres değil. Adresi kontrol edin.',
  tooMany: 'Çok fazla kod istendi. Bir saat bekleyin ve yeniden deneyin.',
  current: 'Şimdi {{address}} adresine e-posta gönderiyoruz.',
  none: 'Şimdi e-posta göndermiyoruz.',
  failing: 'Bu adrese gönderilen e-posta ulaşmıyor. Adresin hâlâ doğru olup olmadığına bakın.',
  pending: '{{address}} adresine kod içeren bir e-posta gönderildi. O kodu buraya girin.',
  code: 'E-postadaki kod',
  codeHint: 'Sekiz rakam. Kod yarım saat geçerlidir.',
  confirm: 'Onayla',
  codeWrong:
    'Bu kod doğru değil veya süresi dolmuş. E-postaya bakın ya da yeni kod için adresi yeniden kaydedin.',
};

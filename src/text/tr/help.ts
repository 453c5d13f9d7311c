export const help = {
  title: 'Yardım',
  stuckTitle: 'Zorlanıyor musunuz?',
  stuck:
    'Size soruyu soran kurumu, örneğin okulu, arayın ya da kuruma e-posta yazın. Bu sayfalara onlarla birlikte de bakabilirsiniz. Kararı siz verirsiniz.',
  contactTitle: 'İletişim',
  contact: 'Kernhub çalışanlarının e-posta adresi: {{email}}. E-postada çocuğunuzla ilgili bir şey yazmayın.',
  saferTitle: 'Kernhub ne görebilir?',
  safer:
    'Kernhub bir şeyin sorulduğunu ve paylaşıldığını, bunu kimin ve ne için yaptığını bilir. Paylaşılan bilgiler şifrelidir. Bunları yalnızca alıcı okuyabilir.',
  rightsTitle: 'Haklarınız',
  rights:
    'Bilgileri görebilir, düzelttirebilir ve sildirebilirsiniz. İtiraz edebilirsiniz. Bunu ilgili kurumdan ya da Kernhub ekibinden isteyin.',
  complaintTitle: 'Şikâyet',
  complaint:
    'Yapılanları doğru bulmuyor musunuz? Önce kurumla ya da veri koruma görevlisiyle (functionaris gegevensbescherming) konuşun. Hollanda veri koruma kurumuna da başvurabilirsiniz: Autoriteit Persoonsgegevens, Postbus 93374, 2509 AJ Den Haag.',
  moreTitle: 'Daha fazla bilgi',
  paperTitle: 'Kâğıtta ya da birlikte mi?',
  paper:
    'Okuldan ya da başka bir kurumdan birlikte bakmayı isteyin. Kararı siz verirsiniz. Her sayfa ve her kanıt yazdırılabilir.',
};

export const problems = {
  errorCode: 'Hata kodu: {{trace}}',
  notFoundTitle: 'Böyle bir sayfa yok',
  notFound: 'Belki adres doğru değil ya da bunu görme izniniz yok.',
  expiredTitle: 'Yeniden giriş yapın',
  expired: 'Uzun süre işlem yapmadınız. Güvenliğiniz için çıkış yapıldı. Son seçiminiz kaydedilmedi.',
  refusedTitle: 'Bu yapılamaz',
  refused: 'Bu işlem kendi sayfamızdan gelmedi. Hiçbir şey değişmedi. Baştan yeniden deneyin.',
  againTitle: 'Bu şu anda olmuyor',
  again:
    'Bizim tarafımızda bir sorun var. Hiçbir şey paylaşılmadı ve hiçbir şey kaybolmadı. Birkaç dakika sonra yeniden deneyin.',
  tooManyTitle: 'Biraz bekleyin',
  tooMany: 'Aynı anda çok fazla işlem yapıyorsunuz. Bir dakika bekleyin ve yeniden deneyin.',
  changedTitle: 'Bu arada bir şey değişti',
  changed: 'Soruya bir kez daha bakın. Az önce yaptığınız işlem belki zaten yapılmıştır.',
  invalidTitle: 'Bunu anlayamadık',
  invalid: 'Gönderilen bilgi bu sayfaya uymuyor. Hiçbir şey değişmedi. Geri dönün ve yeniden deneyin.',
  signInTitle: 'Giriş yapılamadı',
  signIn: 'Giriş tamamlanmadı ya da giriş yönteminiz bunun için yeterince güvenli değil. Yeniden deneyin.',
  toStart: 'İlk sayfaya git',
  signInAgain: 'Yeniden giriş yap',
};

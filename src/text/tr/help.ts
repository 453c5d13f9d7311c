export const help = {
  title: 'Yardım',
  stuckTitle: 'Zorlanıyor musunuz?',
  stuckTitle_young: 'Zorlanıyor musun?',
  stuck:
    'Size soruyu soran kurumu, örneğin okulu, arayın ya da kuruma e-posta yazın. Bu sayfalara onlarla birlikte de bakabilirsiniz. Kararı siz verirsiniz.',
  stuck_young: 'Soruyu soranı, örneğin okulu ara ya da yaz. Birlikte de bakabilirsin. Kararı sen verirsin.',
  contactTitle: 'İletişim',
  contact: 'Kernhub çalışanlarının e-posta adresi: {{email}}. E-postada çocuğunuzla ilgili bir şey yazmayın.',
  contact_young: 'Kernhub çalışanlarının e-posta adresi: {{email}}. E-postada kendinle ilgili bir şey yazma.',
  saferTitle: 'Kernhub ne görebilir?',
  safer:
    'Kernhub bir şeyin sorulduğunu ve paylaşıldığını, bunu kimin ve ne için yaptığını bilir. Paylaşılan bilgiler şifrelidir. Bunları yalnızca alıcı okuyabilir.',
  safer_young:
    'Kernhub kimin ne için sorduğunu bilir. Bir şeyin paylaşılıp paylaşılmadığını da bilir. Paylaşılan bilgi kilitlidir. Onu yalnızca alan okuyabilir.',
  rightsTitle: 'Haklarınız',
  rightsTitle_young: 'Senin hakların',
  rights:
    'Bilgileri görebilir, düzelttirebilir ve sildirebilirsiniz. İtiraz edebilirsiniz. Bunu ilgili kurumdan ya da Kernhub ekibinden isteyin.',
  rights_young:
    'Seninle ilgili ne saklandığını görebilirsin. Yanlış bir şey mi var? Düzelttir ya da sildir. Katılmıyor musun? Söyle. Buna itiraz denir. Kurumdan ya da Kernhub ekibinden iste.',
  complaintTitle: 'Şikâyet',
  complaint:
    'Yapılanları doğru bulmuyor musunuz? Önce kurumla ya da veri koruma görevlisiyle (functionaris gegevensbescherming) konuşun. Hollanda veri koruma kurumuna da başvurabilirsiniz: Autoriteit Persoonsgegevens, Postbus 93374, 2509 AJ Den Haag.',
  complaint_young:
    'Bir şeyi doğru bulmuyor musun? Önce kurumla konuş. Ya da veri koruma görevlisiyle (functionaris gegevensbescherming) konuş: o senin bilgilerini korur. Hollanda veri koruma kurumuna da gidebilirsin: Autoriteit Persoonsgegevens, Postbus 93374, 2509 AJ Den Haag.',
  moreTitle: 'Daha fazla bilgi',
  paperTitle: 'Kâğıtta ya da birlikte mi?',
  paper:
    'Okuldan ya da başka bir kurumdan birlikte bakmayı isteyin. Kararı siz verirsiniz. Her sayfa ve her kanıt yazdırılabilir.',
  paper_young:
    'Okuldan ya da başka birinden birlikte bakmayı iste. Kararı sen verirsin. Her sayfayı ve her kanıtı yazdırabilirsin.',
};

export const problems = {
  errorCode: 'Hata kodu: {{trace}}',
  notFoundTitle: 'Böyle bir sayfa yok',
  notFound: 'Belki adres doğru değil ya da bunu görme izniniz yok.',
  notFound_young: 'Belki adres doğru değil. Ya da bunu görme iznin yok.',
  expiredTitle: 'Yeniden giriş yapın',
  expiredTitle_young: 'Yeniden giriş yap',
  expired: 'Uzun süre işlem yapmadınız. Güvenliğiniz için çıkış yapıldı. Son seçiminiz kaydedilmedi.',
  expired_young: 'Uzun süre yoktun. Bu yüzden çıkış yapıldı. Böylesi daha güvenli. Son seçimin kaydedilmedi.',
  refusedTitle: 'Bu yapılamaz',
  refused: 'Bu işlem kendi sayfamızdan gelmedi. Hiçbir şey değişmedi. Baştan yeniden deneyin.',
  refused_young: 'Bu, kendi sayfamızdan gelmedi. Hiçbir şey değişmedi. Baştan yeniden dene.',
  againTitle: 'Bu şu anda olmuyor',
  again:
    'Bizim tarafımızda bir sorun var. Hiçbir şey paylaşılmadı ve hiçbir şey kaybolmadı. Birkaç dakika sonra yeniden deneyin.',
  again_young:
    'Bizde bir şey ters gitti. Hiçbir şey paylaşılmadı. Hiçbir şey kaybolmadı. Birkaç dakika sonra yeniden dene.',
  tooManyTitle: 'Biraz bekleyin',
  tooManyTitle_young: 'Biraz bekle',
  tooMany: 'Aynı anda çok fazla işlem yapıyorsunuz. Bir dakika bekleyin ve yeniden deneyin.',
  tooMany_young: 'Aynı anda çok fazla şey yapıyorsun. Bir dakika bekle. Sonra yeniden dene.',
  changedTitle: 'Bu arada bir şey değişti',
  changed: 'Soruya bir kez daha bakın. Az önce yaptığınız işlem belki zaten yapılmıştır.',
  changed_young: 'Soruya bir kez daha bak. Az önce yaptığın belki zaten oldu.',
  invalidTitle: 'Bunu anlayamadık',
  invalid: 'Gönderilen bilgi bu sayfaya uymuyor. Hiçbir şey değişmedi. Geri dönün ve yeniden deneyin.',
  invalid_young: 'Bu, sayfaya uymuyor. Hiçbir şey değişmedi. Geri dön. Yeniden dene.',
  signInTitle: 'Giriş yapılamadı',
  signIn: 'Giriş tamamlanmadı ya da giriş yönteminiz bunun için yeterince güvenli değil. Yeniden deneyin.',
  signIn_young: 'Giriş tamamlanmadı. Ya da giriş yolun bunun için yeterince güvenli değil. Yeniden dene.',
  toStart: 'İlk sayfaya git',
  signInAgain: 'Yeniden giriş yap',
};

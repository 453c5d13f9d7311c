export const check = {
  title: 'Bir kanıtın doğru olduğunu kendiniz kontrol edin',
  title_young: 'Bir kanıtın doğru olduğunu kendin kontrol et',
  intro:
    'Bu sayfa bir kanıtın gerçek olup olmadığını hesaplar. Bu iş bu cihazda yapılır. Dosya hiçbir yere gönderilmez.',
  offline: 'İnterneti kapatabilirsiniz: sayfa çalışmaya devam eder.',
  offline_young: 'İnterneti kapatabilirsin: sayfa çalışmaya devam eder.',
  without:
    'Bu sayfa için JavaScript gerekir. kernhub verify receipt komutu da aynı işi yapar. Bilgisayarı olan birinden yardım isteyin.',
  without_young:
    'Bu sayfa için JavaScript gerekir. kernhub verify receipt komutu da aynı işi yapar. Bilgisayarı olan birinden yardım iste.',
  file: 'Kanıt dosyası',
  fileHint: 'Kernhub sitesinden indirilmiş bir kanıt veya liste.',
  keysTitle: 'Anahtarları girin',
  keysWhy:
    'Anahtar, bir şeyi kimin imzaladığını gösterir. Anahtar yoksa dosyanın içindeki anahtarlar geçerli olur. Sahteci oraya kendi anahtarlarını koyabilir.',
  logKey: 'Kayıt defterinin anahtarı',
  hubKey: 'Kernhub anahtarı',
  fromHub: 'Bu sitenin anahtarlarını doldur',
  fromHubWhy:
    'Dikkat: o zaman doğru anahtarı Kernhub kendisi söyler. Tanıdıktan veya kâğıttan alınan anahtarlar daha çok şey kanıtlar.',
  fromHubWhy_young:
    'Dikkat: o zaman doğru anahtarı Kernhub kendisi söyler. Tanıdığın birinin anahtarı daha çok şey kanıtlar. Kâğıttaki de öyle.',
  run: 'Kontrol et',
  busy: 'Bir dakika, hesaplıyoruz.',
  holds: 'Bu kanıt doğru.',
  broken: 'Bu kanıt doğru değil.',
  brokenNext:
    'Belki dosya değiştirildi ya da başka bir anahtar gerekiyor. Neyin doğru olmadığını aşağıda görebilirsiniz.',
  brokenNext_young:
    'Belki dosya değiştirildi. Ya da başka bir anahtar gerekiyor. Neyin yanlış olduğunu aşağıda görürsün.',
  notJson:
    'Bu dosyayı kanıt olarak okuyamıyoruz. Belki bir fotoğraf veya mektuptur. Kernhub sitesinden indirilen dosyayı seçin.',
  notJson_young:
    'Bu dosyayı kanıt olarak okuyamıyoruz. Belki bir fotoğraf veya mektuptur. Kernhub sitesinden indirdiğin dosyayı seç.',
  otherKind: 'Bu dosya bir Kernhub kanıtı değil, başka bir şey. Başka bir dosya seçin.',
  otherKind_young: 'Bu bir Kernhub kanıtı değil. Başka bir dosya seç.',
  tooLarge:
    'Bu dosya bu sayfa için çok büyük. Bir kanıt çok daha küçüktür. Çok uzun liste için kernhub verify receipt komutu var.',
  unreadable: 'Dosya açılamıyor. Dosyayı yeniden seçin.',
  unreadable_young: 'Dosya açılamıyor. Dosyayı yeniden seç.',
  yes: 'Evet',
  no: 'Hayır',
  format: 'Dosya bir kanıt biçiminde mi?',
  statement: 'Kernhub her kelimeyi imzaladı mı?',
  part: 'Kişinin kendi parçaları yazılana ait mi?',
  commitment: 'Bu tam olarak kayıt defterine yazılan şey mi?',
  content: 'Kanıt, kayıt defteriyle aynı şeyi mi söylüyor?',
  notice: 'Açıklama kelimesi kelimesine o zamanki açıklama mı?',
  list: 'Liste tam olarak kaydedilen liste mi?',
  leaf: 'Kanıt, kayıt defterinin bir satırına uyuyor mu?',
  checkpoint: 'Kayıt defteri o anki durumunu imzaladı mı?',
  inclusion: 'Bu satır gerçekten kayıt defterinde mi?',
  passkey: 'Bu kişinin geçiş anahtarı daha önce kayıt defterinde var mıydı?',
  signedDecision: 'Tam olarak bu cevap mı imzalandı?',
  signedNow: 'Yalnızca bu cevap için ve hemen önce mi imzalandı?',
  signedHere: 'Kernhub’ın web sitesinde mi imzalandı?',
  signedForSite: 'Geçiş anahtarı o web sitesine mi ait?',
  signedByPerson: 'Cihaz, sahibinin orada olduğunu kontrol etti mi?',
  signature: 'İmza bu geçiş anahtarının mı?',
  checksTitle: 'Neler kontrol edildi',
  trustTitle: 'Henüz kesin olmayan',
  trustKeys:
    'Kendi anahtarınız girilmedi. Bir sahteci de uyumlu görünen bütün bir dosya yapabilir. Anahtarları bir tanıdıktan isteyin.',
  trustKeys_young:
    'Kendi anahtarın girilmedi. Bir sahteci de uyumlu görünen bir dosya yapabilir. Anahtarları tanıdığın birinden iste.',
  trustClosed: 'Bir bölüm başkasıyla da ilgili ve kapalı kalıyor. Burada yazanı Kernhub imzaladı.',
  trustWords: 'Ortakların adları ve başlıklar kayıt defterinde yok. Onları Kernhub imzaladı.',
  trustList:
    'Hiçbir şeyin eksik olmadığını Kernhub söylüyor. Kayıt defterinin tamamı kimdeyse ona bunu kanıtlar.',
  trustPasskey:
    'Geçiş anahtarının gerçekten bu kişiye ait olduğunu yalnızca onu oluşturan kişi bilir. Kodunu kâğıttaki kodla karşılaştırın.',
  trustPasskey_young:
    'Anahtar gerçekten bu kişinin mi? Bunu yalnızca onu oluşturan bilir. Kodunu kâğıttaki kodla karşılaştır.',
  trustWitnesses:
    'Kayıt defterinin tanıkları burada kontrol edilmedi. kernhub verify receipt komutu bunu yapabilir.',
  details: 'Ayrıntıyı bilmek isteyenler için',
  paper: 'Dosya kâğıda mı ait?',
  paperFound: 'Bu sayfa bir kâğıdın koduyla açıldı. Şimdi ona ait dosyayı seçin.',
  paperFound_young: 'Bu sayfa bir kâğıdın koduyla açıldı. Şimdi ona ait dosyayı seç.',
};

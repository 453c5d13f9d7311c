export const decisions = {
  title: 'Neyi seçtim',
  intro: 'Burada {{name}} hakkında kendi cevaplarınız var. Başkasının seçimi burada hiçbir zaman görünmez.',
  intro_young: 'Burada kendi seçimlerin var. Başkasının seçimini burada hiçbir zaman görmezsin.',
  none: 'Henüz bir şey seçmediniz.',
  none_young: 'Henüz bir şey seçmedin.',
  decidedOn: 'Seçim tarihi: {{day}}',
  askedBy: 'Soran: {{partner}}',
  given: 'Evet, izin verildi',
  renewed: 'Evet, yeniden izin verildi',
  refused: 'Hayır, izin verilmedi',
  withdrawn: 'Durdurdunuz',
  withdrawn_young: 'Durdurdun',
  expired: 'Süresi doldu',
  invalidated: 'Şu anda geçerli değil: bir şey değişti veya henüz bilinmiyor',
  stop: 'Durdur',
  stopLabel: 'Durdur: {{purpose}}',
  answerAgain: 'Soruyu yeniden oku',
};

export const withdrawal = {
  title: 'Durdurmak istiyor musunuz?',
  title_young: 'Durdurmak istiyor musun?',
  what: 'Durduracağınız paylaşım: {{purpose}}',
  what_young: 'Durduracağın paylaşım: {{purpose}}',
  effect: 'Başka biri evet demiş olsa bile paylaşım hemen durur. Nedenini söylemek zorunda değilsiniz.',
  effect_young: 'Paylaşım hemen durur. Başka biri evet demiş olsa bile. Nedenini söylemek zorunda değilsin.',
  already:
    'Bir kurumun daha önce görmesine izin verilen bilgiler görülmüştür. O kuruma durdurduğunuz bildirilir. Kurum, bilgilerle ne yapacağını söylemek zorundadır.',
  already_young:
    'Daha önce görülen bilgi görülmüştür. Görene, durdurduğun bildirilir. Bilgilerinle ne yapacağını söylemek zorundadır.',
  confirm: 'Evet, şimdi durdur',
  keep: 'Hayır, durdurma',
  done: 'Durduruldu. Artık hiçbir şey paylaşılmıyor.',
  nothing: 'Burada durdurulacak bir şey kalmadı.',
};

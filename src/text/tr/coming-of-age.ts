export const comingOfAge = {
  soonTitle: '{{name}}: {{day}} günü {{age}} yaşında',
  soonTitle_young: '{{day}} günü {{age}} yaşına giriyorsun',
  pastTitle: '{{name}} artık {{age}} yaşında',
  pastTitle_young: 'Artık {{age}} yaşındasın',
  joins:
    '{{day}} gününden itibaren {{name}} de karar verir. Karar veren herkes evet demeden hiçbir şey paylaşılmaz. Şu anda süren paylaşım o gün kendiliğinden durur. Sonra yeniden seçebilirsiniz.',
  joins_young:
    '{{day}} gününden itibaren sen de karar verirsin. Sen de evet demeden hiçbir şey paylaşılmaz. Şimdi süren paylaşım o gün durur. Sonra yeniden seçersin.',
  joinsHow:
    'Çocuğunuz o zaman kendisi giriş yapabilir. Çocuğunuz için okuldan ya da başka bir kurumdan kod isteyin.',
  joinsHow_young: 'Cevabın sana aittir. Burada kimse başkasının seçimini görmez.',
  alone:
    '{{day}} gününden itibaren {{name}} tek başına karar verir. Önceki cevaplarınız artık geçerli olmaz. Onlarla yapılan paylaşım kendiliğinden durur. Kendi cevaplarınızı ve o günden önceki kanıtlarınızı görmeye devam edersiniz.',
  alone_young:
    '{{day}} gününden itibaren tek başına karar verirsin. Başkalarının seçimi artık geçerli olmaz. Şimdi süren paylaşım o gün durur. Başkaları kendi eski cevaplarını ve kanıtlarını görmeye devam eder.',
  aloneHow: 'Daha sonra bir şey bilmek isterseniz, sorun: {{name}}.',
  aloneHow_young: 'Seninle ilgili yeni sorular yalnızca sana gelir.',
  joinsPast:
    '{{day}} gününden beri {{name}} de karar verir. Karar veren herkes evet demeden hiçbir şey paylaşılmaz. Daha önce süren paylaşım o gün durdu. Yeniden seçebilirsiniz.',
  joinsPast_young:
    '{{day}} gününden beri sen de karar verirsin. Sen de evet demeden hiçbir şey paylaşılmaz. Hayır mı dersin? O zaman hiçbir şey paylaşılmaz. Daha önce süren paylaşım o gün durdu.',
  joinsHowPast:
    'Çocuğunuz artık kendisi giriş yapabilir. Çocuğunuz için okuldan ya da başka bir kurumdan kod isteyin.',
  joinsHowPast_young: 'Cevabın sana aittir. Burada kimse başkasının seçimini görmez.',
  alonePast:
    '{{day}} gününden beri {{name}} tek başına karar verir. Önceki cevaplarınız artık geçerli değil. Onlarla yapılan paylaşım o gün durdu. Kendi cevaplarınızı ve o günden önceki kanıtlarınızı görmeye devam edersiniz.',
  alonePast_young:
    '{{day}} gününden beri tek başına karar verirsin. Başkalarının seçimi artık geçerli değil. Daha önce süren paylaşım o gün durdu. Başkaları kendi eski cevaplarını ve kanıtlarını görmeye devam eder.',
  aloneHowPast: 'Bir şey bilmek isterseniz, sorun: {{name}}.',
  aloneHowPast_young: 'Seninle ilgili yeni sorular yalnızca sana gelir.',
};

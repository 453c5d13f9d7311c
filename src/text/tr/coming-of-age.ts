export const comingOfAge = {
  soonTitle: '{{name}}: {{day}} günü {{age}} yaşında',
  soonTitle_young: '{{day}} günü {{age}} yaşına giriyorsun',
  pastTitle: '{{name}} artık {{age}} yaşında',
  pastTitle_young: 'Artık {{age}} yaşındasın',
  joins:
    '{{day}} gününden itibaren {{name}} de karar verir. Karar veren herkes evet demeden hiçbir şey paylaşılmaz. Şu anda süren paylaşım o gün kendiliğinden durur. Sonra yeniden seçebilirsiniz.',
  joins_young:
    '{{day}} gününden itibaren sen de karar verirsin. Sen de evet demeden hiçbir şey paylaşılmaz. Hayır dersen hiçbir şey paylaşılmaz. Daha önce süren paylaşım o gün kendiliğinden durdu.',
  joinsHow:
    'Çocuğunuz o zaman kendisi giriş yapabilir. Çocuğunuz için okuldan ya da başka bir kurumdan kod isteyin.',
  joinsHow_young: 'Cevabın sana aittir. Burada kimse başkasının ne seçtiğini görmez.',
  alone:
    '{{day}} gününden itibaren {{name}} tek başına karar verir. Önceki cevaplarınız artık geçerli olmaz. Onlarla yapılan paylaşım kendiliğinden durur. Kendi cevaplarınızı ve o günden önceki kanıtlarınızı görmeye devam edersiniz.',
  alone_young:
    '{{day}} gününden itibaren tek başına karar verirsin. Başkalarının önceki seçimleri artık geçerli olmaz. Onlarla yapılan paylaşım kendiliğinden durur. Başkaları kendi cevaplarını ve o günden önceki kanıtlarını görmeye devam eder.',
  aloneHow: 'Daha sonra bir şey bilmek isterseniz, sorun: {{name}}.',
  aloneHow_young: 'Seninle ilgili yeni sorular yalnızca sana gelir.',
};

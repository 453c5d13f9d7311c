export const invitation = {
  title: 'Kodunuz ({{partner}})',
  title_young: 'Kodun ({{partner}})',
  intro:
    'Çocuğunuzun çevresindeki kurumlar bazen birbirinden bir şey öğrenmek ister. Buna izin verilip verilmeyeceğine siz de karar verirsiniz. Bu kâğıtla katılabilirsiniz.',
  intro_young:
    'Okul ve başkaları bazen seninle ilgili bir şey bilmek ister. Buna izin verilip verilmeyeceğine sen de karar verirsin. Bu kâğıtla katılabilirsin.',
  start: 'Böyle başlarsınız',
  start_young: 'Böyle başlarsın',
  go: 'Telefonda ya da bilgisayarda şu adrese gidin:',
  go_young: 'Telefonda ya da bilgisayarda şu adrese git:',
  signIn: 'DigiD ile ya da başka güvenli bir yolla giriş yapın.',
  signIn_young: 'DigiD ile ya da başka güvenli bir yolla giriş yap.',
  enter: 'Sonra bu kodu girin:',
  enter_young: 'Sonra bu kodu gir:',
  only: 'Kod yalnızca hangi çocuktan söz edildiğini gösterir. Kodla giriş yapamazsınız.',
  only_young: 'Kod yalnızca senden söz edildiğini gösterir. Kodla giriş yapamazsın.',
  until: 'Kod bir kez çalışır. Son geçerli günü: {{day}}.',
  keep: 'Kodu başka kimseye vermeyin. Kod kayboldu mu? Yenisini şu kurumdan isteyin: {{partner}}.',
  keep_young: 'Kodu başka kimseye verme. Kod kayboldu mu? Yenisini şu kurumdan iste: {{partner}}.',
  help: 'Kâğıt üzerinde ya da bir görüşmede mi olsun istersiniz? O da olur. Şu kuruma sorun: {{partner}}.',
  help_young: 'Kâğıt üzerinde ya da bir görüşmede mi olsun istersin? O da olur. Şu kuruma sor: {{partner}}.',
};

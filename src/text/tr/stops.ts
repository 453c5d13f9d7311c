export const stops = {
  chosen: 'Bunlar paylaşılabilir',
  answersTitle: 'Bilgileri almış olan kurumlar ne diyor?',
  answersNone: 'Artık hiçbir kurumun buna cevap vermesi gerekmiyordu.',
  waiting: 'Henüz cevap vermedi, en geç: {{day}}.',
  late: 'Zamanında cevap vermedi. Gizlilik görevlisi bunu görür.',
  stopped: 'Bilgileri artık kullanmıyor.',
  erased: 'Bilgileri sildi.',
  corrected: 'Bilgileri düzeltti.',
  kept: 'Bilgileri hâlâ saklamak zorunda. Nedeni: {{ground}}',
  statement: 'İmzalı açıklama: {{partner}}',
};

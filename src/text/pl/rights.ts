export const rights = {
  title: 'Moje prawa',
  intro: 'Dane o dziecku należą do dziecka. O to można poprosić. Nic to nie kosztuje.',
  intro_young: 'Dane o Tobie należą do Ciebie. O to możesz poprosić. Nic to nie kosztuje.',
  see: 'Wgląd: o co pytano i co udostępniono o dziecku, widać tutaj. Proszę przejść do strony Kto co zobaczył. O same dane proszę zapytać instytucję, która je ma.',
  correct:
    'Poprawienie: proszę zwrócić się do instytucji, która ma dane. Musi odpowiedzieć w ciągu miesiąca.',
  object:
    'Sprzeciw: proszę powiedzieć o tym instytucji albo napisać do nas. Udzieloną zgodę można też po prostu zatrzymać.',
  eraseTitle: 'Usunięcie wszystkich danych w Kernhub: {{name}}',
  eraseTitle_young: 'Usunięcie wszystkich danych o Tobie w Kernhub',
  erase:
    'Wtedy niszczymy klucze do danych w Kernhub. Nikt nie może już ich przeczytać. Inspektor prywatności najpierw sprawdza, czy prawo każe coś zachować. Odpowiedź przychodzi w ciągu miesiąca. Usunięcia nie można cofnąć.',
  erase_young:
    'Wtedy niszczymy klucze do danych w Kernhub. Nikt nie może już ich przeczytać. Inspektor prywatności najpierw sprawdza, czy prawo każe coś zachować. Odpowiedź przychodzi w ciągu miesiąca. Usunięcia nie można cofnąć.',
  askErase: 'Poproś o usunięcie',
  confirm: 'Tak, proszę o to',
  keep: 'Nie, wróć',
  askedTitle: 'Moje prośby',
  noneAsked: 'Nie ma jeszcze żadnej prośby.',
  askedOn: 'Data prośby: {{day}}',
  open: 'Czeka na odpowiedź, najpóźniej: {{day}}',
  refused: 'Odmowa. Artykuł prawa: {{article}}',
  executed: 'Wykonano',
  erasure: 'Usunięcie',
  hint: 'Wgląd, poprawienie, sprzeciw i usunięcie.',
  notYou: 'Może o to poprosić tylko osoba, która teraz decyduje o dziecku.',
};

export const decisions = {
  title: 'Moje wybory',
  intro: 'Tutaj są Pani/Pana własne odpowiedzi. Dziecko: {{name}}. Wyborów innych osób nigdy tu nie widać.',
  intro_young: 'To są Twoje wybory. Wyborów innych nigdy tu nie zobaczysz.',
  none: 'Nie ma tu jeszcze Pani/Pana wyborów.',
  none_young: 'Nie ma tu jeszcze Twoich wyborów.',
  decidedOn: 'Data wyboru: {{day}}',
  askedBy: 'Pyta: {{partner}}',
  given: 'Tak, zgoda',
  renewed: 'Tak, ponowna zgoda',
  refused: 'Nie, brak zgody',
  withdrawn: 'Zatrzymane przez Panią/Pana',
  withdrawn_young: 'Zatrzymane przez Ciebie',
  expired: 'Czas minął',
  invalidated: 'Teraz się nie liczy: coś się zmieniło lub nie jest jeszcze znane',
  stop: 'Zatrzymaj',
  stopLabel: 'Zatrzymaj: {{purpose}}',
  answerAgain: 'Przeczytaj pytanie ponownie',
};

export const withdrawal = {
  title: 'Czy chce Pani/Pan to zatrzymać?',
  title_young: 'Czy chcesz to zatrzymać?',
  what: 'Zostanie zatrzymane: {{purpose}}',
  what_young: 'Zatrzymujesz: {{purpose}}',
  effect:
    'Udostępnianie kończy się od razu, nawet jeśli ktoś inny odpowiedział „tak”. Nie trzeba podawać powodu.',
  effect_young:
    'Udostępnianie kończy się od razu. Nawet jeśli ktoś inny mówi „tak”. Nie musisz podawać powodu.',
  already:
    'Co instytucja mogła już zobaczyć, to zobaczyła. Ta instytucja dowie się o zatrzymaniu i musi powiedzieć, co zrobi z danymi.',
  already_young:
    'Co ktoś już zobaczył, to zobaczył. Dowie się, że to zatrzymujesz. Musi powiedzieć, co zrobi z Twoimi danymi.',
  confirm: 'Tak, zatrzymaj teraz',
  keep: 'Nie, nie zatrzymuj',
  done: 'Zatrzymane. Nic więcej nie jest udostępniane.',
  nothing: 'Nie ma tu już nic do zatrzymania.',
};

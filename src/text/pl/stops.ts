export const stops = {
  chosen: 'To wolno udostępnić',
  answersTitle: 'Co mówią instytucje, które już coś miały?',
  answersNone: 'Żadna instytucja nie musiała już na to odpowiedzieć.',
  waiting: 'Musi jeszcze odpowiedzieć, najpóźniej: {{day}}.',
  late: 'Nie odpowiedziała na czas. Inspektor prywatności to widzi.',
  stopped: 'Nie używa już danych.',
  erased: 'Usunęła dane.',
  corrected: 'Poprawiła dane.',
  kept: 'Musi jeszcze przechowywać dane. Powód: {{ground}}',
  statement: 'Podpisane oświadczenie: {{partner}}',
};

export const stops = {
  chosen: 'Dit mag gedeeld worden',
  answersTitle: 'Wat zeggen partners die al iets hadden?',
  answersNone: 'Geen partner hoefde hierop nog te antwoorden.',
  waiting: 'Moet nog antwoorden, uiterlijk {{day}}.',
  late: 'Heeft niet op tijd geantwoord. De functionaris voor privacy ziet dat.',
  stopped: 'Gebruikt de gegevens niet meer.',
  erased: 'Heeft de gegevens gewist.',
  corrected: 'Heeft de gegevens verbeterd.',
  kept: 'Moet de gegevens nog bewaren. De reden: {{ground}}',
  statement: 'De getekende verklaring van {{partner}}',
};

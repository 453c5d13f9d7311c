export const stops = {
  chosen: 'This may be shared',
  answersTitle: 'What do partners say that already had something?',
  answersNone: 'No partner had to answer to this any more.',
  waiting: 'Still has to answer, by {{day}} at the latest.',
  late: 'Did not answer in time. The privacy officer sees that.',
  stopped: 'Does not use the information any more.',
  erased: 'Has erased the information.',
  corrected: 'Has corrected the information.',
  kept: 'Still has to keep the information. The reason: {{ground}}',
  statement: 'The signed statement of {{partner}}',
};

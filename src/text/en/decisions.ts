export const decisions = {
  title: 'What I chose',
  intro: 'These are your own answers about {{name}}. What someone else chose never stands here.',
  intro_young: 'This is what you chose yourself. You never see here what someone else chose.',
  none: 'You have not chosen anything yet.',
  none_young: 'You have not chosen anything yet.',
  decidedOn: 'Chosen on {{day}}',
  askedBy: 'Asked by {{partner}}',
  given: 'Yes, this is allowed',
  renewed: 'Yes, this is allowed again',
  refused: 'No, this is not allowed',
  withdrawn: 'You stopped',
  withdrawn_young: 'You stopped',
  expired: 'Run out',
  invalidated: 'Does not count now: something changed, or is not known yet',
  stop: 'Stop',
  stopLabel: 'Stop: {{purpose}}',
  answerAgain: 'Read the question again',
};

export const withdrawal = {
  title: 'Do you want to stop?',
  title_young: 'Do you want to stop?',
  what: 'You stop: {{purpose}}',
  what_young: 'You stop: {{purpose}}',
  effect: 'Sharing stops at once, also if someone else said yes. You need not say why.',
  effect_young: 'Sharing stops at once. Also if someone else said yes. You need not say why.',
  already:
    'What a partner was allowed to see has been seen. That partner is told that you stop and must say what it does with the information.',
  already_young:
    'What was seen already has been seen. Who saw it hears that you stop. They must say what they do with your information.',
  confirm: 'Yes, stop now',
  keep: 'No, do not stop',
  done: 'Stopped. Nothing more is shared.',
  nothing: 'There is nothing left to stop here.',
};

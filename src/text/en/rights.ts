export const rights = {
  title: 'My rights',
  intro:
    'The information about your child belongs to your child. This is what you may ask. It costs nothing.',
  intro_young: 'The information about you belongs to you. This is what you may ask. It costs nothing.',
  see: 'See: what was asked and shared about your child you can see yourself. Go to Who looked at what. Ask the partner for the information itself.',
  correct: 'Correct: ask the partner that has the information. It must answer within a month.',
  object: 'Object: tell the partner, or mail us. Where you gave consent you can also simply stop.',
  eraseTitle: 'Have everything about {{name}} at Kernhub erased',
  eraseTitle_young: 'Have everything about you at Kernhub erased',
  erase:
    'Then we destroy the keys of the information at Kernhub. Nobody can read it any more. A privacy officer first looks whether the law says that something must be kept. You get an answer within a month. Erasing cannot be undone.',
  erase_young:
    'Then we destroy the keys of the information at Kernhub. Nobody can read it any more. A privacy officer first looks whether the law says that something must be kept. You get an answer within a month. Erasing cannot be undone.',
  askErase: 'Ask to erase',
  confirm: 'Yes, ask this',
  keep: 'No, go back',
  askedTitle: 'What you asked',
  noneAsked: 'You have not asked anything yet.',
  askedOn: 'Asked on {{day}}',
  open: 'Waits for an answer, by {{day}} at the latest',
  refused: 'Refused. The article: {{article}}',
  executed: 'Done',
  erasure: 'Erasing',
  hint: 'See, correct, object and have erased.',
  notYou: 'Only who decides about the child now may ask this.',
};

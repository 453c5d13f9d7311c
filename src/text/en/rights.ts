export const rights = {
  title: 'My rights',
  intro:
    'The information about your child belongs to your child. This is what you may ask. It costs nothing.',
  intro_young: 'The information about you belongs to you. This is what you may ask. It costs nothing.',
  eraseTitle: 'Have everything about {{name}} at Kernhub erased',
  eraseTitle_young: 'Have everything about you at Kernhub erased',
  hint: 'See, correct, restrict, object and have erased.',
  term: 'You get an answer within a month. Does it take longer? Then you hear that within that month, and why.',
  term_young:
    'You get an answer within a month. Does it take longer? Then you hear that within that month, and why.',
  copyTitle: 'Take home what Kernhub keeps',
  copy: 'This file holds what Kernhub keeps and you may see. That is your answers, your proofs and your requests. It also says who asked what. What someone else chose is not in it.',
  copy_young:
    'This file holds what Kernhub keeps and you may see. That is your answers, your proofs and your requests. It also says who asked what. What someone else chose is not in it.',
  copyLabel: 'Download everything about {{name}}',
  copyLabel_young: 'Download everything about you',
  askTitle: 'A request about the information of {{name}}',
  askTitle_young: 'A request about your information',
  ask: 'Send this request',
  askLabel: 'Ask for: {{right}}',
  words: 'What do you want to say?',
  words_young: 'What do you want to say?',
  wordsOptional: 'What else do you want to say? (may stay empty)',
  wordsOptional_young: 'What else do you want to say? (may stay empty)',
  wordsHint:
    'The privacy officer reads this. Sometimes a partner that must answer reads it too. Do not write more than is needed.',
  wordsMissing: 'Write briefly what is the matter. Without that nobody can decide on it.',
  again: 'This request already waits for an answer. Look at My rights.',
  about: 'About {{name}}',
  about_young: 'About you',
  later: 'The answer takes longer. The reason:',
  granted: 'Done',
  withdrawn: 'Taken back',
  withdraw: 'Take back',
  withdrawLabel: 'Take back: {{right}}',
  ownWords: 'You wrote this',
  ownWords_young: 'You wrote this',
  answerWords: 'The answer',
  certificate: 'Download the proof of erasure',
  complaintTitle: 'A complaint',
  authority: 'Or go to {{site}}.',
  keep: 'No, go back',
  askedTitle: 'What you asked',
  noneAsked: 'You have not asked anything yet.',
  askedOn: 'Asked on {{day}}',
  open: 'Waits for an answer, by {{day}} at the latest',
  refused: 'Refused. The article: {{article}}',
  executed: 'Done',
  notYou: 'Only who decides about the child now may ask this.',
  partnersTitle: 'Partners that answer too',
  partnersText:
    'Kernhub cannot read what a partner holds about your child. So these partners answer you themselves.',
  partnersText_young:
    'Kernhub cannot read what a partner holds about you. So these partners answer you themselves.',
  partnerWaits: '{{partner}}: answers by {{day}}',
  partnerAnswered: '{{partner}}: answered on {{day}}',
  partnerNothing: '{{partner}}: said on {{day}} that it holds nothing',
  partnerRefused: '{{partner}}: refused on {{day}}. The article: {{article}}',
  letterTitle: 'Answer to your request',
  letterTitle_young: 'Answer to your request',
  letterAnswered: 'Answer of {{day}}',
  kinds: {
    access: {
      name: 'See',
      text: 'Do you want to know more than the file says? Or on paper? Ask it here. Only the partner has the information itself. Ask for it there.',
      text_young:
        'Do you want to know more than the file says? Or on paper? Ask it here. Only the partner has the information itself. Ask for it there.',
    },
    rectification: {
      name: 'Correct',
      text: 'Is something wrong? Write what is wrong and what it must be.',
      text_young: 'Is something wrong? Write what is wrong and what it must be.',
    },
    restriction: {
      name: 'Restrict',
      text: 'Do you want information not to be used for a time? For example because something must be checked first. Write why.',
      text_young:
        'Do you want information not to be used for a time? For example because something must be checked first. Write why.',
    },
    objection: {
      name: 'Object',
      text: 'Sometimes a partner may share something without your yes, because the law says so. Do you disagree? Write why. Did you say yes yourself? Then you can also simply stop.',
      text_young:
        'Sometimes a partner may share something without your yes, because the law says so. Do you disagree? Write why. Did you say yes yourself? Then you can also simply stop.',
    },
    erasure: {
      name: 'Erase',
      text: 'Then we destroy the keys of the information at Kernhub. Nobody can read it any more. A privacy officer first looks whether the law says that something must be kept. You get an answer within a month. Erasing cannot be undone.',
      text_young:
        'Then we destroy the keys of the information at Kernhub. Nobody can read it any more. A privacy officer first looks whether the law says that something must be kept. You get an answer within a month. Erasing cannot be undone.',
    },
  },
};

export const invitation = {
  title: 'Your code from {{partner}}',
  title_young: 'Your code from {{partner}}',
  intro:
    'Partners around your child sometimes want to know something from each other. You help decide whether they may. With this paper you can take part.',
  intro_young:
    'School and others sometimes want to know something about you. You help decide whether that is allowed. With this paper you can take part.',
  start: 'How to begin',
  start_young: 'How to begin',
  go: 'On a phone or computer, go to:',
  go_young: 'On a phone or computer, go to:',
  signIn: 'Sign in with DigiD or in another safe way.',
  signIn_young: 'Sign in with DigiD or in another safe way.',
  enter: 'Then enter this code:',
  enter_young: 'Then enter this code:',
  only: 'The code only says which child it is about. You cannot sign in with it.',
  only_young: 'The code only says that it is about you. You cannot sign in with it.',
  until: 'The code works once, until {{day}}.',
  keep: 'Give the code to nobody else. Is the code lost? Ask {{partner}} for a new one.',
  keep_young: 'Give the code to nobody else. Is the code lost? Ask {{partner}} for a new one.',
  help: 'Would you rather do it on paper or in a talk? You can. Ask {{partner}}.',
  help_young: 'Would you rather do it on paper or in a talk? You can. Ask {{partner}}.',
};

export const start = {
  title: 'You decide what is shared about your child',
  title_young: 'You decide what is shared about you',
  intro:
    'School, youth health care, the neighbourhood team and other partners work together around your child. Sometimes they need to know something from each other to help. Here you see their question. You say yes or no.',
  intro_young:
    'Some people help you, such as school and the neighbourhood team. Sometimes they want to know something from each other. Here you see their question. You say yes or no.',
  noCost: 'Saying no costs nothing. Your child gets the same help.',
  noCost_young: 'Saying no costs nothing. You get the same help.',
  canTitle: 'What can you do here?',
  canTitle_young: 'What can you do here?',
  canAnswer: 'Read a partner’s question and say yes or no.',
  canAnswer_young: 'Read a question and say yes or no.',
  canStop: 'Stop something you said yes to. It works at once.',
  canStop_young: 'Stop something you said yes to. It works at once.',
  canSee: 'See who asked what about your child.',
  canSee_young: 'See who asked what about you.',
  canProve: 'Take home proof of what you chose.',
  canProve_young: 'Take home proof of what you chose.',
  how: 'You sign in with DigiD or in another safe way. We do not see your BSN (citizen number).',
  how_young: 'You sign in with DigiD. Another safe way works too. We do not see your BSN (citizen number).',
  signIn: 'Sign in',
  firstTime: 'Did you get a code from school or another partner? Sign in first. Then enter the code.',
  firstTime_young: 'Did you get a code? Sign in first. Then enter the code.',
  signedOutTitle: 'You are signed out',
  signedOut: 'Does someone else use this device too? Then close the browser now.',
};

export const code = {
  title: 'Enter your code',
  title_young: 'Enter your code',
  intro:
    'You got a code from school or another partner, on paper or in a talk. The code tells us which child it is about.',
  intro_young:
    'You got a code from school or from someone who helps you. It is on paper, or somebody told you. The code tells us that it is about you.',
  label: 'Your code',
  label_young: 'Your code',
  hint: 'Capital letters and dashes make no difference.',
  submit: 'Continue',
  wrong:
    'This code is not right or is no longer valid. Check that you copied it well, or ask for a new code.',
  wrong_young: 'This code is not right or is too old. Check that you typed it well. Or ask for a new code.',
  tooMany: 'You tried a code too often. Wait an hour and try again.',
  tooMany_young: 'You tried a code too often. Wait an hour. Then try again.',
  used: 'This code cannot be used. It was used before, or it belongs to someone else. Ask for a new code.',
  used_young: 'This code cannot be used. It was used before, or it is someone else’s. Ask for a new code.',
  empty: 'Enter the code that you were given.',
  empty_young: 'Enter the code that you were given.',
};

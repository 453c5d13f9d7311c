export const start = {
  title: 'You decide what is shared about your child',
  intro:
    'School, youth health care, the neighbourhood team and other partners work together around your child. Sometimes they need to know something from each other to help. Here you see their question. You say yes or no.',
  noCost: 'Saying no costs nothing. Your child gets the same help.',
  canTitle: 'What can you do here?',
  canAnswer: 'Read a partner’s question and say yes or no.',
  canStop: 'Stop something you said yes to. It works at once.',
  canSee: 'See who asked what about your child.',
  canProve: 'Take home proof of what you chose.',
  how: 'You sign in with DigiD or in another safe way. We do not see your BSN (citizen number).',
  signIn: 'Sign in',
  firstTime: 'Did you get a code from school or another partner? Sign in first. Then enter the code.',
  signedOutTitle: 'You are signed out',
  signedOut: 'Does someone else use this device too? Then close the browser now.',
};

export const code = {
  title: 'Enter your code',
  intro:
    'You got a code from school or another partner, on paper or in a talk. The code tells us which child it is about.',
  label: 'Your code',
  hint: 'Capital letters and dashes make no difference.',
  submit: 'Continue',
  wrong:
    'This code is not right or is no longer valid. Check that you copied it well, or ask for a new code.',
  tooMany: 'You tried a code too often. Wait an hour and try again.',
  used: 'This code cannot be used. It was used before, or it belongs to someone else. Ask for a new code.',
  empty: 'Enter the code that you were given.',
};

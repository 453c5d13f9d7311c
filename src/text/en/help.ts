export const help = {
  title: 'Help',
  stuckTitle: 'Are you stuck?',
  stuck:
    'Call or mail the partner who asked you, for example school. You may also look at these pages together with them. You decide yourself.',
  contactTitle: 'Contact',
  contact: 'Mail the people behind Kernhub: {{email}}. Write nothing about your child in the mail.',
  saferTitle: 'What can Kernhub see?',
  safer:
    'Kernhub knows that something was asked and shared, by whom and what for. What is shared is encrypted. Only the receiver can read it.',
  rightsTitle: 'Your rights',
  rights:
    'You may see information, have it corrected and have it erased. You may object. Ask the partner, or Kernhub.',
  complaintTitle: 'A complaint',
  complaint:
    'Do you disagree with what happens? First talk with the partner or with the data protection officer. You may also go to the Dutch data protection authority: Autoriteit Persoonsgegevens, Postbus 93374, 2509 AJ Den Haag.',
  moreTitle: 'Read more',
  paperTitle: 'Rather on paper or together?',
  paper:
    'Ask school or another partner to look together. You decide yourself. Every page and every proof can be printed.',
};

export const problems = {
  errorCode: 'Error code: {{trace}}',
  notFoundTitle: 'This page does not exist',
  notFound: 'Perhaps the address is not right, or you may not see this.',
  expiredTitle: 'Sign in again',
  expired: 'You were away too long. For your safety you were signed out. What you just chose was not saved.',
  refusedTitle: 'This cannot be done',
  refused: 'This did not come from our own page. Nothing was changed. Try again from the beginning.',
  againTitle: 'This does not work now',
  again:
    'Something is wrong on our side. Nothing was shared and nothing was lost. Try again in a few minutes.',
  tooManyTitle: 'Please wait',
  tooMany: 'You do too much at once. Wait a minute and try again.',
  changedTitle: 'Something has changed meanwhile',
  changed: 'Look at the question once more. What you just did may have happened already.',
  invalidTitle: 'We do not understand this',
  invalid: 'What was sent does not fit this page. Nothing was changed. Go back and try again.',
  signInTitle: 'Signing in did not work',
  signIn: 'Signing in was not completed, or your way of signing in is not strong enough for this. Try again.',
  toStart: 'To the first page',
  signInAgain: 'Sign in again',
};

export const help = {
  title: 'Help',
  stuckTitle: 'Are you stuck?',
  stuckTitle_young: 'Are you stuck?',
  stuck:
    'Call or mail the partner who asked you, for example school. You may also look at these pages together with them. You decide yourself.',
  stuck_young:
    'Call or mail whoever asked you, for example school. You may also look together with them. You decide yourself.',
  contactTitle: 'Contact',
  contact: 'Mail the people behind Kernhub: {{email}}. Write nothing about your child in the mail.',
  contact_young: 'Mail the people behind Kernhub: {{email}}. Write nothing about yourself in the mail.',
  saferTitle: 'What can Kernhub see?',
  safer:
    'Kernhub knows that something was asked and shared, by whom and what for. What is shared is encrypted. Only the receiver can read it.',
  safer_young:
    'Kernhub knows who asks something and what for. It also knows whether something is shared. What is shared is locked. Only who gets it can read it.',
  rightsTitle: 'Your rights',
  rightsTitle_young: 'Your rights',
  rights:
    'You may see information, have it corrected and have it erased. You may object. Ask the partner, or Kernhub.',
  rights_young:
    'You may see what is kept about you. Is something wrong? Have it corrected or erased. Do you disagree? Say so. That is called objecting. Ask the partner, or Kernhub.',
  complaintTitle: 'A complaint',
  complaint:
    'Do you disagree with what happens? First talk with the partner or with the data protection officer. You may also go to the Dutch data protection authority: Autoriteit Persoonsgegevens, Postbus 93374, 2509 AJ Den Haag.',
  complaint_young:
    'Is something not right? First talk with the partner. Or talk with the data protection officer, who watches over your information. You may also go to the Dutch data protection authority: Autoriteit Persoonsgegevens, Postbus 93374, 2509 AJ Den Haag.',
  moreTitle: 'Read more',
  paperTitle: 'Rather on paper or together?',
  paper:
    'Ask school or another partner to look together. You decide yourself. Every page and every proof can be printed.',
  paper_young:
    'Ask school or someone else to look together. You decide yourself. You can print every page and every proof.',
};

export const problems = {
  errorCode: 'Error code: {{trace}}',
  notFoundTitle: 'This page does not exist',
  notFound: 'Perhaps the address is not right, or you may not see this.',
  notFound_young: 'Perhaps the address is not right. Or you may not see this.',
  expiredTitle: 'Sign in again',
  expiredTitle_young: 'Sign in again',
  expired: 'You were away too long. For your safety you were signed out. What you just chose was not saved.',
  expired_young:
    'You were away too long. So you were signed out. That is safer. What you just chose was not saved.',
  refusedTitle: 'This cannot be done',
  refused: 'This did not come from our own page. Nothing was changed. Try again from the beginning.',
  refused_young: 'This did not come from our own page. Nothing was changed. Start again.',
  againTitle: 'This does not work now',
  again:
    'Something is wrong on our side. Nothing was shared and nothing was lost. Try again in a few minutes.',
  again_young:
    'Something went wrong on our side. Nothing was shared. Nothing was lost. Try again in a few minutes.',
  tooManyTitle: 'Please wait',
  tooManyTitle_young: 'Please wait',
  tooMany: 'You do too much at once. Wait a minute and try again.',
  tooMany_young: 'You do too much at once. Wait a minute. Then try again.',
  changedTitle: 'Something has changed meanwhile',
  changed: 'Look at the question once more. What you just did may have happened already.',
  changed_young: 'Look at the question once more. What you just did may have happened already.',
  invalidTitle: 'We do not understand this',
  invalid: 'What was sent does not fit this page. Nothing was changed. Go back and try again.',
  invalid_young: 'This does not fit this page. Nothing was changed. Go back. Try again.',
  signInTitle: 'Signing in did not work',
  signIn: 'Signing in was not completed, or your way of signing in is not strong enough for this. Try again.',
  signIn_young:
    'Signing in was not finished. Or your way of signing in is not safe enough for this. Try again.',
  toStart: 'To the first page',
  signInAgain: 'Sign in again',
};

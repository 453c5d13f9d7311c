export const mail = {
  questionSubject: 'A question is waiting',
  questionText: 'A question is waiting. Sign in to read it and to answer. Saying no costs nothing.',
  questionText_young:
    'A question is waiting. Sign in. Then you can read it and answer. Saying no costs nothing.',
  decisionSubject: 'An answer was recorded',
  decisionText:
    'An answer to a question was given in this name. Is that not right? Sign in and look at the answers.',
  decisionText_young: 'An answer was given in your name. Is that not right? Sign in. Look at your answers.',
  withdrawalSubject: 'Something was stopped',
  withdrawalText:
    'An earlier answer was stopped in this name. Is that not right? Sign in and look at the answers.',
  withdrawalText_young:
    'Something was stopped in your name. Is that not right? Sign in. Look at your answers.',
  emergencySubject: 'An emergency question was asked',
  emergencyText: 'A partner asked something in an emergency. Sign in to see who it was and why.',
  emergencyText_young: 'Someone asked something in an emergency. Sign in. Then you see who it was and why.',
  reviewSubject: 'Somebody checked an emergency question',
  reviewText: 'A privacy officer checked an emergency question. Sign in to read what came of it.',
  reviewText_young:
    'A privacy officer checked an emergency question. Sign in. Then you read what came of it.',
  about: 'It is about {{name}}.',
  about_young: 'It is about you, {{name}}.',
  open: 'Sign in',
  stop: 'No more mail? Turn it off at:',
  stop_young: 'No more mail? Turn it off at:',
  codeSubject: 'Code to confirm this address',
  codeText: 'Enter this code on the page E-mail. The code works for half an hour.',
  codeText_young: 'Enter this code on the page E-mail. The code works for half an hour.',
  codeNotYou: 'Did not ask for a code? Then nothing needs to be done. This address will not be used.',
  codeNotYou_young: 'Did not ask for a code? Then you need not do anything. This address will not be used.',
  codeOpen: 'Enter the code',
};

export const mailSettings = {
  title: 'E-mail',
  intro:
    'We can send a mail when something happens. You do not have to. Without mail, everything is here as well.',
  intro_young:
    'We can mail you when something happens. You do not have to. Without mail you see everything here too.',
  privacy:
    'A mail never says what was asked or by whom. Nobody else sees this address. If a mail does not arrive, this page says so. The partner that invited you sees that too, but not your address.',
  privacy_young:
    'A mail never says what was asked. Nor by whom. Nobody else sees your address. Does a mail not arrive? Then you see that here. Who gave you the code sees that too. They do not see your address.',
  address: 'E-mail address',
  addressHint: 'Leave this empty to get no mail. The address is then erased at once.',
  addressHint_young: 'Do you want no mail? Leave this empty. Your address is then erased at once.',
  language: 'Language of the mail',
  topics: 'What may we write about?',
  questions: 'A question is waiting',
  decisions: 'An answer was recorded or something was stopped',
  emergencies: 'An emergency question was asked',
  withName: 'Use the child’s first name in the mail',
  withName_young: 'Use my first name in the mail',
  save: 'Save',
  invalid: 'This is not an e-mail address that we can send mail to. Check it.',
  invalid_young: 'We cannot send mail to this address. Check it.',
  tooMany: 'Too many codes were asked for. Wait an hour and try again.',
  tooMany_young: 'Too many codes were asked for. Wait an hour. Then try again.',
  current: 'We now send mail to {{address}}.',
  none: 'We send no mail now.',
  failing: 'Mail to this address does not arrive. Check that the address is still right.',
  failing_young: 'Mail to this address does not arrive. Check that your address is still right.',
  pending: 'A mail with a code is on its way to {{address}}. Enter that code here.',
  pending_young: 'We sent a mail with a code to {{address}}. Enter that code here.',
  code: 'Code from the mail',
  codeHint: 'Eight digits. The code works for half an hour.',
  confirm: 'Confirm',
  codeWrong:
    'This code is not right or no longer works. Look in the mail, or save the address again for a new code.',
  codeWrong_young:
    'This code is not right or is too old. Look in the mail. Do you want a new code? Save your address again.',
  content: 'What may the mail say?',
};

export const paper = {
  title: 'Your paper with a code',
  title_young: 'Your paper with a code',
  intro:
    'You said yes together with a professional. Then you were given a paper with a code. Enter that code here.',
  intro_young:
    'You said yes together with a professional. Then you got a paper with a code. Enter that code here.',
  label: 'The code on your paper',
  label_young: 'The code on your paper',
  hint: 'Capitals and dashes do not matter.',
  submit: 'See what it says',
  submit_young: 'See what it says',
  wrong:
    'This code is not right or has expired. Check that you copied it well. Does it not work? Call the partner that gave you the paper.',
  wrong_young:
    'This code is not right or is too old. Check that you typed it well. Does it not work? Call who gave you the paper.',
  tooMany:
    'This code was entered wrongly too often. Wait an hour and try again. Do you want to stop now? Call the partner that gave you the paper.',
  tooMany_young:
    'This code was entered wrongly too often. Wait an hour. Then try again. Do you want to stop now? Call who gave you the paper.',
  shownTitle: 'This was written down with you',
  shownTitle_young: 'This was written down with you',
  by: '{{partner}} wrote this down on {{day}}.',
  assisted: 'You said this in a talk.',
  assisted_young: 'You said this in a talk.',
  paper: 'You signed on {{day}}.',
  paper_young: 'You signed on {{day}}.',
  said: 'You said yes to: {{purpose}}',
  said_young: 'You said yes to: {{purpose}}',
  fields: 'This may be shared:',
  nowhere: 'You see what holds now when you sign in.',
  nowhere_young: 'You see what holds now when you sign in.',
  undoTitle: 'Is it not right, or do you want to stop?',
  undoTitle_young: 'Is it not right, or do you want to stop?',
  undo: 'Yes, stop now',
  undo_young: 'Yes, stop now',
  undoEffect: 'Sharing stops at once. You need not say why, and you need not sign in.',
  undoEffect_young: 'Sharing stops at once. You need not say why. You need not sign in either.',
  undone: 'Stopped. Nothing is shared on this paper any more.',
  confirmTitle: 'Is it right?',
  confirmIntro:
    'Sign in and say yourself that it is right. Then your yes counts. A second professional can also do that with you.',
  confirmIntro_young:
    'Sign in and say yourself that it is right. Then your yes counts. A second professional can also do that with you.',
  confirmLink: 'Sign in and confirm',
  confirmLink_young: 'Sign in and confirm',
  confirmPage: 'Say that it is right',
  confirmPage_young: 'Say that it is right',
  confirmHelp: 'Enter the code on your paper once more. Your yes counts from then on.',
  confirmHelp_young: 'Enter the code on your paper once more. Then your yes counts.',
  confirmSubmit: 'Yes, this is right',
  recordedBy: 'Written down with you by {{partner}}',
  recordedBy_young: 'Written down with you by {{partner}}',
  assistedMark: 'in a talk',
  paperMark: 'on paper',
  phoneMark: 'by phone',
  sheetTitle: 'Your paper',
  sheetTitle_young: 'Your paper',
  sheetPending:
    'Your yes does not count yet. First a second professional must say that it is right. You can also do that yourself by logging in. This can be done until {{day}}.',
  sheetPending_young:
    'Your yes does not count yet. First a second professional must say that it is right. You can also do that yourself. Log in for that. This can be done until {{day}}.',
  sheetCode: 'Your code',
  sheetCode_young: 'Your code',
  sheetUse:
    'With this code you can see what it says. You can also use it to stop. You do not need to log in. Go to:',
  sheetUse_young:
    'With this code you can see what it says. You can also use it to stop. You do not need to log in. Go to:',
  sheetKeep: 'Keep this paper safe. The code works until {{day}}.',
  sheetKeep_young: 'Keep this paper safe. The code works until {{day}}.',
};

export const accessibility = {
  title: 'Accessibility',
  intro:
    'Everyone must be able to use these pages. Also who sees badly, uses no mouse or reads little Dutch.',
  intro_young:
    'Everyone must be able to use these pages. Also if you see badly or use no mouse. Also if you read little Dutch.',
  aimTitle: 'What we aim for',
  aim: 'We follow WCAG 2.2, level AA. Those are agreements about websites that everyone can use.',
  aim_young: 'We follow WCAG 2.2, level AA. Those are rules for websites that everyone can use.',
  statusTitle: 'How far we are',
  status:
    'Status C: the first steps were taken. No other office has examined the pages yet. So we do not say that everything is in order.',
  testedTitle: 'What we check ourselves',
  tested:
    'With every change a program checks every page, in a real browser. Also without JavaScript, with the keyboard alone and on a small screen.',
  gapsTitle: 'What is not good yet',
  gaps: 'Nobody with a disability has tried these pages for us yet. What a partner writes stands in that partner’s language only. The full explanation of a question is sometimes in Dutch only. A proof as a file is made for a computer. On paper it can be read.',
  reportTitle: 'Does something not work?',
  report:
    'Mail {{email}}. An answer comes within two weeks. Does that not help? Then a complaint can go to the National Ombudsman.',
  report_young:
    'Mail {{email}}. You get an answer within two weeks. Does that not help? Then you can complain to the National Ombudsman.',
  date: 'This statement is of {{day}}.',
};

export const privacy = {
  title: 'Privacy notice',
  intro: 'This is what Kernhub keeps about you and your child, and why.',
  intro_young: 'Here you read what Kernhub keeps about you. And why.',
  whoTitle: 'Who is this?',
  who: 'The partners around your child are responsible together. Kernhub works for them, under a contract.',
  who_young:
    'School and others who help you look after your information together. They are the partners. Kernhub works for them. They wrote that down in a contract.',
  whatTitle: 'What does Kernhub keep?',
  what: 'Your child’s first name and birthday, encrypted. Who decides. What you chose and when. Which partner asked what, and what for. Your mail address, if you give it. We never keep your BSN.',
  what_young:
    'Your first name and the day you were born. Those are locked. Who decides about you. What you chose and when. Who asked what, and what for. Your mail address, if you give it. We never keep your BSN.',
  notTitle: 'What can Kernhub not read?',
  not: 'What partners share with each other. That is encrypted for the recipient. It stays here for 24 hours at most.',
  not_young:
    'What partners share with each other. That is locked. Only who gets it has the key. It never stays here longer than 24 hours.',
  whyTitle: 'Why is that allowed?',
  why: 'Often because you said yes. Sometimes because the law demands or allows it. With each question stands which reason counts.',
  why_young:
    'Often because you said yes. Sometimes because the law says it must or may be. Each question says why.',
  longTitle: 'How long?',
  long: 'Most of it stays until you or your child has it erased. This we keep for a fixed time:',
  long_young: 'Most of it stays until you have it erased. This we keep for a fixed time:',
  cookiesTitle: 'Which cookies?',
  cookies: 'All cookies are our own. Nobody follows you here.',
  cookies_young: 'Cookies are small files in your browser. They are all our own. Nobody follows you here.',
  rightsTitle: 'What may you ask?',
  rightsTitle_young: 'What may you ask?',
  rights: 'See, correct, erase, restrict and object. You can do that at My rights, or by mail: {{email}}.',
  rights_young:
    'You may see your information, have it corrected and have it erased. You may ask not to use it for a while. You may say that you disagree. You can do that at My rights. Or by mail: {{email}}.',
  complaintTitle: 'A complaint',
  longAsked: 'Who asked what: {{duration}}.',
  longProof: 'The proof of your choice: at most {{duration}} after your last answer.',
  longProof_young: 'The proof of your choice: at most {{duration}} after your last answer.',
  longRights: 'What you asked at My rights: {{duration}} after the answer.',
  longRights_young: 'What you asked at My rights: {{duration}} after the answer.',
  longAccount: 'A number for your login, without your name: {{duration}} after you last sign in.',
  longAccount_young: 'A number for your login, without your name: {{duration}} after you last sign in.',
  cookieSession: 'Keeps you signed in. At most 8 hours.',
  cookieSession_young: 'Keeps you signed in. At most 8 hours.',
  cookieLogin: 'Helps while signing in. A few minutes.',
  cookieReader: 'Remembers whether a young person reads here. Then the words differ. At most 8 hours.',
  cookieLanguage: 'Remembers the language. One year.',
};

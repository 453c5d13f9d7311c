export const accessibility = {
  title: 'Accessibility',
  intro:
    'Everyone must be able to use these pages. Also who sees badly, uses no mouse or reads little Dutch.',
  aimTitle: 'What we aim for',
  aim: 'We follow WCAG 2.2, level AA. Those are agreements about websites that everyone can use.',
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
  date: 'This statement is of {{day}}.',
};

export const privacy = {
  title: 'Privacy notice',
  intro: 'This is what Kernhub keeps about you and your child, and why.',
  whoTitle: 'Who is this?',
  who: 'The partners around your child are responsible together. Kernhub works for them, under a contract.',
  whatTitle: 'What does Kernhub keep?',
  what: 'Your child’s first name and birthday, encrypted. Who decides. What you chose and when. Which partner asked what, and what for. Your mail address, if you give it. We never keep your BSN.',
  notTitle: 'What can Kernhub not read?',
  not: 'What partners share with each other. That is encrypted for the recipient. It stays here for 24 hours at most.',
  whyTitle: 'Why is that allowed?',
  why: 'Often because you said yes. Sometimes because the law demands or allows it. With each question stands which reason counts.',
  longTitle: 'How long?',
  long: 'Who asked what: 5 years. The proof of your choice: as long as it counts, and 5 years after. The rest until you or your child has it erased.',
  cookiesTitle: 'Which cookies?',
  cookies: 'One cookie keeps you logged in, one remembers your language. Nobody follows you here.',
  rightsTitle: 'What may you ask?',
  rights: 'See, correct, erase, restrict and object. You can do that at My rights, or by mail: {{email}}.',
  complaintTitle: 'A complaint',
};

export const comingOfAge = {
  soonTitle: '{{name}} turns {{age}} on {{day}}',
  soonTitle_young: 'You turn {{age}} on {{day}}',
  pastTitle: '{{name}} is {{age}} now',
  pastTitle_young: 'You are {{age}} now',
  joins:
    'From {{day}} on {{name}} decides too. Nothing is shared until everyone who decides says yes. What runs now stops by itself on that day. After that you can choose again.',
  joins_young:
    'From {{day}} on you decide too. Nothing is shared until you also say yes. If you say no, nothing is shared. What ran before stopped by itself on that day.',
  joinsHow: 'Your child can then log in. Ask school or another partner for a code for your child.',
  joinsHow_young: 'Your answer is yours. Nobody sees here what someone else chose.',
  alone:
    'From {{day}} on {{name}} decides alone. Your earlier answers do not count then. What was shared on them stops by itself. You still see your own answers and your proofs from before that day.',
  alone_young:
    'From {{day}} on you decide alone. What others chose before does not count then. What was shared on it stops by itself. Others still see their own answers and proofs from before that day.',
  aloneHow: 'Do you want to know something after that? Then ask {{name}}.',
  aloneHow_young: 'New questions about you come to you alone.',
};

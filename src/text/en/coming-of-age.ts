export const comingOfAge = {
  soonTitle: '{{name}} turns {{age}} on {{day}}',
  soonTitle_young: 'You turn {{age}} on {{day}}',
  pastTitle: '{{name}} is {{age}} now',
  pastTitle_young: 'You are {{age}} now',
  joins:
    'From {{day}} on {{name}} decides too. Nothing is shared until everyone who decides says yes. What runs now stops by itself on that day. After that you can choose again.',
  joins_young:
    'From {{day}} on you decide too. Nothing is shared until you also say yes. What is shared now stops on that day. Then you choose again.',
  joinsHow: 'Your child can then log in. Ask school or another partner for a code for your child.',
  joinsHow_young: 'Your answer is yours. Nobody sees here what someone else chose.',
  alone:
    'From {{day}} on {{name}} decides alone. Your earlier answers do not count then. What was shared on them stops by itself. You still see your own answers and your proofs from before that day.',
  alone_young:
    'From {{day}} on you decide alone. What others chose does not count then. What is shared now stops on that day. Others still see their old answers and proofs.',
  aloneHow: 'Do you want to know something after that? Then ask {{name}}.',
  aloneHow_young: 'New questions about you come to you alone.',
  joinsPast:
    'Since {{day}} {{name}} decides too. Nothing is shared until everyone who decides says yes. What ran before stopped on that day. You can choose again.',
  joinsPast_young:
    'Since {{day}} you decide too. Nothing is shared until you also say yes. Do you say no? Then nothing is shared. What ran before stopped on that day.',
  joinsHowPast: 'Your child can log in now. Ask school or another partner for a code for your child.',
  joinsHowPast_young: 'Your answer is yours. Nobody sees here what someone else chose.',
  alonePast:
    'Since {{day}} {{name}} decides alone. Your earlier answers do not count any more. What was shared on them stopped on that day. You still see your own answers and your proofs from before that day.',
  alonePast_young:
    'Since {{day}} you decide alone. What others chose does not count any more. What ran before stopped on that day. Others still see their old answers and proofs.',
  aloneHowPast: 'Do you want to know something? Then ask {{name}}.',
  aloneHowPast_young: 'New questions about you come to you alone.',
};

/** What the console says of what is older than its term, in English. */
import type { retention as nl } from './nl-retention.js';

/** What the hub keeps apart, by class of retention. */
export const classes: Readonly<Record<string, string>> = {
  identity: 'names and data of the child',
  'consent-proof': 'proof of consent',
  'access-log': 'who asked what',
  operation: 'requests about rights and the answers',
};

export const retention: typeof nl = {
  title: 'Retention and erasure',
  intro:
    'What is older than its term may not stay. Here you see what that is, and let it go. Of each entry a mark without content stays in the log, so that the proofs still hold. You see numbers here, no names.',
  rules: 'What may go now',
  ruleVersion: (version) => `This follows from version ${version} of the retention rule.`,
  kind: 'Kind',
  keeps: 'How long',
  why: 'Why',
  whys: {
    'consent-proof': 'To prove that the family was asked, and what it said.',
    'access-log': 'To prove who asked for data, and who got it.',
    operation: 'To prove that somebody used a right, and what the answer was.',
  },
  before: 'From before',
  entries: 'Entries',
  children: 'Children',
  next: 'Next due on',
  perYear: 'By year',
  year: 'Year',
  nothing: 'Nothing is older than its term now.',
  whole:
    'What belongs together goes together: an exchange with its orders to stop, a question for consent with the decisions. While the newest of it is too young, the older waits too. So less may go than stands here.',
  exchanges: (count) => `Exchanges that are wholly past their term: ${count}.`,
  execute: 'Let this go',
  executeHint:
    'This cannot be undone. Your order stands in the log. Backups of the database still hold it until you destroy them.',
  onlyOfficer: 'The privacy officer lets it go; you supervise.',
  running: 'An order is being carried out.',
  again: 'Look again',
  changed: 'Something changed since you opened this page, or an order is being carried out. Look again.',
  itself: 'What goes by itself',
  sealed: (count) => `Sealed answers on their way: ${count}. They go when received, or else after 24 hours.`,
  oldest: (moment) => `The oldest came in at ${moment}.`,
  restricted: 'Of erased children, until the law asks for it no more',
  noneRestricted: 'Nothing is kept of erased children.',
  firstOn: 'The first goes on',
  orders: 'Orders so far',
  noOrders: 'There was no order yet.',
  orderedAt: 'Order',
  by: 'By',
  who: { officer: 'privacy officer', hub: 'by itself, after a backup was put back' },
  ended: 'Done',
  busy: 'goes on',
  went: 'What went',
  wentOf: (kind, entries, children, day) =>
    `${kind}: ${entries} entries of ${children} children, from before ${day}`,
  erasures: 'Erased children',
  noErasures: 'No child was erased yet.',
  erasedOn: 'Erased on',
  erased: 'What went',
  kept: 'What still had to be kept',
};

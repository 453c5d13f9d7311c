/** Unusual use, in English. */
import type { OfficerWords } from './nl.js';

const inDays = (days: number): string => (days === 1 ? 'on one day' : `in ${days} days`);

export const unusual: OfficerWords['unusual'] = {
  title: 'Unusual use',
  intro:
    'What a rule noticed. It is a question to you and no verdict: there may be a good reason. Which children it is about does not stand here.',
  tile: (count) => (count === 1 ? 'unusual use to look at' : 'unusual uses to look at'),
  waiting: 'Waits for you',
  disposed: 'Dealt with',
  noneWaiting: 'Nothing waits for you.',
  noneDisposed: 'Nothing was dealt with yet.',
  rule: 'Rule',
  show: 'Show',
  rules: {
    'many-children': 'Many children by one professional',
    'outside-hours': 'Outside working hours',
    'no-further-contact': 'No further contact after an emergency',
    'repeated-refusals': 'Refused repeatedly',
    'colleagues-child': 'A colleague’s child',
  },
  reasons: {
    'many-children': ({ counted, threshold, days }) =>
      `Asked about ${counted} different children ${inDays(days)}; that is unusual as of ${threshold}.`,
    'outside-hours': ({ counted }) =>
      `Asked ${counted} ${counted === 1 ? 'time' : 'times'} outside working hours on one day; emergencies do not count.`,
    'no-further-contact': ({ days }) =>
      `Used the emergency procedure, and in ${days} days after it the partner asked nothing ordinary about that child.`,
    'repeated-refusals': ({ counted, threshold, days }) =>
      `Was refused ${counted} times ${inDays(days)}; that is unusual as of ${threshold}.`,
    'colleagues-child': ({ counted }) =>
      `Asked ${counted} ${counted === 1 ? 'time' : 'times'} on one day about a child of somebody who works at the partner, as the partner’s own system says.`,
  },
  hours: (from, to, days) => `Working hours are ${from} to ${to}: ${days}.`,
  noHours: 'No day is a working day.',
  professional: 'Professional',
  day: 'Day',
  found: 'Found',
  grown: 'Grown',
  opened: (day) => `Open: ${day}`,
  requests: 'The requests that it rests on',
  noRequests: 'These requests were erased, with the child.',
  asked: 'Asked',
  kind: 'Kind',
  kinds: { ordinary: 'ordinary', refused: 'refused', emergency: 'emergency' },
  openRequest: 'Open',
  verdict: 'What did you do about it?',
  dispositions: {
    explained: 'Explained: there was a good reason',
    'followed-up': 'Followed up: asked about or acted on',
    'passed-to-partner': 'Passed to the partner',
  },
  last: 'Said last',
  again: 'Requests were added since. That is why it waits for you again.',
  note: 'Remark (sealed in the log)',
  save: 'Record',
  missing: 'Choose what you did about it and write a remark.',
  onlyOfficer: 'Only the privacy officer can deal with it.',
  back: 'Everything that was noticed',
  older: 'Show more',
};

/** What the console says of verifying the log, in English. */
import type { verify as nl } from './nl-verify.js';

export const verify: typeof nl = {
  title: 'Verify the log',
  intro:
    'A verification replays the whole log: each entry, the tree, the signatures, the tables that mirror it, and whether all of it was allowed by the rules of that time. It runs beside the daily work.',
  begin: 'Begin a verification',
  running: 'A verification is running',
  progress: (entries, total) => `${entries} of ${total} entries hold so far`,
  again: 'Look again',
  stop: 'Stop this verification',
  alreadyRuns: 'A verification is running. There can be one at a time.',
  broken: 'The log does not hold.',
  brokenHint:
    'Change nothing, keep the database as it is, and ask the administrator for help. The verification says where it goes wrong.',
  toVerify: 'To the verification',
  history: 'Earlier verifications',
  none: 'There was no verification yet.',
  begunAt: 'Begun',
  by: 'By',
  byItself: 'by itself',
  duties: { fg: 'data protection officer', 'privacy-officer': 'privacy officer' },
  endedAt: 'Ended',
  outcome: 'Outcome',
  outcomes: {
    running: 'is running',
    held: 'it holds',
    broken: 'it does not hold',
    'broken-off': 'broken off without an outcome',
    stopped: 'stopped',
  },
  checked: 'Checked',
  counts: (entries, opened, erased, checkpoints) =>
    `${entries} entries (${opened} opened, ${erased} erased), ${checkpoints} signed checkpoints`,
  noCounts: (entries, total) => `${entries} of ${total} entries`,
  at: (index) => `Place ${index}`,
  older: 'Show more',
  elsewhere: 'Verify it yourself, on another computer',
  elsewhereHint:
    'Whoever does not trust the hub replays the log elsewhere. The file holds personal data: treat it as you treat a case file. Compare the key with the one in the covenant.',
  export: 'On the computer of the hub:',
  verify: 'Wherever you like, without hub or database:',
};

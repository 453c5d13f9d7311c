/** Settings of what counts as unusual use of the hub, for officers to judge; and those thresholds as they are handed in. */
import { integer, pattern, type Setting, words } from './config-setting.js';

const days = (what: string, fallback: string) =>
  ({
    what,
    read: 'integer',
    schema: integer(1, 31),
    must: 'must be a whole number of days from 1 to 31',
    fallback,
  }) as const;
const count = (what: string, fallback: string) =>
  ({
    what,
    read: 'integer',
    schema: integer(2, 10_000),
    must: 'must be a whole number from 2 to 10000',
    fallback,
  }) as const;

export const unusualSettings = {
  UNUSUAL_CHILDREN: count('about how many different children one professional asks to be unusual', '20'),
  UNUSUAL_CHILDREN_DAYS: days('in how many days those are counted', '1'),
  UNUSUAL_HOURS: {
    what: 'hours in which partners ordinarily ask, on the wall in Europe/Amsterdam',
    schema: pattern('^(?:[01]\\d|2[0-3]):[0-5]\\d-(?:[01]\\d:[0-5]\\d|2[0-3]:[0-5]\\d|24:00)$'),
    must: 'must be two times of the day, such as 07:00-20:00',
    fallback: '07:00-20:00',
  },
  UNUSUAL_WEEKDAYS: {
    what: 'days on which they do, as numbers of ISO 8601: 1 is Monday',
    read: 'words',
    schema: words(pattern('^[1-7]$')),
    must: 'must be numbers from 1 to 7, separated by spaces',
    fallback: '1 2 3 4 5',
  },
  UNUSUAL_REFUSALS: count('how many refusals of one professional are unusual', '5'),
  UNUSUAL_REFUSALS_DAYS: days('in how many days those are counted', '7'),
  UNUSUAL_CONTACT_DAYS: days(
    'within how many days after an emergency the partner is expected to ask something in the ordinary way',
    '14',
  ),
} as const satisfies Readonly<Record<string, Setting>>;

interface Counted {
  readonly count: number;
  readonly days: number;
}

export interface UnusualConfig {
  readonly children: Counted;
  readonly refusals: Counted;
  readonly hours: { readonly from: string; readonly to: string; readonly weekdays: readonly number[] };
  readonly contactDays: number;
}

/** @param value a setting that was judged, after reading */
export function unusualOf(value: <T>(name: keyof typeof unusualSettings) => T): UnusualConfig {
  // What cannot be used was found before; this is also asked of settings that are refused.
  const [from = '', to = ''] = String(value('UNUSUAL_HOURS')).split('-');
  return {
    children: { count: value('UNUSUAL_CHILDREN'), days: value('UNUSUAL_CHILDREN_DAYS') },
    refusals: { count: value('UNUSUAL_REFUSALS'), days: value('UNUSUAL_REFUSALS_DAYS') },
    hours: { from, to, weekdays: [value<readonly string[]>('UNUSUAL_WEEKDAYS')].flat().map(Number) },
    contactDays: value('UNUSUAL_CONTACT_DAYS'),
  };
}

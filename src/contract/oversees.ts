/** What officers do at the hub, in the words of `policies/officers.cedar`, which says whose duty may. */

/** `look` shows, `decide` changes what happens to somebody, `verify` replays the log or stops that. */
export type OverseeingAction = 'look' | 'decide' | 'verify';

/** What is looked at or decided on. */
export type Matter =
  | 'accesses'
  | 'authority'
  | 'breaches'
  | 'emergencies'
  | 'evidence'
  | 'exchanges'
  | 'figures'
  | 'ledger'
  | 'register'
  | 'retention'
  | 'rights'
  | 'session'
  | 'statements'
  | 'stops'
  | 'unusual-use'
  | 'verifications';

export type Oversees = readonly [action: OverseeingAction, matter: Matter];

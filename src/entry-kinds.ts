import { consentEntryKinds } from './consent/index.js';
import { exchangeEntryKinds } from './exchange/index.js';
import { httpEntryKinds } from './http/index.js';
import { identityEntryKinds } from './identity/index.js';
import { type EntryKinds, ledgerEntryKinds } from './ledger/index.js';
import { passkeysEntryKinds } from './passkeys/index.js';
import { peopleEntryKinds } from './people/index.js';
import { purposesEntryKinds } from './purposes/index.js';
import { receiptsEntryKinds } from './receipts/index.js';
import { rightsEntryKinds } from './rights/index.js';

/** Everything that the ledger can hold, by the room that says it. */
export const entryKinds: EntryKinds = {
  ...ledgerEntryKinds,
  ...identityEntryKinds,
  ...purposesEntryKinds,
  ...peopleEntryKinds,
  ...passkeysEntryKinds,
  ...consentEntryKinds,
  ...exchangeEntryKinds,
  ...receiptsEntryKinds,
  ...rightsEntryKinds,
  ...httpEntryKinds,
};

import { auditEntryKinds } from './audit/offline.js';
import { consentEntryKinds } from './consent/offline.js';
import { exchangeEntryKinds } from './exchange/offline.js';
import { httpEntryKinds } from './http/offline.js';
import { identityEntryKinds } from './identity/offline.js';
import { type EntryKinds, ledgerEntryKinds } from './ledger/offline.js';
import { oversightEntryKinds } from './oversight/offline.js';
import { passkeysEntryKinds } from './passkeys/offline.js';
import { peopleEntryKinds } from './people/offline.js';
import { purposesEntryKinds } from './purposes/offline.js';
import { receiptsEntryKinds } from './receipts/offline.js';
import { rightsEntryKinds } from './rights/offline.js';

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
  ...oversightEntryKinds,
  ...auditEntryKinds,
  ...httpEntryKinds,
};

/** Puts the screens together: assets, frame, and what they ask of the rooms. */
import type { Config } from './config.js';
import type { Consent } from './consent/index.js';
import type { Route } from './contract/index.js';
import type { Exchange } from './exchange/index.js';
import type { ProblemPage } from './http/index.js';
import type { Identity } from './identity/index.js';
import type { MailCatcher, Notify } from './notify/index.js';
import { packageFolders } from './package-folders.js';
import { createFrame, loadAssets } from './pages/index.js';
import type { Passkeys } from './passkeys/index.js';
import type { People } from './people/index.js';
import { type PortalNeeds, portalRoutes, problemPages } from './portal/index.js';
import type { Catalogue } from './purposes/index.js';
import { giveReceipt, listReceipts, type ReceiptNeeds } from './receipts/index.js';
import type { Rights } from './rights/index.js';

export interface Pages {
  readonly routes: readonly Route[];
  readonly problemPage: ProblemPage;
}

export function openPages(
  { citizens, contactEmail, publicUrl }: Pick<Config, 'citizens' | 'contactEmail' | 'publicUrl'>,
  catalogue: Catalogue,
  keys: PortalNeeds['keys'],
  rooms: {
    readonly identity: Identity;
    readonly people: People;
    readonly passkeys: Passkeys;
    readonly consent: Consent;
    readonly exchange: Exchange;
    readonly receipts: ReceiptNeeds;
    readonly rights: Rights;
    readonly notify: Notify;
    readonly caughtMail: MailCatcher | null;
  },
): Pages {
  const assets = loadAssets(packageFolders.assets);
  const frame = createFrame(assets, new URL(citizens.issuer).origin);
  const { identity, people, consent, exchange, notify, caughtMail } = rooms;
  const routes = portalRoutes({
    mustSignInAgain: identity.mustSignInAgain,
    people,
    passkeys: rooms.passkeys,
    consent,
    exchange,
    notify,
    caughtMail,
    receipts: {
      give: (account, child, receipt) => giveReceipt(rooms.receipts, account, child, receipt),
      list: (account, child, cursor) => listReceipts(rooms.receipts, account, child, cursor),
    },
    rights: rooms.rights,
    catalogue,
    keys,
    contactEmail,
    publicUrl,
    frame,
    assets,
  });
  return { routes, problemPage: problemPages(frame) };
}

/** Puts the screens together: assets, frame, and what they ask of the rooms. */
import { accountNeeds } from './account-needs.js';
import { giveEvidence, openStory } from './audit/index.js';
import type { Parts, Rooms } from './build-rooms.js';
import type { Route } from './contract/index.js';
import type { ProblemPage } from './http/index.js';
import type { Clock } from './kernel/index.js';
import { consoleRoutes, type OfficerNeeds, officerProblemWays, officerSurround } from './officer/index.js';
import { packageFolders } from './package-folders.js';
import { createFrame, loadAssets } from './pages/index.js';
import { type PortalNeeds, portalRoutes, problemPages } from './portal/index.js';
import { giveReceipt, listLooks, listReceipts } from './receipts/index.js';

export interface Pages {
  readonly routes: readonly Route[];
  readonly problemPage: ProblemPage;
}

export function openPages(
  parts: Parts,
  clock: Clock,
  keys: PortalNeeds['keys'],
  rooms: Rooms,
  officerMay: OfficerNeeds['officerMay'],
): Pages {
  const { config, catalogue } = parts;
  const { citizens, officers, contactEmail, publicUrl } = config;
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
      list: (...asked) => listReceipts(rooms.receipts, ...asked),
      looks: (...asked) => listLooks(rooms.receipts, ...asked),
    },
    rights: rooms.rights,
    catalogue,
    keys,
    retention: parts.retention,
    contactEmail,
    publicUrl,
    frame,
    assets,
  });
  const officerFrame = createFrame(assets, new URL(officers.issuer).origin, officerSurround);
  const console = consoleRoutes({
    ...accountNeeds(parts, clock, rooms),
    clock,
    catalogue,
    officerMay,
    audit: {
      openStory: (caller, one, reason) => openStory(rooms.audit, caller, one, reason),
      giveEvidence: (caller, one, reason) => giveEvidence(rooms.audit, caller, one, reason),
    },
    ...{
      exchange,
      rights: rooms.rights,
      oversight: rooms.oversight,
      people,
      ledger: rooms.ledger,
      frame: officerFrame,
    },
    verifications: rooms.verifications,
  });
  const toFamilies = problemPages(frame);
  const toOfficers = problemPages(officerFrame, officerProblemWays);
  return {
    routes: [...routes, ...console],
    problemPage: (refusal, asked) =>
      /^\/officer(?:[/?]|$)/.test(asked.path) ? toOfficers(refusal, asked) : toFamilies(refusal, asked),
  };
}

/** Puts the rooms together, each with what it needs of those before it. Beside the composition root, and part of it. */
import type { AuditNeeds } from './audit/index.js';
import type { Config } from './config.js';
import { type Consent, createConsent, type RecordingRule } from './consent/index.js';
import type { Tx } from './database/index.js';
import { entryKinds } from './entry-kinds.js';
import { createExchange, type Exchange } from './exchange/index.js';
import type { Log, ServerOptions } from './http/index.js';
import { createIdentity, type Identity } from './identity/index.js';
import type { Clock } from './kernel/index.js';
import { clockSkewMs, createLedger, type Ledger, ownedEntries } from './ledger/index.js';
import type { MailCatcher, Notify } from './notify/index.js';
import type { OpenDatabases } from './open-databases.js';
import { openMail } from './open-mail.js';
import { openVerifications } from './open-verifications.js';
import { witnessSentence } from './open-witness-policy.js';
import type { Outbox } from './outbox/index.js';
import { createOversight, type Oversight } from './oversight/index.js';
import { createPasskeys, type Passkeys } from './passkeys/index.js';
import { createPeople, type People } from './people/index.js';
import type { Policies } from './policy/index.js';
import type { Catalogue } from './purposes/index.js';
import type { ReceiptNeeds } from './receipts/index.js';
import { createRights, noJournal, openJournal, type RetentionRule, type Rights } from './rights/index.js';
import type { WitnessPolicy } from './tlog/index.js';
import { erasureOrders, type HubKeys, retentionMarks, type Vault } from './vault/index.js';
import type { Verifications } from './verifications/index.js';

/** What a test may set that an operator may not. */
export interface HubVariation extends Pick<ServerOptions, 'limits' | 'onOffContract'> {
  readonly log?: Log;
  readonly clock?: Clock;
  /** How far that clock may be from the database's; they are not compared without it. */
  readonly clockSkewMs?: number;
  readonly keys?: HubKeys;
  readonly people?: { readonly answerStepMs: number };
}

export interface Rooms {
  readonly ledger: Ledger;
  readonly identity: Identity;
  readonly people: People;
  readonly passkeys: Passkeys;
  readonly consent: Consent;
  readonly exchange: Exchange;
  readonly receipts: ReceiptNeeds;
  readonly rights: Rights;
  readonly oversight: Oversight;
  readonly audit: AuditNeeds;
  readonly verifications: Verifications;
  readonly outbox: Outbox;
  readonly notify: Notify;
  /** Only in development without a mail server. */
  readonly caughtMail: MailCatcher | null;
}

export interface Parts {
  readonly config: Config;
  readonly variation: HubVariation;
  readonly log: Log;
  readonly keys: HubKeys;
  readonly catalogue: Catalogue;
  readonly retention: RetentionRule;
  readonly recordingRule: RecordingRule;
  readonly policies: Policies;
  readonly witnessPolicy: WitnessPolicy | null;
  readonly databases: OpenDatabases;
}

export function buildRooms(parts: Parts, clock: Clock, vault: Vault): Rooms {
  const { config, log, keys, catalogue, policies, databases, variation } = parts;
  const { publicUrl } = config;
  const base = { database: databases.database, vault, clock };
  const ledger = createLedger({
    ...base,
    signingKey: keys.ledger,
    formerKeys: keys.former?.ledger ?? [],
    ...(keys.retiring !== undefined && { retiringKey: keys.retiring.ledger }),
    origin: config.ledgerOrigin,
    kinds: entryKinds,
    // A clock that a test moves is compared only where the test says so.
    ...(variation.clock === undefined && { clockSkewMs }),
    ...(variation.clockSkewMs !== undefined && { clockSkewMs: variation.clockSkewMs }),
    ...(parts.witnessPolicy !== null && { witnessPolicy: parts.witnessPolicy }),
    onWitnessFailure: (error) => log.failure(witnessSentence(error), error),
    onFailure: (error) => log.failure('the ledger failed and tries again', error),
  });
  const near = { ...base, ledger };
  const identity = createIdentity({
    ...near,
    keys,
    covenant: catalogue,
    onFailure: (error) => log.failure('a sweep of expired sessions and proofs failed', error),
    config: { ...config, audience: publicUrl, allowInsecureIssuers: !config.production },
  });
  const { partners } = identity;
  const shared = { ...near, catalogue, partners };
  // Consent comes after people, and people ask it two things: so these are looked up when they are asked.
  const people = createPeople({
    ...shared,
    publicUrl,
    evaluator: { url: config.evaluatorUrl },
    ticketKey: keys.ticket,
    introductionAllowed: (tx, question) => consent.introductionAllowed(tx, question),
    sumUp: (tx, person) => consent.sumUp(tx, person),
    ...variation.people,
  });
  const ownedIn = (reader: Tx) => ownedEntries({ reader, vault });
  const passkeys = createPasskeys({ ...near, people, ownedIn, publicUrl });
  const consent: Consent = createConsent({
    ...shared,
    people,
    passkeys,
    recordingRule: parts.recordingRule,
    mailFails: (tx, whose) => notify.mailFails(tx, whose),
    onConsentAsked: (tx, event) => notify.onConsentAsked(tx, event),
    onDecisionRecorded: (tx, event) => notify.onDecisionRecorded(tx, event),
    onConsentWithdrawn: (tx, event) => exchange.onConsentWithdrawn(tx, event),
  });
  const exchange: Exchange = createExchange({
    ...shared,
    ownedEntries: ownedIn,
    policies,
    people,
    consent,
    publicUrl,
    ticketKey: keys.ticket,
    deadlineSeconds: config.exchangeDeadlineSeconds,
    mfaAcr: config.mfaAcr,
    onEmergencyUsed: (tx, event) => notify.onEmergencyUsed(tx, event),
    onEmergencyToReview: (tx) => notify.onEmergencyToReview(tx),
    onReviewOverdue: (tx) => notify.onReviewOverdue(tx),
    onEmergencyReviewed: (tx, event) => notify.onEmergencyReviewed(tx, event),
    reviewHours: config.emergencyReviewHours,
    officerSealingKids: () => identity.officerSealingKids(),
    onFailure: (error) => log.failure('a round of the exchange worker failed', error),
  });
  const owned = ownedIn(databases.database.reader);
  const { unseenAmong } = exchange;
  const receipts = { ...shared, people, owned, ownedIn, unseenAmong, publicUrl, ticketKey: keys.ticket };
  const audit = {
    ...near,
    ownedIn,
    catalogue,
    publicUrl,
    ticketKey: keys.ticket,
    covenantKeys: config.covenantKeys,
  };
  const rights = createRights({
    ...near,
    ...{ people, partners },
    rule: parts.retention,
    orders: erasureOrders(databases.keysPool),
    marks: retentionMarks(databases.keysPool),
    journal: config.erasureJournalFile === null ? noJournal : openJournal(config.erasureJournalFile),
    officerKeys: () => identity.officerKeys(),
    everyOfficerKey: () => identity.everyOfficerKey(),
    onChildErased: (tx, event) => exchange.onChildErased(tx, event),
    exchanges: exchange,
    publicUrl,
    ticketKey: keys.ticket,
    onFailure: (error) => log.failure('an erasure was not finished; the next round tries again', error),
  });
  const oversight = createOversight({
    ...near,
    people,
    thresholds: config.unusual,
    ...{ catalogue, publicUrl, contactEmail: config.contactEmail },
    ...{ suspend: identity.suspend, resumeAccount: identity.resumeAccount },
    onFailure: (error) => log.failure('a round of looking for unusual use failed', error),
  });
  const { outbox, notify, caughtMail } = openMail(parts, { ...base, people, consent, exchange });
  return {
    ...{ ledger, identity, people, passkeys, consent, exchange, receipts, rights, oversight, audit },
    ...{ outbox, notify, caughtMail },
    verifications: openVerifications(parts, clock, ledger),
  };
}

import type {
  AccessExport,
  AccessSearch,
  ChildRef,
  Citizen,
  Claim,
  EmergencyId,
  EmergencyReview,
  EntryId,
  Officer,
  OverdueStops,
  PartnerId,
  PersonId,
  Route,
  SubjectId,
} from '../contract/index.js';
import type { Tx } from '../database/index.js';
import { type CivilDate, createBells, inRounds } from '../kernel/index.js';
import { accessLogRoutes } from './access-log-routes.js';
import { emergencyRoutes } from './emergency-routes.js';
import { exchangeRoutes } from './routes.js';
import { stopRoutes } from './stop-routes.js';
import { sumQuarters } from './store/figures.js';
import { countOver, sealedWaiting } from './store/over.js';
import { expire } from './usecases/expire.js';
import { type ExportedAccesses, exportAccesses } from './usecases/export-accesses.js';
import { type AccessFilter, listAccesses, seesAccesses, type Timeline } from './usecases/list-accesses.js';
import { listEmergencies } from './usecases/list-emergencies.js';
import { listOverdueStops } from './usecases/list-overdue-stops.js';
import { listStopAnswers } from './usecases/list-stop-answers.js';
import { type Measured, measure } from './usecases/measure.js';
import type { ExchangeParts } from './usecases/needs.js';
import { onChildErased } from './usecases/on-child-erased.js';
import { type ConsentWithdrawn, onConsentWithdrawn } from './usecases/on-consent-withdrawn.js';
import { type Figures, readFigures } from './usecases/read-figures.js';
import { reviewEmergency } from './usecases/review-emergency.js';
import { type LoggedPage, searchAccesses } from './usecases/search-accesses.js';
import { type Unseen, unseenAmong } from './usecases/unseen.js';
import { warningRoutes } from './warning-routes.js';

/** How often the worker looks for what is past its time, in milliseconds. */
const round = 1_000;

export interface Exchange {
  /** Who asked for what about a child, as far as this person may see. @throws NotFound */
  accesses(
    caller: Citizen,
    child: ChildRef,
    cursor: string | null,
    filter?: AccessFilter,
    pageSize?: number,
  ): Promise<Timeline>;
  /** What recipients answered to orders that followed these own withdrawals. @throws NotFound */
  stopAnswers(
    caller: Citizen,
    child: ChildRef,
    because: readonly EntryId[],
  ): ReturnType<typeof listStopAnswers>;
  /** What privacy officers do; each look is recorded. */
  readonly officers: {
    /** @throws NotFound | InvalidRequest | HubError `ledger-unavailable` */
    search(caller: Officer, search: AccessSearch): Promise<LoggedPage>;
    /** All that is found, as a file. @throws as `search` */
    export(caller: Officer, search: AccessExport): Promise<ExportedAccesses>;
    /** @throws InvalidRequest | HubError `ledger-unavailable` */
    emergencies(
      caller: Officer,
      state: 'waiting' | 'reviewed',
      cursor: string | null,
    ): ReturnType<typeof listEmergencies>;
    /** @throws NotFound | StateConflict | HubError `caller-not-allowed` | `ledger-unavailable` */
    review(
      caller: Officer,
      emergency: EmergencyId,
      review: EmergencyReview,
      claim: Claim | null,
    ): Promise<unknown>;
    /** @throws InvalidRequest | HubError `ledger-unavailable` */
    overdueStops(caller: Officer, cursor: string | null): Promise<OverdueStops>;
  };
  /** Numbers that name nobody, since a day; of what that partner asked or was asked, or of everything. */
  figures(from: CivilDate, seenBy: PartnerId | null): Promise<Figures>;
  /** Sums over calendar quarters, from the first day of one to that of another, which does not count. */
  quarters(from: CivilDate, before: CivilDate): ReturnType<typeof sumQuarters>;
  /** Whether this person may see what is asked about the child on this day. */
  sees(person: PersonId): Promise<boolean>;
  /** What the family does not see of these entries about a child; to be asked after they were read. */
  unseenAmong(subject: SubjectId, entries: readonly EntryId[]): Promise<Unseen>;
  readonly routes: readonly Route[];
  /** In the transaction of a withdrawal, under the subject's lock. */
  onConsentWithdrawn(tx: Tx, event: ConsentWithdrawn): Promise<void>;
  /** In the transaction of an erasure, under the subject's lock. */
  onChildErased(tx: Tx, event: { readonly subject: SubjectId }): Promise<void>;
  /** How many exchanges were over before a moment, with all that followed. @param without children that are left out */
  overBefore(tx: Tx, before: Date, without: readonly string[]): Promise<number>;
  /** Sealed answers on their way. */
  sealedWaiting(tx: Tx): ReturnType<typeof sealedWaiting>;
  /** One round of the worker, now. */
  expire(): Promise<void>;
  /** For operators. */
  measure(): Promise<Measured>;
  start(): void;
  /** Resolves when the round that runs is done. */
  stop(): Promise<void>;
}

export function createExchange(parts: ExchangeParts): Exchange {
  const needs = { ...parts, bells: createBells() };
  const rounds = inRounds(
    () => expire(needs),
    round,
    (error) => parts.onFailure?.(error),
  );
  return {
    accesses: (caller, child, cursor, filter, pageSize) =>
      listAccesses(needs, caller, child, cursor, filter, pageSize),
    stopAnswers: (caller, child, because) => listStopAnswers(needs, caller, child, because),
    officers: {
      search: (caller, search) => searchAccesses(needs, caller, search),
      export: (caller, search) => exportAccesses(needs, caller, search),
      emergencies: (caller, state, cursor) => listEmergencies(needs, caller, state, cursor),
      review: (caller, emergency, review, claim) => reviewEmergency(needs, caller, emergency, review, claim),
      overdueStops: (caller, cursor) => listOverdueStops(needs, caller, cursor),
    },
    figures: (from, seenBy) => readFigures(needs, from, seenBy),
    quarters: (from, before) => sumQuarters(parts.database.reader, from, before),
    sees: (person) => seesAccesses(needs, person),
    unseenAmong: (subject, entries) => unseenAmong(needs, subject, entries),
    routes: [
      ...exchangeRoutes(needs),
      ...stopRoutes(needs),
      ...emergencyRoutes(needs),
      ...warningRoutes(needs),
      ...accessLogRoutes(needs),
    ],
    onConsentWithdrawn: (tx, event) => onConsentWithdrawn(tx, needs, event),
    onChildErased: (tx, event) => onChildErased(tx, needs, event),
    overBefore: countOver,
    sealedWaiting,
    expire: () => expire(needs),
    measure: () => measure(parts),
    ...rounds,
  };
}

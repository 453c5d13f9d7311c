import type {
  BreachAssessment,
  BreachId,
  BreachReport,
  BreachStep,
  Claim,
  Officer,
  OpenedUnusualUse,
  PartnerId,
  Route,
  UnusualDisposition,
  UnusualUseId,
} from '../contract/index.js';
import { inRounds } from '../kernel/index.js';
import { breachRoutes } from './breach-routes.js';
import { countOpen } from './store/breaches.js';
import { countWaiting, type UnusualFilter } from './store/unusual-uses.js';
import { unusualRoutes } from './unusual-routes.js';
import { assessBreach } from './usecases/assess-breach.js';
import { disposeUnusualUse } from './usecases/dispose-unusual-use.js';
import { findUnusualUse } from './usecases/find-unusual-use.js';
import { type BreachPage, listBreaches } from './usecases/list-breaches.js';
import { listUnusualUses, type UnusualPage } from './usecases/list-unusual-uses.js';
import type { OversightNeeds } from './usecases/needs.js';
import { openBreach } from './usecases/open-breach.js';
import { openUnusualUse } from './usecases/open-unusual-use.js';
import { resumeConcerned, suspendConcerned } from './usecases/suspend-concerned.js';
import { takeBreachStep } from './usecases/take-breach-step.js';

/** How often the worker reads on in the log, in milliseconds. */
const round = 10_000;

export interface Oversight {
  /** What privacy officers do with unusual use; each look is recorded, and only the privacy officer decides. */
  readonly unusual: {
    /** @throws InvalidRequest | HubError `ledger-unavailable` */
    list(caller: Officer, filter: Omit<UnusualFilter, 'seenBy'>, cursor: string | null): Promise<UnusualPage>;
    /** @throws NotFound | HubError `ledger-unavailable` */
    open(caller: Officer, id: UnusualUseId): Promise<OpenedUnusualUse>;
    /** @throws NotFound | HubError `caller-not-allowed` | `ledger-unavailable` */
    dispose(
      caller: Officer,
      id: UnusualUseId,
      disposition: UnusualDisposition,
      claim: Claim | null,
    ): Promise<unknown>;
    /** How many wait, of that partner's professionals or of all; it names nobody. */
    countWaiting(seenBy: PartnerId | null): Promise<number>;
  };
  /** What privacy officers do about personal data breaches. */
  readonly breaches: {
    /** @throws InvalidRequest | HubError `ledger-unavailable` */
    list(caller: Officer, cursor: string | null): Promise<BreachPage>;
    /** @throws InvalidRequest | NotFound | HubError `caller-not-allowed` | `ledger-unavailable` */
    open(caller: Officer, report: BreachReport, claim: Claim | null): ReturnType<typeof openBreach>;
    /** @throws NotFound | InvalidRequest | HubError `ledger-unavailable` */
    assess(
      caller: Officer,
      breach: BreachId,
      asked: { reason: string; cursor?: string },
    ): Promise<BreachAssessment>;
    /** @throws NotFound | HubError `caller-not-allowed` | `state-conflict` | `ledger-unavailable` */
    step(caller: Officer, breach: BreachId, step: BreachStep, claim: Claim | null): Promise<unknown>;
    /** @throws as `step` */
    suspend(caller: Officer, breach: BreachId, reason: string, claim: Claim | null): Promise<unknown>;
    /** @throws as `step` */
    resume(caller: Officer, breach: BreachId, reason: string, claim: Claim | null): Promise<unknown>;
    /** How many were neither notified nor closed; it names nobody. */
    countOpen(): Promise<number>;
  };
  readonly routes: readonly Route[];
  /** One round of the worker, now. */
  find(): Promise<void>;
  start(): void;
  /** Resolves when the round that runs is done. */
  stop(): Promise<void>;
}

export function createOversight(needs: OversightNeeds): Oversight {
  const rounds = inRounds(
    (enough) => findUnusualUse(needs, enough),
    round,
    (error) => needs.onFailure?.(error),
  );
  return {
    unusual: {
      list: (caller, filter, cursor) => listUnusualUses(needs, caller, filter, cursor),
      open: (caller, id) => openUnusualUse(needs, caller, id),
      dispose: (caller, id, disposition, claim) => disposeUnusualUse(needs, caller, id, disposition, claim),
      countWaiting: (seenBy) => needs.database.readAs(seenBy, (tx) => countWaiting(tx, seenBy)),
    },
    breaches: {
      list: (caller, cursor) => listBreaches(needs, caller, cursor),
      open: (caller, report, claim) => openBreach(needs, caller, report, claim),
      assess: (caller, breach, asked) => assessBreach(needs, caller, breach, asked),
      step: (caller, breach, step, claim) => takeBreachStep(needs, caller, breach, step, claim),
      suspend: (caller, breach, reason, claim) => suspendConcerned(needs, caller, breach, reason, claim),
      resume: (caller, breach, reason, claim) => resumeConcerned(needs, caller, breach, reason, claim),
      countOpen: () => countOpen(needs.database.reader),
    },
    routes: [...unusualRoutes(needs), ...breachRoutes(needs)],
    find: () => findUnusualUse(needs),
    ...rounds,
  };
}

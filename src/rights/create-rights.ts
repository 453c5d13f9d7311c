import type {
  AccountId,
  ChildRef,
  Citizen,
  Claim,
  Officer,
  OwnRightsRequest,
  RetentionOverview,
  RightsAssigned,
  RightsAssignmentSubmission,
  RightsRequestId,
  RightsRequestRecord,
  Route,
  WaitingRightsRequest,
} from '../contract/index.js';
import { createBells } from '../kernel/index.js';
import { assignmentRoutes } from './assignment-routes.js';
import { type OrderRetention, retentionRoutes } from './retention-routes.js';
import { rightsRoutes } from './routes.js';
import { countBacklog, type RightsBacklog } from './store/backlog.js';
import { extendTerm, grantRequest, refuseRequest } from './usecases/answer-request.js';
import { assignRequest } from './usecases/assign-request.js';
import { finishErasures, replayErasures } from './usecases/finish-erasures.js';
import { lapseAnew, letLapse } from './usecases/let-lapse.js';
import { listOwnRequests } from './usecases/list-own-requests.js';
import { listRequests } from './usecases/list-requests.js';
import type { RightsNeeds, RightsParts } from './usecases/needs.js';
import { openRequest } from './usecases/open-request.js';
import { orderRetention } from './usecases/order-retention.js';
import { readRetention } from './usecases/read-retention.js';
import { type AskedRight, requestRight } from './usecases/request-right.js';
import { withdrawRequest } from './usecases/withdraw-request.js';

/** How often the worker looks for erasures and orders that a process left half, and for what was kept long enough; milliseconds. */
const round = 30_000;

export interface Rights {
  /** What this person asked, newest first. */
  own(account: AccountId): Promise<readonly OwnRightsRequest[]>;
  /** @throws InvalidRequest | NotFound | StateConflict | HubError `caller-not-allowed` | `step-up-required` */
  ask(caller: Citizen, child: ChildRef, asked: AskedRight, claim: Claim | null): Promise<unknown>;
  /** @throws NotFound | StateConflict */
  withdraw(caller: Citizen, request: RightsRequestId, claim: Claim | null): Promise<unknown>;
  /** What privacy officers do; each look is recorded, and only the privacy officer decides. */
  readonly officers: {
    /** @throws HubError `ledger-unavailable` */
    waiting(caller: Officer): Promise<readonly WaitingRightsRequest[]>;
    /** How much waits, in numbers that name nobody: so that no look is recorded. */
    backlog(): Promise<RightsBacklog>;
    /** The last answered first. @throws as `waiting` */
    answered(caller: Officer): Promise<readonly WaitingRightsRequest[]>;
    /** One of either, with its answer. @throws NotFound | HubError `ledger-unavailable` */
    open(caller: Officer, request: RightsRequestId): Promise<RightsRequestRecord>;
    /** @throws NotFound | StateConflict | HubError `caller-not-allowed` | `ledger-unavailable` */
    refuse(
      caller: Officer,
      request: RightsRequestId,
      refusal: { readonly article: string; readonly reason: string },
      claim: Claim | null,
    ): Promise<unknown>;
    /** What was asked is done; not of an erasure, which takes a signed order. @throws as `refuse` */
    grant(
      caller: Officer,
      request: RightsRequestId,
      answer: { readonly reason: string },
      claim: Claim | null,
    ): Promise<unknown>;
    /** @throws as `refuse` */
    extend(
      caller: Officer,
      request: RightsRequestId,
      answer: { readonly reason: string },
      claim: Claim | null,
    ): Promise<unknown>;
    /** Partners that hold data are to answer too. @throws as `refuse`, and InvalidRequest */
    assign(
      caller: Officer,
      request: RightsRequestId,
      submission: RightsAssignmentSubmission,
      claim: Claim | null,
    ): Promise<RightsAssigned>;
  };
  /** What is older than its term. */
  readonly retention: {
    /** Counts and days, of no child and no person. */
    overview(): Promise<RetentionOverview>;
    readonly order: OrderRetention;
  };
  readonly routes: readonly Route[];
  /** Lets go anew what a backup brought back, finishes what was left half, and begins the worker. Before anything is served. */
  start(): Promise<void>;
  /** One round of the worker, now. */
  finish(): Promise<void>;
  stop(): Promise<void>;
}

export function createRights(parts: RightsParts): Rights {
  const needs: RightsNeeds = { ...parts, bells: createBells() };
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const work = async (): Promise<void> => {
    await finishErasures(needs);
    await letLapse(needs, () => stopped);
  };
  const run = (): void => {
    running = running.then(work).catch((error: unknown) => needs.onFailure?.(error));
  };
  const order: OrderRetention = async (caller, digest, claim) => {
    const ordered = await orderRetention(needs, caller, digest, claim);
    run();
    return ordered;
  };
  return {
    own: (account) => listOwnRequests(needs, account),
    ask: (caller, child, asked, claim) => requestRight(needs, caller, child, asked, claim),
    withdraw: (caller, request, claim) => withdrawRequest(needs, caller, request, claim),
    officers: {
      waiting: (caller) => listRequests(needs, caller),
      backlog: () => countBacklog(needs.database.reader, needs.clock.today()),
      answered: (caller) => listRequests(needs, caller, { state: 'answered' }),
      open: (caller, request) => openRequest(needs, caller, request),
      refuse: (caller, request, refusal, claim) => refuseRequest(needs, caller, request, refusal, claim),
      grant: (caller, request, answer, claim) => grantRequest(needs, caller, request, answer, claim),
      extend: (caller, request, answer, claim) => extendTerm(needs, caller, request, answer, claim),
      assign: (caller, request, submission, claim) =>
        assignRequest(needs, caller, request, submission, claim),
    },
    retention: { overview: () => readRetention(needs), order },
    routes: [...rightsRoutes(needs), ...assignmentRoutes(needs), ...retentionRoutes(needs, order)],
    start: async () => {
      stopped = false;
      await replayErasures(needs);
      await finishErasures(needs);
      await lapseAnew(needs);
      timer ??= setInterval(run, round).unref();
    },
    finish: work,
    stop: async () => {
      stopped = true;
      if (timer !== null) clearInterval(timer);
      timer = null;
      await running;
    },
  };
}

import type {
  AccountId,
  ChildRef,
  Citizen,
  Claim,
  OwnRightsRequest,
  RightsRequestId,
  Route,
} from '../contract/index.js';
import { rightsRoutes } from './routes.js';
import { finishErasures, replayErasures } from './usecases/finish-erasures.js';
import { listOwnRequests } from './usecases/list-own-requests.js';
import type { RightsNeeds } from './usecases/needs.js';
import { type AskedRight, requestRight } from './usecases/request-right.js';
import { withdrawRequest } from './usecases/withdraw-request.js';

/** How often the worker looks for erasures that a process left half, and for what was kept long enough; milliseconds. */
const round = 30_000;

export interface Rights {
  /** What this person asked, newest first. */
  own(account: AccountId): Promise<readonly OwnRightsRequest[]>;
  /** @throws InvalidRequest | NotFound | StateConflict | HubError `caller-not-allowed` | `step-up-required` */
  ask(caller: Citizen, child: ChildRef, asked: AskedRight, claim: Claim | null): Promise<unknown>;
  /** @throws NotFound | StateConflict */
  withdraw(caller: Citizen, request: RightsRequestId, claim: Claim | null): Promise<unknown>;
  readonly routes: readonly Route[];
  /** Erases anew what a backup brought back, finishes what was left half, and begins the worker. Before anything is served. */
  start(): Promise<void>;
  /** One round of the worker, now. */
  finish(): Promise<void>;
  stop(): Promise<void>;
}

export function createRights(needs: RightsNeeds): Rights {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  const run = (): void => {
    running = running.then(() => finishErasures(needs)).catch((error: unknown) => needs.onFailure?.(error));
  };
  return {
    own: (account) => listOwnRequests(needs, account),
    ask: (caller, child, asked, claim) => requestRight(needs, caller, child, asked, claim),
    withdraw: (caller, request, claim) => withdrawRequest(needs, caller, request, claim),
    routes: rightsRoutes(needs),
    start: async () => {
      await replayErasures(needs);
      await finishErasures(needs);
      timer ??= setInterval(run, round).unref();
    },
    finish: () => finishErasures(needs),
    stop: async () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await running;
    },
  };
}

import type { Server, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface DrainTimes {
  /** Still serving, but no longer ready: what a load balancer needs to notice. */
  readonly noticeMs: number;
  /** What open calls get after that. */
  readonly graceMs: number;
}

/** Keeps track of open calls, so that a process can stop without cutting one off. */
export interface Drain {
  /** Asked to stop: not ready for new callers, although it serves whoever still comes. */
  readonly leaving: boolean;
  /** Takes no more calls. */
  readonly draining: boolean;
  /** Every answer from the notice on is the last on its connection, so that no caller sends one into a closing socket. */
  follow(response: ServerResponse): void;
  /**
   * @param patient whether the call only waits for something to happen: it is asked to end as soon as notice is given
   * @returns a signal that aborts when the call should come to an end
   */
  enter(patient: boolean): { readonly signal: AbortSignal; abort(): void; leave(): void };
  /**
   * Gives notice and ends long polls; then refuses new connections, lets calls finish, and closes what is left after
   * the grace time.
   */
  stop(server: Server, times: DrainTimes): Promise<void>;
}

export function createDrain(): Drain {
  const open = new Map<AbortController, boolean>();
  const responses = new Set<ServerResponse>();
  let [leaving, draining] = [false, false];
  const abortThose = (which: (patient: boolean) => boolean): void => {
    for (const [controller, patient] of open) if (which(patient)) controller.abort();
  };
  return {
    get leaving() {
      return leaving;
    },
    get draining() {
      return draining;
    },
    follow: (response) => {
      if (leaving) markLast(response);
      responses.add(response);
      response.once('close', () => responses.delete(response));
    },
    enter: (patient) => {
      const controller = new AbortController();
      open.set(controller, patient);
      if (leaving && patient) controller.abort();
      return {
        signal: controller.signal,
        abort: () => controller.abort(),
        leave: () => open.delete(controller),
      };
    },
    stop: async (server, { noticeMs, graceMs }) => {
      leaving = true;
      for (const response of responses) markLast(response);
      abortThose((patient) => patient);
      if (noticeMs > 0) await pause(noticeMs);
      draining = true;
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeIdleConnections();
      const grace = setTimeout(() => {
        abortThose(() => true);
        server.closeAllConnections();
      }, graceMs);
      await closed;
      clearTimeout(grace);
    },
  };
}

function markLast(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}

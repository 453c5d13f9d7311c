import type { Server } from 'node:http';

/** Keeps track of open calls, so that a process can stop without cutting one off. */
export interface Drain {
  readonly draining: boolean;
  /**
   * @param patient whether the call only waits for something to happen: it is asked to end as soon as draining begins
   * @returns a signal that aborts when the call should come to an end
   */
  enter(patient: boolean): { readonly signal: AbortSignal; abort(): void; leave(): void };
  /**
   * Refuses new connections, ends long polls, lets other calls finish, and closes what is left after the grace time.
   */
  stop(server: Server, graceMs: number): Promise<void>;
}

export function createDrain(): Drain {
  const open = new Map<AbortController, boolean>();
  let draining = false;
  const abortThose = (which: (patient: boolean) => boolean): void => {
    for (const [controller, patient] of open) if (which(patient)) controller.abort();
  };
  return {
    get draining() {
      return draining;
    },
    enter: (patient) => {
      const controller = new AbortController();
      open.set(controller, patient);
      if (draining && patient) controller.abort();
      return {
        signal: controller.signal,
        abort: () => controller.abort(),
        leave: () => open.delete(controller),
      };
    },
    stop: async (server, graceMs) => {
      draining = true;
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeIdleConnections();
      abortThose((patient) => patient);
      const grace = setTimeout(() => {
        abortThose(() => true);
        server.closeAllConnections();
      }, graceMs);
      await closed;
      clearTimeout(grace);
    },
  };
}

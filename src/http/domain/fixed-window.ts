/** How many calls one name may make in a window of time. */
export interface Limit {
  readonly calls: number;
  readonly windowSeconds: number;
}

export interface Standing {
  readonly allowed: boolean;
  readonly remaining: number;
  /** Until the window starts anew. */
  readonly resetSeconds: number;
}

interface Window {
  readonly endsAt: number;
  used: number;
}

export interface FixedWindow {
  /** Counts one call of `name` at `now` (milliseconds). */
  take(name: string, now: number): Standing;
  /** The same without counting. */
  look(name: string, now: number): Standing;
}

/** More names than this at once is an attack on memory: windows that ended go first, then all. */
const mostNames = 100_000;

/** A fixed window per name, in memory: cheap, and as coarse as a defence against floods may be. */
export function fixedWindow(limit: Limit): FixedWindow {
  const windows = new Map<string, Window>();
  const standing = (window: Window, now: number): Standing => ({
    allowed: window.used <= limit.calls,
    remaining: Math.max(0, limit.calls - window.used),
    resetSeconds: Math.max(1, Math.ceil((window.endsAt - now) / 1_000)),
  });
  const current = (name: string, now: number): Window => {
    const window = windows.get(name);
    if (window !== undefined && window.endsAt > now) return window;
    return { endsAt: now + limit.windowSeconds * 1_000, used: 0 };
  };
  return {
    take: (name, now) => {
      if (windows.size >= mostNames) forget(windows, now);
      const window = current(name, now);
      window.used += 1;
      windows.set(name, window);
      return standing(window, now);
    },
    look: (name, now) => {
      const window = current(name, now);
      return { ...standing(window, now), allowed: window.used < limit.calls };
    },
  };
}

function forget(windows: Map<string, Window>, now: number): void {
  for (const [name, window] of windows) if (window.endsAt <= now) windows.delete(name);
  if (windows.size >= mostNames) windows.clear();
}

/** How many calls each name keeps open at once. A mutable count, without clock. */
export interface OpenWaits {
  /** @returns what ends the wait, once; null when the name has as many as it may */
  enter(name: string): (() => void) | null;
}

export function openWaits(most: number): OpenWaits {
  const open = new Map<string, number>();
  const leave = (name: string): void => {
    const left = (open.get(name) ?? 1) - 1;
    if (left > 0) open.set(name, left);
    else open.delete(name);
  };
  return {
    enter: (name) => {
      const waiting = open.get(name) ?? 0;
      if (waiting >= most) return null;
      open.set(name, waiting + 1);
      let left = false;
      return () => {
        if (!left) leave(name);
        left = true;
      };
    },
  };
}

/** Resolves at the first SIGTERM or SIGINT. A second one ends the process at once: whoever repeats it means it. */
export function untilStopped(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        done();
        process.once(signal, () => process.exit(130));
      });
    }
  });
}

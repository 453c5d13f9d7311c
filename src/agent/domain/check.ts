/** One named condition. The same code says *passed* on the page and *failed* in a decline or a receipt. */
export interface Check<Context> {
  readonly code: string;
  readonly holds: (context: Context) => boolean;
  /** Where this does not hold another check has failed already, and this one has nothing to look at. */
  readonly given?: (context: Context) => boolean;
}

export interface Verdict {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
}

/** Runs every check, so that all causes are known at once. A check that throws has failed. */
export function judge<Context>(checks: readonly Check<Context>[], context: Context): Verdict {
  const passed: string[] = [];
  const failed: string[] = [];
  for (const { code, holds, given } of checks) {
    if (given !== undefined && !given(context)) continue;
    (holdsSafely(holds, context) ? passed : failed).push(code);
  }
  return { passed, failed };
}

export const bothVerdicts = (a: Verdict, b: Verdict): Verdict => ({
  passed: [...a.passed, ...b.passed],
  failed: [...a.failed, ...b.failed],
});

function holdsSafely<Context>(holds: (context: Context) => boolean, context: Context): boolean {
  try {
    return holds(context);
  } catch {
    return false;
  }
}

export const sameMembers = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && isSubset(a, b);

export const isSubset = (part: readonly string[], whole: readonly string[]): boolean =>
  part.every((member) => whole.includes(member));

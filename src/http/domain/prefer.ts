/** How long a caller may keep a request open, in seconds. */
export const longestWaitSeconds = 30;

/**
 * The seconds of `Prefer: wait` (RFC 7240 section 4.3), at most {@link longestWaitSeconds}. A preference that is not
 * understood is ignored, as section 2 demands.
 */
export function waitPreferred(header: string | undefined): number {
  for (const preference of (header ?? '').split(',')) {
    const [, seconds] = /^\s*wait\s*=\s*"?(\d{1,6})"?\s*(?:;.*)?$/i.exec(preference) ?? [];
    if (seconds !== undefined) return Math.min(Number(seconds), longestWaitSeconds);
  }
  return 0;
}

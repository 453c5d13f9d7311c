/**
 * Several at once. All are waited for, whatever becomes of one, so that an answer leaves nothing running behind it; then the
 * first that failed, in their order, is thrown.
 */
export async function together<T extends readonly unknown[] | []>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

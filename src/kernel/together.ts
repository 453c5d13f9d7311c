/**
 * Several at once. All are waited for, whatever becomes of one, so that an answer leaves nothing running behind it; then the
 * first that failed, in their order, is thrown.
 */
export async function together<T extends readonly unknown[]>(
  work: readonly [...{ readonly [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  const settled = await Promise.allSettled(work);
  const failed = settled.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return Promise.all(work) as Promise<unknown> as Promise<T>;
}

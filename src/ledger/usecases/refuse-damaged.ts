import { LedgerDamaged, LedgerUnavailable } from '../domain/errors.js';

/**
 * A proof that an altered tile stands in the way of: the caller is refused, the operator told, and nobody else held up.
 *
 * @throws LedgerUnavailable for LedgerDamaged, and whatever else the work throws
 */
export async function refuseDamaged<T>(
  onFailure: (error: Error) => void,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LedgerDamaged)) throw error;
    onFailure(error);
    throw new LedgerUnavailable(error);
  }
}

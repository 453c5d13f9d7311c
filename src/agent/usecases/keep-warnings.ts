import type { EmergencyId, EmergencyWarning } from '../../contract/index.js';

/** An own emergency that a privacy officer called not necessary. */
export interface ShownWarning extends EmergencyWarning {
  /** The partner's own number of the child; null for one that it has no more. */
  readonly number: string | null;
}

/** As the hub last said. In memory only: it tells them until the answer. */
export type WarningShelf = Map<EmergencyId, ShownWarning>;

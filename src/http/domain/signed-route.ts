import type { Route } from '../../contract/index.js';

/** Whether a call on this route carries a `Payload-Signature` when a partner makes it: whenever it has a body. */
export const isSigned = (route: Route): boolean =>
  route.body !== undefined && route.callers.some((kind) => kind === 'system' || kind === 'professional');

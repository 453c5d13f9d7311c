import type { Reply, Route } from '../../contract/index.js';
import { type Check, compileSchema, type Fault } from '../../kernel/index.js';

/** Told of a reply that is not what the route's table, and so the OpenAPI document, promises. */
export type OnOffContract = (route: Route, status: number, faults: readonly Fault[]) => void;

export type ReplyCheck = (route: Route, reply: Reply) => void;

/**
 * Compares replies with the schemas they were announced with. For development and tests: a promise that is kept there
 * need not be checked again at every call.
 */
export function replyCheck(onOffContract: OnOffContract): ReplyCheck {
  const checks = new Map<object, Check>();
  const checkFor = (schema: object): Check => {
    const known = checks.get(schema);
    if (known !== undefined) return known;
    const check = compileSchema(schema);
    checks.set(schema, check);
    return check;
  };
  return (route, reply) => {
    if (reply.headers?.['Idempotency-Replayed'] !== undefined) return;
    const shape = route.responses[reply.status];
    if (shape === undefined) {
      onOffContract(route, reply.status, [{ pointer: '', reason: 'is not an announced status' }]);
    } else if (shape !== null && typeof shape !== 'string' && reply.body !== undefined) {
      const faults = checkFor(shape)(JSON.parse(JSON.stringify(reply.body)));
      if (faults.length > 0) onOffContract(route, reply.status, faults);
    }
  };
}

/** Which questions a policy can answer, from its scope alone (Cedar's JSON policy format). */
import type { EntityUidJson, PolicyJson, SchemaJson } from '@cedar-policy/cedar-wasm/nodejs';
import { actionType, typesOf } from './cedar-request.js';
import type { PolicyQuestion } from './question.js';

export type Scope = Pick<PolicyJson, 'principal' | 'action' | 'resource'>;

/**
 * Whether a policy may apply to a question with this action. Where its scope does not tell (`in` an entity or a group), it may.
 *
 * @param nested whether the schema puts actions in others, so that `in` one of them takes in more than itself
 */
export function mayConcern(
  { principal, action, resource }: Scope,
  asked: PolicyQuestion['action'],
  nested: boolean,
): boolean {
  const types = typesOf[asked];
  const isNamed = (nested && action.op === 'in') || namesAction(action, asked);
  return isNamed && fits(principal, types.principal) && fits(resource, types.resource);
}

function namesAction(scope: Scope['action'], asked: PolicyQuestion['action']): boolean {
  if (scope.op === 'All' || 'slot' in scope) return true;
  const named = ('entities' in scope ? scope.entities : [scope.entity]).map(uidOf);
  return named.some(({ type, id }) => type !== actionType || !isAction(id) || id === asked);
}

function fits(scope: Scope['principal'] | Scope['resource'], type: string): boolean {
  if (scope.op === 'is') return scope.entity_type === type;
  return scope.op !== '==' || 'slot' in scope || uidOf(scope.entity).type === type;
}

/** Whether a schema, in Cedar's JSON format, puts any action in another. */
export const nestsActions = (schema: SchemaJson<string>): boolean =>
  Object.values(schema).some(({ actions }) =>
    Object.values(actions).some(({ memberOf = [] }) => memberOf.length > 0),
  );

const isAction = (id: string): boolean => Object.hasOwn(typesOf, id);

const uidOf = (uid: EntityUidJson) => ('__entity' in uid ? uid.__entity : uid);

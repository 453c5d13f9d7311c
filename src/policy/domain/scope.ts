/** Which questions a policy can answer, from its scope alone (Cedar's JSON policy format). */
import type { EntityUidJson, PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import { actionType, typesOf } from './cedar-request.js';
import type { PolicyQuestion } from './question.js';

type Scope = Pick<PolicyJson, 'principal' | 'action' | 'resource'>;

/**
 * Whether a policy may apply to a question with this action. Where its scope does not tell (`in` an entity or a group of
 * actions), it may.
 */
export function mayConcern({ principal, action, resource }: Scope, asked: PolicyQuestion['action']): boolean {
  const types = typesOf[asked];
  return namesAction(action, asked) && fits(principal, types.principal) && fits(resource, types.resource);
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

const isAction = (id: string): boolean => Object.hasOwn(typesOf, id);

const uidOf = (uid: EntityUidJson) => ('__entity' in uid ? uid.__entity : uid);

/** A question in Cedar's own form: entities, attributes and a context of JSON values. */
import type { CedarValueJson, EntityJson, StatefulAuthorizationCall } from '@cedar-policy/cedar-wasm/nodejs';
import type { PolicyQuestion } from './question.js';

const exchanging = { principal: 'Kernhub::Partner', resource: 'Kernhub::Flow' } as const;
const overseeing = { principal: 'Kernhub::Officer', resource: 'Kernhub::Matter' } as const;
/** Of whom each action asks, and about what. */
export const typesOf: Readonly<
  Record<PolicyQuestion['action'], { readonly principal: string; readonly resource: string }>
> = {
  start: { ...exchanging, resource: 'Kernhub::Purpose' },
  receive: exchanging,
  send: exchanging,
  look: overseeing,
  decide: overseeing,
  verify: overseeing,
};

export const actionType = 'Kernhub::Action';
export const actions = Object.keys(typesOf) as readonly PolicyQuestion['action'][];

const entity = (type: string, { id, ...attributes }: { readonly id: string }): EntityJson => ({
  uid: { type, id },
  attrs: attributes as Record<string, CedarValueJson>,
  parents: [],
});

export type CedarRequest = Pick<
  StatefulAuthorizationCall,
  'principal' | 'action' | 'resource' | 'context' | 'entities'
>;

export function cedarRequest(question: PolicyQuestion): CedarRequest {
  const types = typesOf[question.action];
  const principal = entity(types.principal, question.principal);
  const resource = entity(types.resource, question.resource);
  return {
    principal: principal.uid,
    action: { type: actionType, id: question.action },
    resource: resource.uid,
    context: { ...question.context } as Record<string, CedarValueJson>,
    entities: [principal, resource],
  };
}

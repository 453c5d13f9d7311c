/** A question in Cedar's own form: entities, attributes and a context of JSON values. */
import type { CedarValueJson, EntityJson, StatefulAuthorizationCall } from '@cedar-policy/cedar-wasm/nodejs';
import type { PolicyQuestion } from './question.js';

const resourceType = { start: 'Kernhub::Purpose', receive: 'Kernhub::Flow', send: 'Kernhub::Flow' } as const;

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
  const principal = entity('Kernhub::Partner', question.principal);
  const resource = entity(resourceType[question.action], question.resource);
  return {
    principal: principal.uid,
    action: { type: 'Kernhub::Action', id: question.action },
    resource: resource.uid,
    context: { ...question.context } as Record<string, CedarValueJson>,
    entities: [principal, resource],
  };
}

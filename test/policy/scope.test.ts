import { readdir, readFile } from 'node:fs/promises';
import cedar, { type PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import { beforeAll, describe, expect, it } from 'vitest';
import { actions, actionType } from '../../src/policy/domain/cedar-request.js';
import { mayConcern, nestsActions } from '../../src/policy/domain/scope.js';

let schema: string;
beforeAll(async () => {
  schema = await readFile('policies/schema.cedarschema', 'utf8');
});

function jsonOf(text: string): PolicyJson {
  const parsed = cedar.policyToJson(text);
  if (parsed.type === 'failure') throw new Error(JSON.stringify(parsed.errors));
  return parsed.json;
}

/** Actions of the questions that the engine itself finds possible, by schema and scope. */
function possible(text: string, by = schema): readonly string[] {
  const found = cedar.getValidRequestEnvsPolicy(text, by);
  if (found.type === 'failure') throw new Error(found.error);
  return actions.filter((action) => found.actions.includes(`${actionType}::"${action}"`));
}

const concerned = (text: string, nested = false) =>
  actions.filter((action) => mayConcern(jsonOf(text), action, nested));

function nests(text: string): boolean {
  const found = cedar.schemaToJson(text);
  if (found.type === 'failure') throw new Error(JSON.stringify(found.errors));
  return nestsActions(found.json);
}

describe('the actions that a policy may concern', () => {
  it('are those that the engine finds, of every policy of ours', async () => {
    let policies = 0;
    for (const file of (await readdir('policies')).filter((name) => name.endsWith('.cedar'))) {
      const parts = cedar.policySetTextToParts(await readFile(`policies/${file}`, 'utf8'));
      for (const text of parts.type === 'success' ? parts.policies : []) {
        expect(concerned(text), text).toEqual(possible(text));
        policies += 1;
      }
    }
    expect(policies).toBeGreaterThan(15);
  });

  it.each([
    'principal, action, resource',
    'principal is Kernhub::Officer, action, resource',
    'principal == Kernhub::Officer::"one", action, resource',
    'principal == Kernhub::Partner::"prt_one", action == Kernhub::Action::"send", resource',
    'principal, action in [Kernhub::Action::"start", Kernhub::Action::"look"], resource',
    'principal, action in Kernhub::Action::"look", resource',
    'principal, action, resource is Kernhub::Purpose',
    'principal, action, resource == Kernhub::Matter::"breach"',
    'principal is Kernhub::Partner, action == Kernhub::Action::"decide", resource',
  ])('are those that the engine finds for (%s)', (scope) => {
    expect(concerned(`permit (${scope});`)).toEqual(possible(`permit (${scope});`));
  });

  it('are also those that a schema puts in the one that a policy names', () => {
    const within = schema.replace('action send appliesTo', 'action send in [receive] appliesTo');
    expect([nests(schema), nests(within)]).toEqual([false, true]);
    const text = 'forbid (principal, action in Kernhub::Action::"receive", resource);';
    expect(possible(text, within)).toEqual(['receive', 'send']);
    expect(concerned(text, true)).toEqual(expect.arrayContaining([...possible(text, within)]));
    const alone = 'forbid (principal, action == Kernhub::Action::"receive", resource);';
    expect(concerned(alone, true)).toEqual(possible(alone, within));
  });

  it.each([
    'principal, action in Kernhub::Action::"anything", resource',
    'principal in Kernhub::Officer::"team", action in [Other::Action::"look"], resource',
  ])('are all where a scope does not tell (%s)', (scope) => {
    expect(concerned(`permit (${scope});`)).toEqual(actions);
  });
});

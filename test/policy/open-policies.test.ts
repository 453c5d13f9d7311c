import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PartnerId, Role } from '../../src/contract/index.js';
import { openPolicies, type PolicyQuestion } from '../../src/policy/index.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policies-'));
  await cp('policies', folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const write = (file: string, text: string) => writeFile(join(folder, file), text);

const question: PolicyQuestion = {
  action: 'send',
  principal: {
    id: 'prt_school' as PartnerId,
    role: 'school' as Role,
    state: 'active',
    agreementInForce: true,
    mayReceiveHealth: false,
  },
  resource: {
    id: 'flow',
    emergency: false,
    basis: 'consent',
    health: false,
    art9: false,
    secrecyConsent: false,
  },
  context: { enrolled: true, consentInForce: true },
};

describe('opening the policies', () => {
  test('gives every text and a digest that changes with any of them', async () => {
    const before = await openPolicies(folder);
    expect(Object.keys(before.texts)).toContain('emergency.cedar');
    await write('consent.cedar', `// a remark\n${before.texts['consent.cedar']}`);
    const after = await openPolicies(folder);
    expect(after.digest).not.toBe(before.digest);
    expect(after.digest).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  test.each([
    ['a policy that does not parse', 'permit (principal, action', /broken\.cedar: line 1/],
    [
      'a policy without an id',
      '@id("one") forbid (principal, action, resource);\n\npermit (principal, action, resource);',
      /broken\.cedar: line 3, column 1: a policy has no @id/,
    ],
    [
      'a policy whose id has no value',
      '@id @refusal("policy-forbids") forbid (principal, action, resource);',
      /broken\.cedar: line 1, column 1: a policy has no @id/,
    ],
    [
      'an attribute that the schema does not know',
      '@id("broken") permit (principal, action, resource) when { principal.colour == "red" };',
      /broken\.cedar: policy "broken": .*colour/,
    ],
    [
      'a comparison of two kinds',
      '@id("broken") forbid (principal, action, resource) when { principal.role == 3 };',
      /broken\.cedar: policy "broken"/,
    ],
    [
      'an id that another file has',
      '@id("consent.in-force") forbid (principal, action, resource);',
      /the id "consent\.in-force" is also in/,
    ],
    [
      'a refusal that is no code',
      '@id("broken") @refusal("nope") forbid (principal, action, resource);',
      /broken\.cedar: .*nope/,
    ],
    [
      'a rule that can never apply',
      '@id("broken") forbid (principal is Kernhub::Purpose, action, resource);',
      /broken\.cedar: policy "broken"/,
    ],
  ])('stops at %s and names the file', async (_, text, message) => {
    await write('broken.cedar', text);
    await expect(openPolicies(folder)).rejects.toThrow(message);
  });

  test('names what is wrong in every file at once', async () => {
    await write('broken.cedar', 'permit (principal, action');
    await write('nameless.cedar', 'permit (principal, action, resource);');
    await rm(join(folder, 'schema.cedarschema'));
    await expect(openPolicies(folder)).rejects.toMatchObject({
      faults: [{ file: 'schema.cedarschema' }, { file: 'broken.cedar' }, { file: 'nameless.cedar' }],
    });
  });

  test('names a policy that does not fit the schema with its own file', async () => {
    const misfit = (id: string) =>
      `@id("${id}") permit (principal, action, resource) when { principal.${id} };`;
    await write('first.cedar', misfit('first'));
    await write('second.cedar', misfit('second'));
    await expect(openPolicies(folder)).rejects.toThrow(
      /policies\/first\.cedar: policy "first".*\n.*policies\/second\.cedar: policy "second"/,
    );
  });

  test('stops at a broken or missing schema', async () => {
    await write('schema.cedarschema', 'entity {');
    await expect(openPolicies(folder)).rejects.toThrow(/schema\.cedarschema: line 1/);
    await rm(join(folder, 'schema.cedarschema'));
    await expect(openPolicies(folder)).rejects.toThrow(/schema\.cedarschema: is missing/);
  });

  test('stops at a folder without any policy', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'policies-'));
    await cp('policies/schema.cedarschema', join(empty, 'schema.cedarschema'));
    await expect(openPolicies(empty)).rejects.toThrow(/no policy/);
    await rm(empty, { recursive: true });
  });
});

describe('deciding', () => {
  test.each([
    ['no action', 'action'],
    ['its action', 'action == Kernhub::Action::"send"'],
    ['its action among others', 'action in [Kernhub::Action::"start", Kernhub::Action::"send"]'],
    ['a group that its action is in', 'action in Kernhub::Action::"exchanging"'],
  ])('obeys a policy whose scope names %s', async (_, scope) => {
    const { texts } = await openPolicies(folder);
    const grouped = texts['schema.cedarschema']?.replace(
      'action send ',
      'action exchanging;\n  action send in [exchanging] ',
    );
    await write('schema.cedarschema', grouped ?? '');
    expect((await openPolicies(folder)).decide(question)).toMatchObject({ permit: true });
    await write('other.cedar', `@id("other") forbid (principal, ${scope}, resource);`);
    expect((await openPolicies(folder)).decide(question)).toMatchObject({
      permit: false,
      policies: ['other'],
    });
  });

  test('lets a policy about one action hold for those that the schema puts in it', async () => {
    const { texts } = await openPolicies(folder);
    await write(
      'schema.cedarschema',
      texts['schema.cedarschema']?.replace('action send ', 'action send in [receive] ') ?? '',
    );
    await write(
      'other.cedar',
      '@id("other") forbid (principal, action in Kernhub::Action::"receive", resource);',
    );
    expect((await openPolicies(folder)).decide(question)).toMatchObject({
      permit: false,
      policies: ['other'],
    });
  });

  test('refuses when any policy errors, even one that would not have decided', async () => {
    await write(
      'overflow.cedar',
      `@id("overflow") forbid (principal, action == Kernhub::Action::"receive", resource)
       when { context.enrolledSeconds * 9000000000000000000 < 0 };`,
    );
    const policies = await openPolicies(folder);
    const receive = (enrolledSeconds: number) =>
      policies.decide({
        ...question,
        action: 'receive',
        context: {
          enrolled: true,
          versionInForce: true,
          consentInForce: true,
          enrolledSeconds,
          secondProfessional: false,
        },
      });
    expect(receive(1)).toMatchObject({ permit: true });
    expect(receive(100)).toEqual({ permit: false, policies: ['overflow'], refusal: 'policy-forbids' });
  });

  test('refuses a question with a fact that is missing, unknown or of another kind', async () => {
    const policies = await openPolicies(folder);
    expect(policies.decide(question)).toMatchObject({ permit: true });
    for (const context of [
      { enrolled: true },
      { enrolled: true, consentInForce: 'yes' },
      { enrolled: true, consentInForce: true, extra: true },
    ]) {
      expect(policies.decide({ ...question, context } as never)).toMatchObject({
        permit: false,
        refusal: 'policy-forbids',
      });
    }
  });

  test('keeps two sets of policies apart', async () => {
    const open = await openPolicies(folder);
    await write('closed.cedar', '@id("closed") forbid (principal, action, resource);');
    const closed = await openPolicies(folder);
    expect(closed.decide(question)).toMatchObject({ permit: false, policies: ['closed'] });
    expect(open.decide(question)).toMatchObject({ permit: true });
  });
});

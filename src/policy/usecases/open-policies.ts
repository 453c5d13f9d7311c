import cedar from '@cedar-policy/cedar-wasm/nodejs';
import type { Code } from '../../contract/index.js';
import { base64url, canonicalJson, sha256 } from '../../kernel/index.js';
import { actions, cedarRequest } from '../domain/cedar-request.js';
import { PolicyInvalid } from '../domain/errors.js';
import type { PolicyAnswer, PolicyQuestion } from '../domain/question.js';
import { mayConcern, nestsActions } from '../domain/scope.js';
import { keepWasmCallsApart } from './keep-wasm-calls-apart.js';
import {
  type CedarError,
  describe,
  type PolicyFiles,
  readPolicyFiles,
  schemaFile,
} from './read-policy-files.js';

export interface Policies {
  /** Pure: the same question has the same answer for as long as the process lives. */
  decide(question: PolicyQuestion): PolicyAnswer;
  /** SHA-256 over the canonical JSON of {@link texts}, base64url. */
  readonly digest: string;
  /** File name to text. */
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * Loads the policies once, and refuses to start on one that does not parse or does not fit the schema: parsing alone
 * does not compare with the schema, and a `forbid` that errors later would be skipped in silence.
 *
 * @throws PolicyInvalid with every file and cause at once
 */
export async function openPolicies(folder: string): Promise<Policies> {
  keepWasmCallsApart();
  const files = await readPolicyFiles(folder);
  const digest = base64url(sha256(canonicalJson(files.texts)));
  prepare(files, digest);
  return { digest, texts: files.texts, decide: (question) => decide(files, digest, question) };
}

/** Names of what the engine of this process holds: each is the digest of its texts, so that it holds those and no others. */
const prepared = new Set<string>();

function prepare(files: PolicyFiles, name: string): void {
  if (prepared.has(name)) return;
  const schema = files.texts[schemaFile] ?? '';
  const parsed = cedar.preparseSchema(name, schema);
  if (parsed.type === 'failure') throw invalid(schemaFile, parsed.errors, schema);
  const staticPolicies = Object.fromEntries([...files.policies].map(([id, { text }]) => [id, text]));
  const checked = cedar.validate({ schema, policies: { staticPolicies } });
  if (checked.type === 'failure') throw invalid(schemaFile, checked.errors);
  // A warning is a policy that can never apply: a typing slip that would leave a hole where a rule was meant.
  const faults = [...checked.validationErrors, ...checked.validationWarnings].map(({ policyId, error }) => ({
    file: files.policies.get(policyId)?.file ?? schemaFile,
    reason: `policy "${policyId}": ${describe(error)}`,
  }));
  // Cedar names them in no order.
  faults.sort((a, b) => (a.file + a.reason < b.file + b.reason ? -1 : 1));
  if (faults.length > 0) throw new PolicyInvalid(faults);
  const inJson = cedar.schemaToJson(schema);
  const nested = inJson.type === 'failure' || nestsActions(inJson.json);
  for (const action of actions) {
    const concerned = [...files.policies.values()].filter(({ scope }) => mayConcern(scope, action, nested));
    const set = { staticPolicies: Object.fromEntries(concerned.map(({ id, text }) => [id, text])) };
    const result = cedar.preparsePolicySet(setOf(name, action), set);
    if (result.type === 'failure') throw invalid('*.cedar', result.errors);
  }
  prepared.add(name);
}

/** A set for each action: the engine takes a copy of the set at every question, and looks at each policy in it. */
const setOf = (name: string, action: PolicyQuestion['action']): string => `${name} ${action}`;

const invalid = (file: string, errors: readonly CedarError[], text?: string): PolicyInvalid =>
  new PolicyInvalid(errors.map((error) => ({ file, reason: describe(error, text) })));

/** What it means that no policy permits. */
const unpermitted = ({ action }: PolicyQuestion): Code =>
  action === 'look' || action === 'decide' || action === 'verify'
    ? 'caller-not-allowed'
    : 'basis-not-in-force';

function decide(files: PolicyFiles, name: string, question: PolicyQuestion): PolicyAnswer {
  const answer = cedar.statefulIsAuthorized({
    ...cedarRequest(question),
    preparsedSchemaName: name,
    preparsedPolicySetId: setOf(name, question.action),
    validateRequest: true,
  });
  if (answer.type === 'failure') return { permit: false, policies: [], refusal: 'policy-forbids' };
  const { decision, diagnostics } = answer.response;
  if (diagnostics.errors.length > 0) {
    const errored = diagnostics.errors.map(({ policyId }) => policyId).sort();
    return { permit: false, policies: errored, refusal: 'policy-forbids' };
  }
  const policies = [...diagnostics.reason].sort();
  if (decision === 'allow') return { permit: true, policies, refusal: null };
  const refusals = policies.map((id) => files.policies.get(id)?.refusal ?? 'policy-forbids');
  return { permit: false, policies, refusal: refusals[0] ?? unpermitted(question) };
}

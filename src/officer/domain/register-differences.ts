/** What two states of the register differ in. Pure. */
import type {
  ActivityDifference,
  PartnerDifference,
  Purpose,
  RegisterDifferences,
} from '../../contract/index.js';
import { canonicalJson } from '../../kernel/index.js';
import { type RegisterState, stateOfPartner } from './register-history.js';

/** Each policy of a set by its id; null where the set was not kept. */
export type PolicyTexts = ReadonlyMap<string, { readonly text: string }> | null;

type Told = Omit<RegisterDifferences, 'from' | 'to' | 'since' | 'offeredNoMore'>;

export function differencesBetween(
  from: RegisterState,
  to: RegisterState,
  policiesOf: (digest: string | null) => PolicyTexts,
): Told {
  return {
    activities: [...to.purposes.keys()].toSorted().flatMap((purpose) => activityOf(purpose, from, to)),
    partners: [...to.partners.keys()].toSorted().flatMap((partner) => partnerOf(partner, from, to)),
    policies: {
      digests: { from: from.policies, to: to.policies },
      rules: rulesOf(policiesOf(from.policies), policiesOf(to.policies)),
    },
    agreement: { from: from.agreement, to: to.agreement },
    consentRules: {
      added: [...to.consentRules]
        .filter(([version]) => !from.consentRules.has(version))
        .map(([version, effectiveOn]) => ({ version, effectiveOn })),
    },
    roles: { from: from.roles, to: to.roles },
    roster: { from: from.roster, to: to.roster },
  };
}

function activityOf(id: string, from: RegisterState, to: RegisterState): readonly ActivityDifference[] {
  const [before, after] = [from.purposes.get(id), to.purposes.get(id)];
  if (after === undefined || before?.version === after.version) return [];
  const [old, now] = [before?.content ?? null, after.content];
  const [oldFlows, flows] = [flowsOf(old), flowsOf(now)];
  const [oldFields, fields] = [fieldsOf(old), fieldsOf(now)];
  return [
    {
      purpose: id,
      title: now?.title ?? id,
      versions: { from: before?.version ?? null, to: after.version },
      flows: {
        added: without(flows, oldFlows),
        removed: without(oldFlows, flows),
        changed: [...flows].flatMap(([flow, said]) => {
          const what = differing(oldFlows.get(flow) ?? said, said);
          return what.length === 0 ? [] : [{ flow, what }];
        }),
      },
      fields: {
        added: without(fields, oldFields).map((key) => fields.get(key) ?? nowhere),
        removed: without(oldFields, fields).map((key) => oldFields.get(key) ?? nowhere),
      },
      changed: old === null || now === null ? [] : differing(apart(old), apart(now)),
    },
  ];
}

const nowhere = { flow: '', field: '' };
const flowsOf = (purpose: Purpose | null): ReadonlyMap<string, object> =>
  new Map((purpose?.flows ?? []).map(({ fields: _, ...flow }) => [flow.id, flow]));
const fieldsOf = (purpose: Purpose | null): ReadonlyMap<string, { flow: string; field: string }> =>
  new Map(
    (purpose?.flows ?? []).flatMap(({ id: flow, fields }) =>
      fields.map((field) => [`${flow} ${field}`, { flow, field }] as const),
    ),
  );
/** What is told of the flows, and what must be different. */
const apart = ({ flows: _flows, version: _version, ...rest }: Purpose): object => rest;

const without = <T>(these: ReadonlyMap<string, T>, those: ReadonlyMap<string, unknown>): string[] =>
  [...these.keys()].filter((key) => !those.has(key));

/** Names of the members that are not the same, in any order of their own members. */
function differing(one: object, other: object): string[] {
  const said = (of: object, name: string): string =>
    canonicalJson({ value: (of as Record<string, never>)[name] ?? null });
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => said(one, name) !== said(other, name),
  );
}

function partnerOf(
  partner: PartnerDifference['partner'],
  from: RegisterState,
  to: RegisterState,
): readonly PartnerDifference[] {
  const known = to.partners.get(partner);
  if (known === undefined) return [];
  const states = { from: stateOfPartner(from, partner), to: stateOfPartner(to, partner) };
  const agreements = { from: from.partners.get(partner)?.agreement ?? null, to: known.agreement };
  if (states.from === states.to && agreements.from === agreements.to) return [];
  const { name, role } = known;
  return [{ partner, name, role, states, agreements }];
}

function rulesOf(before: PolicyTexts, after: PolicyTexts): Told['policies']['rules'] {
  if (before === null || after === null) return null;
  return {
    added: without(after, before),
    changed: [...after].flatMap(([id, { text }]) => ((before.get(id)?.text ?? text) === text ? [] : [id])),
    removed: without(before, after),
  };
}

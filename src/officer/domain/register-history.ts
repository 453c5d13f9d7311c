/** The register as it stood at the end of a day, from what the log says was published, registered and signed. Pure. */
import type { PartnerId, Purpose, Role } from '../../contract/index.js';
import { type PartnerState, partnerState } from '../../identity/offline.js';
import { type CivilDate, civilDateOf } from '../../kernel/index.js';

/** An opened entry. */
export interface Happened {
  readonly payload: { readonly event: string; readonly at: string } & Readonly<Record<string, unknown>>;
}

interface KnownPartner {
  readonly name: string;
  readonly role: Role;
  suspended: boolean;
  agreement: string | null;
}

export interface RegisterState {
  /** By purpose its highest version; the content is null in a log from before that was recorded. */
  readonly purposes: ReadonlyMap<string, { readonly version: number; readonly content: Purpose | null }>;
  readonly partners: ReadonlyMap<PartnerId, KnownPartner>;
  readonly policies: string | null;
  readonly agreement: string | null;
  readonly roles: string | null;
  /** Version to the day from which it is in force. */
  readonly consentRules: ReadonlyMap<string, string>;
  readonly roster: number | null;
}

/** @param happened the oldest first */
export function registerOn(happened: readonly Happened[], day: CivilDate): RegisterState {
  const state = {
    purposes: new Map<string, { version: number; content: Purpose | null }>(),
    partners: new Map<PartnerId, KnownPartner>(),
    consentRules: new Map<string, string>(),
    policies: null as string | null,
    agreement: null as string | null,
    roles: null as string | null,
    roster: null as number | null,
  };
  for (const { payload } of happened) {
    if (civilDateOf(new Date(payload.at)) > day) continue;
    const said = payload as unknown as Said;
    const partner = state.partners.get(said.partner);
    switch (payload.event) {
      case 'purpose.published': {
        const { purpose, version, content = null } = said;
        if (version > (state.purposes.get(purpose)?.version ?? 0))
          state.purposes.set(purpose, { version, content });
        break;
      }
      case 'rule.published':
        state.consentRules.set(String(said.version), said.effectiveOn);
        break;
      case 'policies.published':
        state.policies = said.digest;
        break;
      case 'agreement.published':
        state.agreement = String(said.version);
        break;
      case 'roles.published':
        state.roles = said.digest;
        break;
      case 'roster.published':
        state.roster = said.version;
        break;
      case 'partner.registered':
        state.partners.set(said.partner, {
          ...{ name: said.name, role: said.role },
          ...{ suspended: false, agreement: null },
        });
        break;
      case 'partner.agreed':
        if (partner !== undefined) partner.agreement = String(said.version);
        break;
      case 'partner.suspended':
      case 'partner.resumed':
        if (partner !== undefined) partner.suspended = payload.event === 'partner.suspended';
        break;
    }
  }
  return state;
}

/** Members of the payloads above (`purposesEntryKinds`, `identityEntryKinds`), each of the events that has it. */
interface Said {
  readonly purpose: string;
  /** A number of purposes and rosters, a text of rules and agreements. */
  readonly version: number;
  readonly content?: Purpose;
  readonly effectiveOn: string;
  readonly digest: string;
  readonly partner: PartnerId;
  readonly name: string;
  readonly role: Role;
}

export const stateOfPartner = (
  { partners, agreement }: RegisterState,
  id: PartnerId,
): PartnerState | null => {
  const known = partners.get(id);
  if (known === undefined) return null;
  const { suspended, agreement: agreementVersion } = known;
  return partnerState({ suspended, agreementVersion }, agreement ?? '');
};

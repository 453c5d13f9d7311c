/** What can be asked of the policies, in the words of `policies/schema.cedarschema`. */
import type {
  AccountId,
  Basis,
  Code,
  Matter,
  Officer,
  OverseeingAction,
  PartnerId,
  Role,
} from '../../contract/index.js';

export interface PartnerFacts {
  readonly id: PartnerId;
  readonly role: Role;
  readonly state: string;
  readonly agreementInForce: boolean;
  readonly mayReceiveHealth: boolean;
}

export interface PurposeFacts {
  readonly id: string;
  readonly emergency: boolean;
  readonly functions: readonly string[];
  readonly perProfessionalPerDay: number;
}

export interface FlowFacts {
  readonly id: string;
  readonly emergency: boolean;
  readonly basis: Basis;
  readonly health: boolean;
  readonly art9: boolean;
  readonly secrecyConsent: boolean;
}

export interface ProfessionalFacts {
  readonly function?: string;
  readonly multiFactor: boolean;
  readonly loginAgeSeconds: number;
}

export type PolicyQuestion =
  | {
      readonly action: 'start';
      readonly principal: PartnerFacts;
      readonly resource: PurposeFacts;
      readonly context: {
        readonly professional?: ProfessionalFacts;
        readonly necessityStated: boolean;
        readonly emergenciesToday: number;
      };
    }
  | {
      readonly action: 'receive';
      readonly principal: PartnerFacts;
      readonly resource: FlowFacts;
      readonly context: {
        readonly enrolled: boolean;
        readonly versionInForce: boolean;
        readonly consentInForce: boolean;
        readonly enrolledSeconds: number;
        readonly secondProfessional: boolean;
      };
    }
  | {
      readonly action: 'send';
      readonly principal: PartnerFacts;
      readonly resource: FlowFacts;
      readonly context: { readonly enrolled: boolean; readonly consentInForce: boolean };
    }
  | {
      readonly action: OverseeingAction;
      readonly principal: { readonly id: AccountId; readonly duty: Officer['duty'] };
      readonly resource: { readonly id: Matter };
      readonly context: Readonly<Record<string, never>>;
    };

export interface PolicyAnswer {
  readonly permit: boolean;
  /** The policies that decided; on a refusal for want of any permission, none. */
  readonly policies: readonly string[];
  /** Why not, as the `@refusal` of the first policy that forbids. Null on a permit. */
  readonly refusal: Code | null;
}

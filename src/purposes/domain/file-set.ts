import type {
  ConsentRule,
  Purpose,
  PurposeLabels,
  RoleDefinition,
  RoleLabels,
} from '../../contract/index.js';

/** The whole of roles.json. */
export interface RolesFile {
  readonly $schema?: string;
  readonly roles: readonly RoleDefinition[];
}

/** A file that was read and has the right shape. `digest` is SHA-256, base64url: of canonical JSON, or of exact text. */
export interface Read<T> {
  readonly file: string;
  readonly digest: string;
  readonly content: T;
}

/** For whom a text is written, by how a reader stands to the child. A young person is 12 or over. */
export type Audience = 'guardian' | 'young-person';

/** What families read about a purpose version, in one language and for one audience. */
export interface Wording {
  readonly purpose: string;
  readonly version: number;
  readonly language: string;
  readonly audience: Audience;
}

export interface NoticeText extends Wording {
  readonly text: string;
}

export interface LabelTexts extends Wording {
  readonly labels: PurposeLabels;
}

export interface RoleLabelTexts extends RoleLabels {
  readonly language: string;
}

export interface AgreementText {
  readonly version: string;
  readonly text: string;
}

/** Everything in consent-schemas/, each file on its own valid. */
export interface FileSet {
  readonly purposes: readonly Read<Purpose>[];
  readonly notices: readonly Read<NoticeText>[];
  readonly labels: readonly Read<LabelTexts>[];
  readonly roleLabels: readonly Read<RoleLabelTexts>[];
  readonly rules: readonly Read<ConsentRule>[];
  readonly roles: Read<RolesFile>;
  readonly agreements: readonly Read<AgreementText>[];
}

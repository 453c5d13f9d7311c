import type { ConsentRule, Purpose, RoleDefinition } from '../../contract/index.js';

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

export interface NoticeText {
  readonly purpose: string;
  readonly version: number;
  readonly language: string;
  readonly text: string;
}

export interface AgreementText {
  readonly version: string;
  readonly text: string;
}

/** Everything in consent-schemas/, each file on its own valid. */
export interface FileSet {
  readonly purposes: readonly Read<Purpose>[];
  readonly notices: readonly Read<NoticeText>[];
  readonly rules: readonly Read<ConsentRule>[];
  readonly roles: Read<RolesFile>;
  readonly agreements: readonly Read<AgreementText>[];
}

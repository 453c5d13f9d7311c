import {
  type ConsentRule,
  consentRule,
  type Purpose,
  type PurposeLabels,
  purpose,
  purposeLabels,
  type RoleLabels,
  roleLabels,
} from '../../contract/index.js';
import { base64url, compileSchema, compileWhenAsked, sha256 } from '../../kernel/index.js';
import { buildCatalogue, type Catalogue } from '../domain/catalogue.js';
import { crossFaults } from '../domain/cross-rules.js';
import { rolesFile } from '../domain/entry-kinds.js';
import { type CatalogueFault, CatalogueInvalid } from '../domain/errors.js';
import type {
  AgreementText,
  FileSet,
  LabelTexts,
  NoticeText,
  Read,
  RoleLabelTexts,
  RolesFile,
  Wording,
} from '../domain/file-set.js';
import { FileReader, type Groups, messageOf } from './read-files.js';

const checkPurpose = compileWhenAsked<Purpose>(purpose);
const checkRule = compileWhenAsked<ConsentRule>(consentRule);
const checkRoles = compileWhenAsked<RolesFile>(rolesFile);
const checkLabels = compileWhenAsked<PurposeLabels>(purposeLabels);
const checkRoleLabels = compileWhenAsked<RoleLabels>(roleLabels);

const purposeName = /^(?<id>[a-z0-9]+(?:-[a-z0-9]+)*)@(?<version>[1-9]\d{0,5})\.json$/;
/** Of a text about a purpose version; the extension depends on the folder. */
const wordingName = (extension: string): RegExp =>
  new RegExp(
    `^(?<id>[a-z0-9]+(?:-[a-z0-9]+)*)@(?<version>[1-9]\\d{0,5})\\.(?<language>nl|en|tr|ar|pl|uk)(?<young>\\.young)?\\.${extension}$`,
  );
const roleLabelsName = /^(?<language>nl|en|tr|ar|pl|uk)\.json$/;
const ruleName = /^(?<version>[a-z0-9]+(?:-[a-z0-9]+)*)\.json$/;
const agreementName = /^(?<version>[a-z0-9]+(?:-[a-z0-9]+)*)\.md$/;

/**
 * Reads and checks everything in a folder like consent-schemas/.
 *
 * @throws CatalogueInvalid with every file, place and cause at once
 */
export async function loadCatalogue(folder: string): Promise<Catalogue> {
  const reading = new Reading(folder);
  const files: FileSet = {
    purposes: await reading.each('purposes', purposeName, (file, name) => reading.purpose(file, name)),
    notices: await reading.each('notices', wordingName('md'), (file, name) => reading.notice(file, name)),
    labels: await reading.each('labels', wordingName('json'), (file, name) => reading.labels(file, name)),
    roleLabels: await reading.each('role-labels', roleLabelsName, (file, name) =>
      reading.roleLabels(file, name),
    ),
    rules: await reading.each('rules', ruleName, (file, name) => reading.rule(file, name)),
    agreements: await reading.each('agreements', agreementName, (file, name) =>
      reading.agreement(file, name),
    ),
    roles: await reading.roles(),
  };
  await reading.refuseStrangers();
  // A file that is wrong by itself would only echo in the rules between files.
  const echoes = (fault: CatalogueFault): boolean =>
    reading.broken.has(fault.file.replace(/^(?:notices|labels)\/([^.]+)\..+$/, 'purposes/$1.json'));
  const between = reading.rolesRead ? crossFaults(files).filter((fault) => !echoes(fault)) : [];
  const faults = [...reading.faults, ...between];
  if (faults.length > 0) throw new CatalogueInvalid(faults);
  return buildCatalogue(files);
}

/** Reads each kind of file. */
class Reading extends FileReader {
  rolesRead = false;

  async purpose(file: string, name: Groups): Promise<Read<Purpose> | null> {
    const read = await this.json<Purpose>(file, checkPurpose);
    if (read === null) return null;
    if (read.content.id !== name.id) this.fault(file, '/id', 'is not the id in the file name');
    if (String(read.content.version) !== name.version)
      this.fault(file, '/version', 'is not the version in the file name');
    read.content.fields.forEach((field, index) => {
      try {
        compileSchema(field.schema);
      } catch (cause) {
        this.fault(file, `/fields/${index}/schema`, `is not a JSON Schema: ${messageOf(cause)}`);
      }
    });
    return read;
  }

  async rule(file: string, name: Groups): Promise<Read<ConsentRule> | null> {
    const read = await this.json<ConsentRule>(file, checkRule);
    if (read !== null && read.content.version !== name.version) {
      this.fault(file, '/version', 'is not the version in the file name');
    }
    return read;
  }

  async roles(): Promise<Read<RolesFile>> {
    const file = 'roles.json';
    const read = await this.json<RolesFile>(file, checkRoles);
    this.rolesRead = read !== null;
    return { file, digest: read?.digest ?? '', content: read?.content ?? { roles: [] } };
  }

  async notice(file: string, name: Groups): Promise<Read<NoticeText> | null> {
    const text = await this.text(file);
    if (text === null) return null;
    return { file, digest: base64url(sha256(text)), content: { ...wordingOf(name), text } };
  }

  async labels(file: string, name: Groups): Promise<Read<LabelTexts> | null> {
    const read = await this.json<PurposeLabels>(file, checkLabels);
    return read === null ? null : { ...read, content: { ...wordingOf(name), labels: read.content } };
  }

  async roleLabels(file: string, name: Groups): Promise<Read<RoleLabelTexts> | null> {
    const read = await this.json<RoleLabels>(file, checkRoleLabels);
    return read === null
      ? null
      : { ...read, content: { language: name.language ?? '', roles: read.content.roles } };
  }

  async agreement(file: string, name: Groups): Promise<Read<AgreementText> | null> {
    const text = await this.text(file);
    if (text === null) return null;
    return { file, digest: base64url(sha256(text)), content: { version: name.version ?? '', text } };
  }
}

const wordingOf = ({ id = '', version, language = '', young }: Groups): Wording => ({
  purpose: id,
  version: Number(version),
  language,
  audience: young === undefined ? 'guardian' : 'young-person',
});

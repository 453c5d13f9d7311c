import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConsentRule, consentRule, type Purpose, purpose } from '../../contract/index.js';
import {
  base64url,
  type Check,
  canonicalJson,
  compileSchema,
  type Json,
  JsonAmbiguous,
  jsonBreaksAt,
  parseStrictJson,
  sha256,
} from '../../kernel/index.js';
import { buildCatalogue, type Catalogue } from '../domain/catalogue.js';
import { crossFaults } from '../domain/cross-rules.js';
import { rolesFile } from '../domain/entry-kinds.js';
import { type CatalogueFault, CatalogueInvalid } from '../domain/errors.js';
import type { AgreementText, FileSet, NoticeText, Read, RolesFile } from '../domain/file-set.js';

const checkPurpose = compileSchema<Purpose>(purpose);
const checkRule = compileSchema<ConsentRule>(consentRule);
const checkRoles = compileSchema<RolesFile>(rolesFile);

const folders = ['purposes', 'notices', 'rules', 'agreements'] as const;
/** Beside the folders; only the roles are read here. */
const ownFiles: readonly string[] = ['roles.json', 'receipt.schema.json', 'README.md'];
const purposeName = /^(?<id>[a-z0-9]+(?:-[a-z0-9]+)*)@(?<version>[1-9]\d{0,5})\.json$/;
const noticeName =
  /^(?<id>[a-z0-9]+(?:-[a-z0-9]+)*)@(?<version>[1-9]\d{0,5})\.(?<language>nl|en|tr|ar|pl|uk)\.md$/;
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
    notices: await reading.each('notices', noticeName, (file, name) => reading.notice(file, name)),
    rules: await reading.each('rules', ruleName, (file, name) => reading.rule(file, name)),
    agreements: await reading.each('agreements', agreementName, (file, name) =>
      reading.agreement(file, name),
    ),
    roles: await reading.roles(),
  };
  await reading.refuseStrangers();
  // A file that is wrong by itself would only echo in the rules between files.
  const echoes = (fault: CatalogueFault): boolean =>
    reading.broken.has(fault.file.replace(/^notices\/(.+)\.[a-z]+\.md$/, 'purposes/$1.json'));
  const between = reading.rolesRead ? crossFaults(files).filter((fault) => !echoes(fault)) : [];
  const faults = [...reading.faults, ...between];
  if (faults.length > 0) throw new CatalogueInvalid(faults);
  return buildCatalogue(files);
}

type Groups = Readonly<Record<string, string>>;

/** Reads file after file and remembers what is wrong instead of stopping at the first. */
class Reading {
  readonly faults: CatalogueFault[] = [];
  readonly broken = new Set<string>();
  rolesRead = false;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async each<T>(
    folder: (typeof folders)[number],
    pattern: RegExp,
    read: (file: string, name: Groups) => Promise<T | null>,
  ): Promise<T[]> {
    const found: T[] = [];
    for (const entry of await this.#entries(folder)) {
      const file = `${folder}/${entry.name}`;
      const groups = entry.isFile() ? pattern.exec(entry.name)?.groups : undefined;
      if (groups === undefined) this.#fault(file, '', 'is not a file name that belongs here');
      else {
        const content = await read(file, groups);
        if (content !== null) found.push(content);
      }
    }
    return found;
  }

  async purpose(file: string, name: Groups): Promise<Read<Purpose> | null> {
    const read = await this.#json<Purpose>(file, checkPurpose);
    if (read === null) return null;
    if (read.content.id !== name.id) this.#fault(file, '/id', 'is not the id in the file name');
    if (String(read.content.version) !== name.version)
      this.#fault(file, '/version', 'is not the version in the file name');
    read.content.fields.forEach((field, index) => {
      try {
        compileSchema(field.schema);
      } catch (cause) {
        this.#fault(file, `/fields/${index}/schema`, `is not a JSON Schema: ${messageOf(cause)}`);
      }
    });
    return read;
  }

  async rule(file: string, name: Groups): Promise<Read<ConsentRule> | null> {
    const read = await this.#json<ConsentRule>(file, checkRule);
    if (read !== null && read.content.version !== name.version) {
      this.#fault(file, '/version', 'is not the version in the file name');
    }
    return read;
  }

  async roles(): Promise<Read<RolesFile>> {
    const file = 'roles.json';
    const read = await this.#json<RolesFile>(file, checkRoles);
    this.rolesRead = read !== null;
    return { file, digest: read?.digest ?? '', content: read?.content ?? { roles: [] } };
  }

  async notice(file: string, name: Groups): Promise<Read<NoticeText> | null> {
    const text = await this.#text(file);
    if (text === null) return null;
    const content = {
      purpose: name.id ?? '',
      version: Number(name.version),
      language: name.language ?? '',
      text,
    };
    return { file, digest: base64url(sha256(text)), content };
  }

  async agreement(file: string, name: Groups): Promise<Read<AgreementText> | null> {
    const text = await this.#text(file);
    if (text === null) return null;
    return { file, digest: base64url(sha256(text)), content: { version: name.version ?? '', text } };
  }

  /** A file that nobody reads looks published but is not. */
  async refuseStrangers(): Promise<void> {
    for (const { name } of await this.#entries('.')) {
      const known =
        ownFiles.includes(name) || name.startsWith('.') || folders.some((folder) => folder === name);
      if (!known) this.#fault(name, '', 'is not a file or folder that belongs here');
    }
  }

  async #entries(folder: string): Promise<readonly Dirent[]> {
    try {
      const entries = await readdir(join(this.#folder, folder), { withFileTypes: true });
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (cause) {
      this.#fault(folder, '', `cannot be read: ${messageOf(cause)}`);
      return [];
    }
  }

  async #text(file: string): Promise<string | null> {
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        await readFile(join(this.#folder, file)),
      );
      if (text.trim() !== '') return text;
      this.#fault(file, '', 'is empty');
    } catch (cause) {
      this.#fault(file, '', `cannot be read: ${messageOf(cause)}`);
    }
    return null;
  }

  async #json<T>(file: string, check: Check): Promise<Read<T> | null> {
    const text = await this.#text(file);
    const content = text === null ? null : this.#parsed(file, text, check);
    if (content === null) {
      this.broken.add(file);
      return null;
    }
    return { file, digest: base64url(sha256(canonicalJson(content))), content: content as unknown as T };
  }

  #parsed(file: string, text: string, check: Check): Json {
    let content: Json;
    try {
      content = parseStrictJson(text);
    } catch (error) {
      if (!(error instanceof JsonAmbiguous)) throw error;
      const place = jsonBreaksAt(text);
      this.#fault(file, error.pointer, `${error.reason}${place === null ? '' : ` from ${place}`}`);
      return null;
    }
    const faults = check(content);
    for (const { pointer, reason } of faults) this.#fault(file, pointer, reason);
    return faults.length > 0 ? null : content;
  }

  #fault(file: string, pointer: string, reason: string): void {
    this.faults.push({ file, pointer, reason });
  }
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

import type { ConsentRule, Purpose } from '../../../contract/index.js';
import { base64url, canonicalJson, type Json, sha256 } from '../../../kernel/index.js';
import {
  type Audience,
  buildCatalogue,
  type Catalogue,
  type FileSet,
  type Read,
  wordingVersion,
} from '../../../purposes/offline.js';
import { Latest, type Place, refuted, type Said } from './said.js';

interface Files extends FileSet {
  readonly purposes: FileSet['purposes'][number][];
  readonly notices: FileSet['notices'][number][];
  readonly rules: FileSet['rules'][number][];
  readonly agreements: FileSet['agreements'][number][];
  roles: FileSet['roles'];
}

interface Wording {
  readonly purpose: string;
  readonly version: number;
  readonly language: string;
  readonly audience: Audience;
  readonly digest: string;
}

/** The catalogue as the log published it so far: the very functions that the hub decides with, on recorded texts. */
export class PublishedCatalogue {
  readonly latest = new Latest();
  readonly #files: Files = {
    purposes: [],
    notices: [],
    labels: [],
    roleLabels: [],
    rules: [],
    agreements: [],
    roles: { file: 'roles', digest: '', content: { roles: [] } },
  };
  readonly #labels: Read<null>[] = [];
  #catalogue: Catalogue | null = null;
  #policies: string | null = null;
  /** Grows with every publication, so that what was derived from an older catalogue is known to be stale. */
  generation = 0;

  /** @throws ClaimBroken while nothing could be decided yet */
  at(place: Place): Catalogue {
    if (this.#files.agreements.length === 0) {
      throw refuted('catalogue-recorded', 'no agreement was published before this entry', place);
    }
    this.#catalogue ??= buildCatalogue(this.#files);
    return this.#catalogue;
  }

  /** @throws ClaimBroken unless these are the policies published last */
  requirePolicies(digest: string, place: Place): void {
    if (digest === this.#policies) return;
    throw refuted('policies-in-force', 'decided by other policies than those published last', place);
  }

  purpose(said: Said<'purpose.published'>): void {
    const { purpose, version, digest, notices, youngNotices, labels, youngLabels } = said.payload;
    const content = contentOf<Purpose>(said, said.payload.content, digest);
    if (content.id !== purpose || content.version !== version) {
      throw refuted('catalogue-recorded', 'the text is that of another purpose or version', said);
    }
    addTo(this.#files.purposes, { file: `${purpose}@${version}`, digest, content }, said);
    const about = { purpose, version };
    const each = (add: (wording: Wording, place: Place) => void, audience: Audience, texts = {}): void => {
      for (const [language, text] of Object.entries<string>(texts)) {
        add({ ...about, language, audience, digest: text }, said);
      }
    };
    each(this.#addNotice, 'guardian', notices);
    each(this.#addNotice, 'young-person', youngNotices);
    each(this.#addLabels, 'guardian', labels);
    each(this.#addLabels, 'young-person', youngLabels);
    this.#changed(`purpose ${purpose} ${version}`, said);
  }

  notice(said: Said<'notice.published'>): void {
    const wording = { audience: 'guardian' as const, ...said.payload };
    this.#addNotice(wording, said);
    this.#changed(`notice ${wording.purpose} ${wordingVersion(wording)}`, said);
  }

  labels(said: Said<'labels.published'>): void {
    this.#addLabels({ audience: 'guardian', ...said.payload }, said);
  }

  rule(said: Said<'rule.published'>): void {
    const { version, effectiveOn, digest } = said.payload;
    const content = contentOf<ConsentRule>(said, said.payload.content, digest);
    if (content.version !== version || content.effectiveOn !== effectiveOn) {
      throw refuted('catalogue-recorded', 'the text is that of another consent rule', said);
    }
    addTo(this.#files.rules, { file: version, digest, content }, said);
    this.#changed(`rule ${version}`, said);
  }

  roles(said: Said<'roles.published'>): void {
    const { digest } = said.payload;
    this.#files.roles = { file: 'roles', digest, content: contentOf(said, said.payload.content, digest) };
    this.#changed('roles', said);
  }

  agreement(said: Said<'agreement.published'>): void {
    const { version, digest } = said.payload;
    // Only its version and digest count here; the text itself was for those who sign.
    addTo(this.#files.agreements, { file: version, digest, content: { version, text: '' } }, said);
    this.#changed(`agreement ${version}`, said);
  }

  policies(said: Said<'policies.published'>): void {
    this.#policies = said.payload.digest;
    this.#changed('policies', said);
  }

  readonly #addNotice = ({ digest, ...wording }: Wording, place: Place): void => {
    const file = `${wording.purpose}@${wordingVersion(wording)}`;
    addTo(this.#files.notices, { file, digest, content: { ...wording, text: '' } }, place);
  };

  /** Nothing is decided by them, but they too are published once and for all. */
  readonly #addLabels = ({ digest, ...wording }: Wording, place: Place): void => {
    const file = `${wording.purpose}@${wordingVersion(wording)}`;
    addTo(this.#labels, { file, digest, content: null }, place);
  };

  #changed(kind: string, { index }: Place): void {
    this.latest.set(kind, index);
    this.#catalogue = null;
    this.generation += 1;
  }
}

/** Published once and for all: a second text under the same name is a break of that promise. */
function addTo<T>(files: Read<T>[], read: Read<T>, place: Place): void {
  const known = files.find(({ file }) => file === read.file);
  if (known !== undefined && known.digest !== read.digest) {
    throw refuted('catalogue-recorded', 'was published before with another text', place);
  }
  if (known === undefined) files.push(read);
}

function contentOf<T>(place: Place, content: T | undefined, digest: string): T {
  if (content === undefined) {
    throw refuted('catalogue-recorded', 'the entry does not hold the text that its digest is of', place);
  }
  if (base64url(sha256(canonicalJson(content as Json))) !== digest) {
    throw refuted('catalogue-recorded', 'the text does not have the digest that was published', place);
  }
  return content;
}

/** C2SP tlog-policy (https://c2sp.org/tlog-policy): which witnesses must have cosigned a checkpoint, as a text file. */
import { type CosignerKey, parseCosignerKey } from './cosignature.js';
import { parseVerifierKey, type VerifierKey } from './note.js';

/** A policy file cannot be used; the message names the line. */
export class WitnessPolicyInvalid extends Error {
  override readonly name = 'WitnessPolicyInvalid';
}

export interface PolicyWitness {
  /** Inside the policy alone. */
  readonly name: string;
  readonly key: CosignerKey;
  /** Submission prefix of C2SP tlog-witness, without a slash at the end. */
  readonly url: string | null;
}

export interface WitnessPolicy {
  /** Empty where the log is known otherwise. */
  readonly logs: readonly VerifierKey[];
  readonly witnesses: readonly PolicyWitness[];
  /** Whether these witnesses are enough. */
  satisfiedBy(cosigners: readonly CosignerKey[]): boolean;
}

/** Whether a set of witnesses, by the names of the policy, is enough. */
type Rule = (present: ReadonlySet<string>) => boolean;

const oddCharacter = /[^\t\n -~\u0080-\u{10ffff}]/u;
const mostLines = 1_000;

/** @throws WitnessPolicyInvalid */
export function parseWitnessPolicy(text: string): WitnessPolicy {
  if (oddCharacter.test(text)) throw new WitnessPolicyInvalid('the policy holds a control character');
  const lines = text.split('\n');
  if (lines.length > mostLines) throw new WitnessPolicyInvalid('the policy is too long');
  const reader = new PolicyReader();
  for (const [place, line] of lines.entries()) {
    const [word, ...rest] = line.split(/[ \t]+/).filter((item) => item !== '');
    if (word === undefined || word.startsWith('#')) continue;
    try {
      reader.read(word, rest);
    } catch (error) {
      throw new WitnessPolicyInvalid(`line ${place + 1}: ${(error as Error).message}`);
    }
  }
  return reader.policy();
}

class PolicyReader {
  readonly #logs: VerifierKey[] = [];
  readonly #witnesses: PolicyWitness[] = [];
  readonly #rules = new Map<string, Rule>();
  readonly #members = new Set<string>();
  #quorum: Rule | null = null;

  read(word: string, items: readonly string[]): void {
    if (word === 'log') this.#log(items);
    else if (word === 'witness') this.#witness(items);
    else if (word === 'group') this.#group(items);
    else if (word === 'quorum') this.#readQuorum(items);
    else throw new Error(`a line begins with log, witness, group or quorum, not with ${word}`);
  }

  policy(): WitnessPolicy {
    const quorum = this.#quorum;
    if (quorum === null) throw new WitnessPolicyInvalid('the policy has no quorum line');
    const witnesses = this.#witnesses;
    return {
      logs: this.#logs,
      witnesses,
      satisfiedBy: (cosigners) => {
        const present = witnesses.filter(({ key }) => cosigners.some(({ vkey }) => vkey === key.vkey));
        return quorum(new Set(present.map(({ name }) => name)));
      },
    };
  }

  #log([vkey = '', url, ...more]: readonly string[]): void {
    if (vkey === '' || more.length > 0) throw new Error('expected: log <vkey> [<url>]');
    const key = parseVerifierKey(vkey);
    if (this.#logs.some((other) => other.publicKey.equals(key.publicKey))) {
      throw new Error('the key of this log stands on an earlier line');
    }
    urlOf(url);
    this.#logs.push(key);
  }

  #witness([name = '', vkey = '', url, ...more]: readonly string[]): void {
    if (vkey === '' || more.length > 0) throw new Error('expected: witness <name> <vkey> [<url>]');
    const key = parseCosignerKey(vkey);
    if (this.#witnesses.some((other) => other.key.publicKey.equals(key.publicKey))) {
      throw new Error('the key of this witness stands on an earlier line');
    }
    this.#define(name, (present) => present.has(name));
    this.#witnesses.push({ name, key, url: urlOf(url) });
  }

  #group([name = '', threshold = '', ...members]: readonly string[]): void {
    if (members.length === 0) throw new Error('expected: group <name> all|any|<k> <name>…');
    const rules = members.map((member) => this.#ruleOf(member));
    for (const member of members) {
      // So that nobody counts twice.
      if (this.#members.has(member)) throw new Error(`${member} is already in a group`);
      this.#members.add(member);
    }
    const needed = thresholdOf(threshold, members.length);
    this.#define(name, (present) => rules.filter((rule) => rule(present)).length >= needed);
  }

  #readQuorum([name = '', ...more]: readonly string[]): void {
    if (name === '' || more.length > 0) throw new Error('expected: quorum <name>');
    if (this.#quorum !== null) throw new Error('there is a quorum line already');
    this.#quorum = name === 'none' ? () => true : this.#ruleOf(name);
  }

  #define(name: string, rule: Rule): void {
    if (name === 'none' || this.#rules.has(name)) throw new Error(`the name ${name} is taken`);
    this.#rules.set(name, rule);
  }

  #ruleOf(name: string): Rule {
    const rule = this.#rules.get(name);
    if (rule === undefined) throw new Error(`${name} is not defined on an earlier line`);
    return rule;
  }
}

function thresholdOf(text: string, members: number): number {
  if (text === 'any') return 1;
  if (text === 'all') return members;
  const needed = /^[1-9][0-9]{0,3}$/.test(text) ? Number(text) : 0;
  if (needed < 1 || needed > members) {
    throw new Error(`a group of ${members} needs all, any or a number from 1 to ${members}`);
  }
  return needed;
}

function urlOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new Error(`${text} is not an http or https URL`);
  }
  return text.replace(/\/+$/, '');
}

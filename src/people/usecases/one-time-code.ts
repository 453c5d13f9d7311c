import { randomBytes } from 'node:crypto';
import { utf8 } from '../../kernel/index.js';
import { codeOf, spelledCode } from '../domain/code.js';
import type { PeopleNeeds } from './needs.js';

export type CodeUse = 'invitation' | 'introduction';

/** Letters of a code, five bits each: 80 bits behind a limit of tries, 120 where there is none. */
const letters: Readonly<Record<CodeUse, number>> = { invitation: 16, introduction: 24 };

export const newCode = (use: CodeUse): string => codeOf(new Uint8Array(randomBytes(letters[use])));

/** All that is stored of a code. */
export const codeDigest = ({ vault }: Pick<PeopleNeeds, 'vault'>, use: CodeUse, code: string): Uint8Array =>
  vault.mac(use, utf8(spelledCode(code)));

/** All under which it may stand: the key may have been rotated since it was given. */
export const codeDigests = (
  { vault }: Pick<PeopleNeeds, 'vault'>,
  use: CodeUse,
  code: string,
): readonly Uint8Array[] => vault.macs(use, utf8(spelledCode(code))).map(({ bytes }) => bytes);

const day = 86_400_000;
export const inDays = (now: Date, days: number): Date => new Date(now.getTime() + days * day);

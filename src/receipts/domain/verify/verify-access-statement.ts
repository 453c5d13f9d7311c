import { type Check, fromBase64 } from '../../../kernel/index.js';
import { kindOf } from '../../../ledger/offline.js';
import type { Receipt } from '../receipt.js';
import { receiptIdOf } from '../receivable.js';
import { accessHash } from '../stated/access.js';
import type { AccessStatement } from '../stated/access-statement.js';
import { type StatedPart, statedIn, statedOf } from '../stated/stated-part.js';
import { insist } from './claim.js';
import { compareEarlier } from './earlier-statement.js';
import { requireHeld } from './held-receipt.js';
import {
  keysOnTrust,
  logSteps,
  openedSteps,
  type ReceiptQuestion,
  type ReceiptVerification,
  type Step,
  signedByHub,
  verifySteps,
} from './proven.js';
import { verifyReceipt } from './verify-receipt.js';

/** A file that the reader kept, and what it is called. */
export interface Kept {
  readonly name: string;
  readonly file: unknown;
}

export interface StatementQuestion extends ReceiptQuestion {
  /** Of a receipt; `checkFormat` is that of a statement. */
  readonly checkReceipt: Check;
  /** Receipts that must be among the accesses. */
  readonly holds?: readonly Kept[];
  /** Statements that the same viewer got before. */
  readonly earlier?: readonly Kept[];
}

/**
 * Checks a list of accesses from itself alone, then holds against it what its reader kept. That it is all which the viewer
 * could see shows who holds an export of the log (`kernhub verify log FILE`): until then it is the hub's word, which it
 * can no longer take back.
 */
export const verifyAccessStatement = (
  file: unknown,
  question: StatementQuestion,
): Promise<ReceiptVerification> =>
  verifySteps(async (step) => {
    const statement = await statementSteps(file, question, step);
    for (const { name, file: held } of question.holds ?? []) {
      await step('held', async () => {
        const receipt = await receiptThatHolds(name, held, question);
        return `${name}: ${requireHeld(receipt, statement)}`;
      });
    }
    for (const { name, file: before } of question.earlier ?? []) {
      await step('earlier', async () => {
        const earlier = await statementThatHolds(name, before, question);
        return `${name}: ${compareEarlier(earlier, statement)}`;
      });
    }
    return [
      'that nothing is missing is the word of the hub, in the log for good: whoever holds an export of the log recomputes it (kernhub verify log FILE)',
      'days, purposes and names of partners are the signed word of the hub',
      ...keysOnTrust(statement, question),
    ];
  });

async function statementSteps(
  file: unknown,
  question: ReceiptQuestion,
  step: Step,
): Promise<AccessStatement> {
  await step('format', () => {
    const [fault] = question.checkFormat(file);
    insist(fault === undefined, `the file is no list of accesses: ${fault?.pointer || '/'} ${fault?.reason}`);
    return 'the file has the form of a list of accesses';
  });
  const statement = file as AccessStatement;
  const { opened, commitment } = statement.ledger;
  await step('statement', () => signedByHub(statement, 'kernhub-access-statement+jwt', question));
  await openedSteps(opened, commitment, step);
  await step('content', () => {
    checkWords(statement);
    return `the entry says what the list says: of ${statement.on}, for ${statement.viewer.as}, ${scopeOf(statement)}`;
  });
  await step('list', () => {
    checkList(statement);
    return `the ${statement.accesses.length} accesses are those that the entry commits to, no more, no fewer and in the order of the log`;
  });
  await logSteps(statement, question, step);
  return statement;
}

/** @throws ReceiptBroken */
function partIn({ ledger }: AccessStatement): StatedPart {
  const part = statedIn(ledger.opened);
  insist(part !== null, 'the file does not hold the one part that says which list was stated');
  return part;
}

function checkWords(statement: AccessStatement): void {
  const { payload } = statement.ledger.opened;
  const part = partIn(statement);
  insist(payload.event === 'access.stated', 'the entry says that something else happened');
  insist(kindOf(payload.event) === statement.ledger.kind, 'the kind of the leaf is not that of the entry');
  insist(receiptIdOf(String(payload.id)) === statement.id, 'the list has the name of another entry');
  insist(payload.judgedOn === statement.on, 'the entry is of another day than the list');
  insist(part.viewer.as === statement.viewer.as, 'the entry was made for somebody else');
  insist(part.until === statement.until, 'the entry says another end of what the viewer could see');
}

function checkList(statement: AccessStatement): void {
  const { accesses, ledger, until } = statement;
  const { viewer, count, root } = partIn(statement);
  insist(
    accesses.length === count,
    `the entry commits to ${count} accesses, and here are ${accesses.length}`,
  );
  const hashes = accesses.map((access) => accessHash({ ...access, leaf: fromBase64(access.leaf) }));
  insist(
    statedOf(viewer, until, hashes).root === root,
    'the accesses do not lead to the root that the entry commits to',
  );
  const places = [...accesses.map(({ index }) => index), ledger.inclusion.index];
  insist(
    places.every((index, nth) => nth === 0 || index > (places[nth - 1] ?? index)),
    'the accesses do not stand in the order of the log, before the entry',
  );
}

const scopeOf = ({ until }: AccessStatement): string => {
  if (until === null) return 'without an end';
  return until === 'nothing' ? 'who sees nothing' : `who sees what was before ${until}`;
};

/** @throws ReceiptBroken */
async function receiptThatHolds(name: string, file: unknown, question: StatementQuestion): Promise<Receipt> {
  const { claims, holds } = await verifyReceipt(file, { ...question, checkFormat: question.checkReceipt });
  insist(holds, `${name} is no receipt that holds: ${claims.at(-1)?.says}`);
  return file as Receipt;
}

/** @throws ReceiptBroken */
async function statementThatHolds(
  name: string,
  file: unknown,
  question: ReceiptQuestion,
): Promise<AccessStatement> {
  const { claims, holds } = await verifySteps(async (step) => {
    await statementSteps(file, question, step);
    return [];
  });
  insist(holds, `${name} is no list of accesses that holds: ${claims.at(-1)?.says}`);
  return file as AccessStatement;
}

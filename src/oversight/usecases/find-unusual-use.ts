import { type AccountId, idPrefix, type UnusualUseId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { type CivilDate, civilDateOf, daysAfter, newId } from '../../kernel/index.js';
import type { Request } from '../domain/finding.js';
import { clearOn, noFurtherContact } from '../domain/no-further-contact.js';
import { findOn, longestWindow } from '../domain/rules.js';
import {
  contactsSince,
  dueFollowUps,
  endFollowUp,
  type FollowUp,
  insertFollowUps,
  takeFollowUp,
} from '../store/follow-ups.js';
import {
  askedIn,
  beginScan,
  decidedAt,
  lockAskedAbout,
  moveTo,
  type Span,
  sizeOfLog,
  takeTurn,
} from '../store/scan.js';
import { putFound } from '../store/unusual-uses.js';
import type { OversightNeeds } from './needs.js';

type Needs = Pick<OversightNeeds, 'database' | 'clock' | 'people' | 'thresholds'>;

/** Places of the log that are read in one transaction. */
const atOnce = 500;
const batch = 50;

/**
 * Reads on in the log from where it came to, judges the days of whoever asked by the rules, and the emergencies whose time
 * is up. What is found and how far was read commit together, so that a process that dies leaves nothing half and the next
 * one reads the same again; what was found stands once, by rule and occasion. Any number of processes may do this.
 *
 * @param enough whether the process stops: a log that was long when this came is read in many turns
 */
export async function findUnusualUse(needs: Needs, enough = (): boolean => false): Promise<void> {
  const { reader, transaction } = needs.database;
  await beginScan(reader);
  while (!enough() && (await transaction((tx) => readOn(tx, needs)))) {}
  for (const due of await dueFollowUps(reader, needs.clock.today(), batch)) {
    if (enough()) return;
    await transaction((tx) => judgeFollowUp(tx, needs, due));
  }
}

/** @returns whether there is more to read */
async function readOn(tx: Tx, needs: Needs): Promise<boolean> {
  const from = await takeTurn(tx);
  if (from === null) return false;
  const size = await sizeOfLog(tx);
  const before = Math.min(size, from + atOnce);
  if (before <= from) return false;
  const decided = await decidedAt(tx, from, before);
  if (decided.length > 0) await judge(tx, needs, decided);
  await moveTo(tx, before);
  return before < size;
}

async function judge(tx: Tx, { thresholds, clock }: Needs, decided: readonly Request[]): Promise<void> {
  const days = daysOf(decided);
  const spans = spansOf(days, longestWindow(thresholds));
  const locked = await lockAskedAbout(tx, spans);
  const asked = (await askedIn(tx, spans)).filter(({ subject }) => locked.has(subject));
  const at = clock.now();
  for (const { account, day } of days) {
    const requests = asked.filter((request) => request.account === account);
    const partner = requests.findLast(({ askedAt }) => civilDateOf(askedAt) <= day)?.partner;
    if (partner === undefined) continue;
    for (const finding of findOn({ day, requests }, thresholds)) {
      const use = { partner, account, day, occasion: `${account} ${day}` };
      await putFound(tx, { ...finding, ...use, id: newUse() }, at);
    }
  }
  const emergencies = decided.filter((one) => one.emergency && !one.refused && locked.has(one.subject));
  await insertFollowUps(
    tx,
    emergencies.map(({ exchange, askedAt }) => ({ exchange, clearOn: clearOn(askedAt, thresholds) })),
  );
}

const newUse = () => newId<'UnusualUseId'>(idPrefix.unusualUse) as UnusualUseId;

interface Day {
  readonly account: AccountId;
  readonly day: CivilDate;
}

/** Each day of each professional once. */
function daysOf(decided: readonly Request[]): readonly Day[] {
  const days = decided.map(({ account, askedAt }) => ({ account, day: civilDateOf(askedAt) }));
  return [...new Map(days.map((one) => [`${one.account} ${one.day}`, one])).values()];
}

/** For each professional one, from the first day that counts along to the last. */
function spansOf(days: readonly Day[], window: number): readonly Span[] {
  const spans = new Map<AccountId, Span>();
  for (const { account, day } of days) {
    const known = spans.get(account);
    const from = daysAfter(day, 1 - window);
    spans.set(account, {
      account,
      from: known === undefined || from < known.from ? from : known.from,
      to: known === undefined || day > known.to ? day : known.to,
    });
  }
  return [...spans.values()];
}

async function judgeFollowUp(tx: Tx, { people, thresholds, clock }: Needs, due: FollowUp): Promise<void> {
  const { exchange, subject, partner, account, askedAt } = due;
  if (!(await people.lockIfKnown(tx, subject, 'share'))) return;
  if (!(await takeFollowUp(tx, exchange))) return;
  const finding = noFurtherContact(due, await contactsSince(tx, due), thresholds);
  if (finding !== null) {
    const use = { partner, account, day: civilDateOf(askedAt), occasion: exchange };
    await putFound(tx, { ...finding, ...use, id: newUse() }, clock.now());
  }
  await endFollowUp(tx, exchange);
}

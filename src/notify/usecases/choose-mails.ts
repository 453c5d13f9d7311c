import { randomInt } from 'node:crypto';
import { type Citizen, type Claim, HubError } from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import type { Language } from '../../text/index.js';
import { codeLivesMs, codesAnHour, hourMs, isAddress, type Topic, triesOfACode } from '../domain/settings.js';
import { countTry, takeCode } from '../store.js';
import type { NotifyNeeds } from './needs.js';
import { forgetSettings, type KeptSettings, readSettings, writeSettings } from './sealed-settings.js';

/** What a person asked for on the settings page. */
export interface MailChoice {
  /** Empty: no mail any more. */
  readonly address: string;
  readonly language: Language;
  readonly topics: readonly Topic[];
  readonly withName: boolean;
}

/** Only of who asks; nothing of it is ever shown to anybody else. */
export interface OwnMailSettings extends Omit<MailChoice, 'address'> {
  readonly address: string | null;
  readonly pending: string | null;
  readonly failing: boolean;
}

type ChooseNeeds = Pick<NotifyNeeds, 'database' | 'vault' | 'clock' | 'enqueue'>;

export async function ownMailSettings(
  needs: Pick<NotifyNeeds, 'database' | 'vault'>,
  { account }: Citizen,
): Promise<OwnMailSettings | null> {
  const kept = await readSettings(needs, needs.database.reader, account, false);
  if (kept === null) return null;
  const { address, language, topics, withName, pending } = kept.settings;
  const failing = kept.row.failingSince !== null;
  return { address, language, topics, withName, pending: pending?.address ?? null, failing };
}

/**
 * Keeps what a person chose. A new address is used only after the code that goes to it came back; until then the
 * former one stays. Answers alike whether or not that address exists, or another person uses it.
 *
 * @returns `address-invalid` when nothing was changed because no mail can be sent there
 * @throws HubError `rate-limited`
 */
export async function chooseMails(
  needs: ChooseNeeds,
  { account }: Citizen,
  choice: MailChoice,
  claim: Claim | null,
): Promise<'kept' | 'address-invalid'> {
  const address = choice.address.trim();
  if (address !== '' && !isAddress(address)) return 'address-invalid';
  await needs.database.transaction(async (tx) => {
    await settleOnce(tx, claim, { status: 303, location: '/settings' });
    const kept = await readSettings(needs, tx, account, true);
    if (address === '') {
      if (kept !== null) await forgetSettings(needs, tx, kept.row);
      return;
    }
    const { language, topics, withName } = choice;
    const chosen = { language, topics: [...topics], withName };
    if (kept !== null && kept.settings.address === address) {
      const settings = { ...chosen, address, pending: null };
      await writeSettings(needs, tx, account, kept, {
        settings,
        tries: 0,
        failingSince: kept.row.failingSince,
      });
      return;
    }
    await offerCode(needs, tx, account, kept, chosen, address);
  });
  return 'kept';
}

async function offerCode(
  needs: ChooseNeeds,
  tx: Tx,
  account: Citizen['account'],
  kept: KeptSettings | null,
  chosen: Omit<MailChoice, 'address'>,
  address: string,
): Promise<void> {
  const now = needs.clock.now();
  const until = new Date(now.getTime() + hourMs);
  const full = await takeCode(tx, account, now, { codes: codesAnHour, endsAt: until });
  if (full !== null) {
    const seconds = Math.max(1, Math.ceil((full.getTime() - now.getTime()) / 1_000));
    throw new HubError('rate-limited', { retryAfterSeconds: seconds });
  }
  const code = String(randomInt(100_000_000)).padStart(8, '0');
  const expiresAt = new Date(now.getTime() + codeLivesMs).toISOString();
  const settings = {
    ...chosen,
    address: kept?.settings.address ?? null,
    pending: { address, code, expiresAt },
  };
  const failingSince = kept?.row.failingSince ?? null;
  await writeSettings(needs, tx, account, kept, { settings, tries: 0, failingSince });
  await needs.enqueue(tx, [{ kind: 'address-confirmation', recipient: account }]);
}

/**
 * The code that was mailed comes back: from now on mails go to that address.
 *
 * @returns `wrong` for a wrong, spent or expired code alike, and where no code waits
 */
export async function confirmAddress(
  needs: Pick<NotifyNeeds, 'database' | 'vault' | 'clock'>,
  { account }: Citizen,
  code: string,
  claim: Claim | null,
): Promise<'confirmed' | 'wrong'> {
  const typed = code.replaceAll(/[\s-]/g, '');
  return needs.database.transaction(async (tx) => {
    const kept = await readSettings(needs, tx, account, true);
    const pending = kept?.settings.pending ?? null;
    if (kept === null || pending === null) return 'wrong';
    const spent = kept.row.tries >= triesOfACode || new Date(pending.expiresAt) <= needs.clock.now();
    if (spent || pending.code !== typed) {
      await countTry(tx, account);
      return 'wrong';
    }
    await settleOnce(tx, claim, { status: 303, location: '/settings' });
    const settings = { ...kept.settings, address: pending.address, pending: null };
    await writeSettings(needs, tx, account, kept, { settings, tries: 0, failingSince: null });
    return 'confirmed';
  });
}

import type { AccountId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { newId, utf8 } from '../../kernel/index.js';
import { VaultKeyShredded } from '../../vault/index.js';
import type { MailSettings } from '../domain/settings.js';
import { deleteSetting, putSetting, type SettingRow, settingOf } from '../store.js';
import type { NotifyNeeds } from './needs.js';

type SealNeeds = Pick<NotifyNeeds, 'vault'>;

const contextOf = (account: AccountId): string => `notify/mail-setting/${account}`;

export interface KeptSettings {
  readonly row: SettingRow;
  readonly settings: MailSettings;
}

/** @param lock for a change: others wait */
export async function readSettings(
  { vault }: SealNeeds,
  tx: Tx,
  account: AccountId,
  lock: boolean,
): Promise<KeptSettings | null> {
  const row = await settingOf(tx, account, lock);
  if (row === null) return null;
  try {
    const opened = await vault.open(row.owner, 'identity', row.sealed, contextOf(account));
    return { row, settings: JSON.parse(new TextDecoder().decode(opened)) as MailSettings };
  } catch (error) {
    if (!(error instanceof VaultKeyShredded)) throw error;
    // A process died between destroying the key and deleting the row.
    await deleteSetting(tx, row);
    return null;
  }
}

export async function writeSettings(
  { vault }: SealNeeds,
  tx: Tx,
  account: AccountId,
  kept: KeptSettings | null,
  change: {
    readonly settings: MailSettings;
    readonly tries: number;
    readonly failingSince: Date | null;
  },
): Promise<void> {
  const owner = kept?.row.owner ?? newId('mls');
  const sealed = await vault.seal(
    owner,
    'identity',
    utf8(JSON.stringify(change.settings)),
    contextOf(account),
  );
  await putSetting(tx, {
    account,
    owner,
    sealed,
    tries: change.tries,
    failingSince: change.failingSince,
  });
}

/** The key goes first: whatever happens then, the address cannot be read again, in a backup of the table either. */
export async function forgetSettings({ vault }: SealNeeds, tx: Tx, row: SettingRow): Promise<void> {
  await vault.shred(row.owner, ['identity']);
  await deleteSetting(tx, row);
}

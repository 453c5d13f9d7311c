import type { EmergencyWarning, Professional, System } from '../../contract/index.js';
import { unansweredWarnings, type WarningRecord } from '../store/warnings.js';
import type { ExchangeNeeds } from './needs.js';

/** They are few; the rest comes when these are answered. */
const atOnce = 50;

/** A partner's own emergencies that an officer called not necessary, and that it did not answer yet; oldest first. */
export async function listWarnings(
  { database: { reader }, people }: Pick<ExchangeNeeds, 'database' | 'people'>,
  { partner }: System | Professional,
): Promise<EmergencyWarning[]> {
  const found = await unansweredWarnings(reader, partner, atOnce);
  if (found.length === 0) return [];
  const subjects = found.map(({ subject }) => subject);
  const refs = await people.refsOf(reader, subjects, partner);
  return found.map((warning) => warningOf(warning, refs.get(warning.subject) ?? null));
}

const warningOf = (warning: WarningRecord, subject: EmergencyWarning['subject']): EmergencyWarning => ({
  emergency: warning.emergency,
  exchange: warning.exchange,
  subject,
  purpose: warning.purpose,
  version: warning.version,
  function: warning.function,
  askedAt: warning.askedAt.toISOString(),
  reviewedAt: warning.reviewedAt.toISOString(),
});

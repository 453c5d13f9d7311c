/// <reference lib="dom" />
/** The script of the page *check it yourself*: shows what of it applies (src/portal/pages/check-page.ts). */
import type { ReceiptVerification } from '../../receipts/index.js';
import type { OnTrust, Outcome } from '../pages/check-page.js';
import { verifyInBrowser } from './verify-in-browser.js';

/** Some fourteen thousand accesses; a browser on an old phone is not asked for more. */
const mostBytes = 5_000_000;

function part<T extends Element = HTMLElement>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (found === null) throw new Error(`the page lacks ${selector}`);
  return found;
}

const form = part<HTMLFormElement>('#check-form');
const chosen = part<HTMLInputElement>('#check-file');
const logKey = part<HTMLTextAreaElement>('#check-log-key');
const hubKey = part<HTMLTextAreaElement>('#check-hub-key');
const fromHub = part('#check-from-hub');
const details = part('#check-details');
const report = part('#check-report');

/** Of all that have the attribute shows those that are named, and hides the others. */
function showOnly(attribute: 'outcome' | 'claim' | 'trust', names: readonly string[]): void {
  for (const each of document.querySelectorAll<HTMLElement>(`[data-${attribute}]`)) {
    each.hidden = !names.includes(each.dataset[attribute] ?? '');
  }
}

const showOutcome = (outcome: Outcome | 'busy'): void => showOnly('outcome', [outcome]);

const listed = ({ value }: HTMLTextAreaElement): readonly string[] =>
  value.split(/\s+/).filter((key) => key !== '');

async function check(): Promise<void> {
  details.hidden = true;
  const file = chosen.files?.[0];
  if (file === undefined) return chosen.focus();
  if (file.size > mostBytes) return showOutcome('tooLarge');
  showOutcome('busy');
  // Lets the browser say so before it computes.
  await new Promise((resolve) => setTimeout(resolve));
  let text: string;
  try {
    text = await file.text();
  } catch {
    // Moved, removed or not readable since it was chosen: all that the page can say is to choose it again.
    return showOutcome('unreadable');
  }
  const [verifierKeys, hubKeys] = [listed(logKey), listed(hubKey)];
  const verified = await verifyInBrowser(text, {
    ...(verifierKeys.length > 0 && { verifierKeys }),
    ...(hubKeys.length > 0 && { hubKeys }),
  });
  const belongs = belongsToPaper(text);
  showOutcome(verified.holds && belongs === false ? 'broken' : outcomeOf(verified, text));
  showDetails(verified, verifierKeys.length > 0 && hubKeys.length > 0, belongs);
}

/** Leaf hash in the QR code of a paper; it stands in the fragment, which no browser sends. */
const leafOnPaper = (): string | null => new URLSearchParams(location.hash.slice(1)).get('leaf');

/** Null where the page was not opened from a paper. */
function belongsToPaper(text: string): boolean | null {
  const leaf = leafOnPaper();
  if (leaf === null || !isJson(text)) return null;
  return JSON.parse(text)?.ledger?.inclusion?.leaf === leaf;
}

function outcomeOf({ holds, claims }: ReceiptVerification, text: string): Outcome {
  if (holds) return 'holds';
  if (claims.length > 1) return 'broken';
  return isJson(text) ? 'otherKind' : 'notJson';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // That it throws is the answer.
    return false;
  }
}

function showDetails(
  { holds, claims, trust }: ReceiptVerification,
  hasOwnKeys: boolean,
  belongs: boolean | null,
): void {
  const shown = [...claims, ...(belongs === null ? [] : [{ claim: 'paper', holds: belongs }])];
  showOnly(
    'claim',
    shown.map(({ claim }) => claim),
  );
  for (const { claim, holds: held } of shown) {
    part(`[data-claim=${claim}] [data-answer=yes]`).hidden = !held;
    part(`[data-claim=${claim}] [data-answer=no]`).hidden = held;
  }
  const checked = claims.map(({ claim }) => claim);
  const left: readonly OnTrust[] = [
    ...(hasOwnKeys ? [] : (['keys'] as const)),
    ...(checked.includes('content') ? [] : (['closed'] as const)),
    ...(checked.includes('list') ? (['list'] as const) : []),
    ...(checked.includes('passkey') ? (['passkey'] as const) : []),
    'words',
    'witnesses',
  ];
  showOnly('trust', holds ? left : []);
  part('#check-trust').hidden = !holds;
  report.textContent = [
    ...claims.map(({ claim, holds: held, says }) => `${held ? '✓' : '✗'} ${says} (${claim})`),
    ...trust.map((line) => `- ${line}`),
  ].join('\n');
  details.hidden = false;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  // A fault of this program: the page says nothing that it did not find out, and the browser reports the fault.
  check().catch((error: unknown) => {
    showOnly('outcome', ['unreadable']);
    throw error;
  });
});

chosen.addEventListener('change', () => {
  showOnly('outcome', []);
  details.hidden = true;
});

fromHub.addEventListener('click', () => {
  logKey.value = fromHub.dataset.logKey ?? '';
  hubKey.value = fromHub.dataset.hubKey ?? '';
});

/** Letters that the page shows later are fetched now, so that it needs nothing any more. */
async function loadLetters(): Promise<void> {
  const letters = `${part('main').textContent}abc ✓`;
  await Promise.all(
    ['400', '700'].map((weight) => document.fonts.load(`${weight} 1em "Noto Sans"`, letters)),
  );
}

loadLetters().finally(() => {
  part('#check-without').hidden = true;
  form.hidden = false;
  part('#check-paper').hidden = leafOnPaper() === null;
});

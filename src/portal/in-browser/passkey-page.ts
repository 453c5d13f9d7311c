/// <reference lib="dom" />
/**
 * The script of the pages where a device makes a passkey or signs: asks the device, puts its answer into the form, and
 * sends the form. It makes no request of its own, and without it the form is sent as it is.
 */
function part<T extends Element = HTMLElement>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (found === null) throw new Error(`the page lacks ${selector}`);
  return found;
}

const form = part<HTMLFormElement>('form[data-passkey]');
const start = part<HTMLButtonElement>('#passkey-start');
const failed = part('#passkey-failed');

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

const textOf = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

interface Named {
  readonly type: 'public-key';
  readonly id: string;
}

const named = (credentials: readonly Named[]) =>
  credentials.map(({ type, id }) => ({ type, id: bytesOf(id) }));

/** Older browsers do not read the JSON of these options themselves. */
async function ask(): Promise<Credential | null> {
  const options = JSON.parse(form.dataset.options ?? '{}');
  const challenge = bytesOf(options.challenge);
  if (form.dataset.passkey === 'create') {
    const user = { ...options.user, id: bytesOf(options.user.id) };
    const excludeCredentials = named(options.excludeCredentials);
    return navigator.credentials.create({ publicKey: { ...options, challenge, user, excludeCredentials } });
  }
  const allowCredentials = named(options.allowCredentials);
  return navigator.credentials.get({ publicKey: { ...options, challenge, allowCredentials } });
}

function fill(name: string, value: string): void {
  part<HTMLInputElement>(`form[data-passkey] input[name=${name}]`).value = value;
}

async function answer(): Promise<void> {
  const made = await ask();
  if (!(made instanceof PublicKeyCredential)) throw new TypeError('the device made nothing');
  fill('credential', textOf(made.rawId));
  fill('clientDataJSON', textOf(made.response.clientDataJSON));
  const { response } = made;
  if (response instanceof AuthenticatorAttestationResponse) {
    fill('attestationObject', textOf(response.attestationObject));
  } else if (response instanceof AuthenticatorAssertionResponse) {
    fill('authenticatorData', textOf(response.authenticatorData));
    fill('signature', textOf(response.signature));
  }
  form.submit();
}

start.addEventListener('click', () => {
  failed.hidden = true;
  start.disabled = true;
  answer().catch(() => {
    // Given up, no device, or too late: browsers do not tell which, so that no page learns what devices there are.
    failed.hidden = false;
    start.disabled = false;
    failed.focus();
  });
});

if (typeof PublicKeyCredential === 'function') {
  part('#passkey-without').hidden = true;
  start.hidden = false;
}

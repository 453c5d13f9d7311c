// Every page of the families' portal, who looks at it, and the way there. A page that others come to in steps is reached in
// those steps, by what stands on the pages and not by their words, so that the way is the same in every language.

const href = async (page, selector) => {
  const found = await page.locator(selector).first().getAttribute('href');
  if (found === null) throw new Error(`no way on from ${page.url()}`);
  return found;
};

/** The one child of this person. */
const child = async (page) => {
  await page.goto('/children');
  return href(page, 'a[href^="/children/"]');
};

const below = (rest) => async (page) => {
  await page.goto(`${await child(page)}${rest}`);
};

const question = async (page) => {
  await page.goto(await child(page));
  await page.goto(await href(page, '.kernhub-card--waiting a[href*="/questions/"]'));
};

/** The path of the child, and of what was asked about it the first that is so. */
const asked = async (page, isSo) => {
  const path = await child(page);
  const { items } = await (await page.request.get(`/v1/me${path}/consents`)).json();
  const found = items.find(isSo);
  if (found === undefined) throw new Error('no question is so');
  return { path, found };
};

/** What holds after an answer, for a question in this state. */
const answered = (state) => async (page) => {
  const { path, found } = await asked(page, (one) => one.own !== null && one.state === state);
  await page.goto(`${path}/questions/${found.request}/answer`);
};

const stopped = async (page) => {
  const { path, found } = await asked(page, ({ own }) => own?.state === 'withdrawn');
  await page.goto(`${path}/decisions/${found.own.decision}/withdrawal`);
};

const press = (page, selector) => Promise.all([page.waitForEvent('load'), page.click(selector)]);
const [yes, no] = ['given', 'refused'].map((choice) => `button[name=choice][value=${choice}]`);

/** A yes to nobody, where there is a choice of whom. */
const questionWrong = async (page) => {
  const { path, found } = await asked(page, ({ flows }) => flows.length > 1);
  await page.goto(`${path}/questions/${found.request}`);
  await press(page, yes);
};

const expired = async (page, families) => {
  await question(page);
  await families.endSessions();
  await press(page, no);
};

/** A key, made by a device that knows its owner, unless there is one already. */
const key = async (page) => {
  await below('/passkeys')(page);
  if ((await page.locator('main .kernhub-cards li').count()) > 0) return;
  const device = await page.context().newCDPSession(page);
  await device.send('WebAuthn.enable');
  const options = {
    ...{ protocol: 'ctap2', transport: 'internal', automaticPresenceSimulation: true },
    ...{ hasUserVerification: true, isUserVerified: true },
  };
  await device.send('WebAuthn.addVirtualAuthenticator', { options });
  await press(page, 'form[action$="/passkeys/new"] button');
  await press(page, '#passkey-start');
};

const newKey = async (page) => {
  await below('/passkeys')(page);
  await press(page, 'form[action$="/passkeys/new"] button');
};

const sign = async (page) => {
  await key(page);
  await question(page);
  await page.check('input[name=sign]');
  await press(page, yes);
};

const revocation = async (page) => {
  await key(page);
  await page.goto(await href(page, 'a[href$="/revocation"]'));
};

const revoked = async (page) => {
  await key(page);
  if ((await page.locator('a[href$="/revocation"]').count()) === 0) return;
  await revocation(page);
  await press(page, 'form[action$="/revocation"] button');
};

const paper = (of, more) => async (page, families) => {
  await fill('/paper', { '#code': families.papers[of] }, 'form[action="/paper"]')(page);
  if (more !== undefined) await press(page, more);
};

const settingsCode = async (page) => {
  await page.goto('/settings');
  if ((await page.locator('#digits').count()) > 0) return;
  const address = { '#address': 'moeder@verzonnen.example' };
  await fill('/settings', address, 'form[action="/settings"]')(page);
};

const withdrawal = async (page) => {
  await below('/decisions')(page);
  await page.goto(await href(page, 'a[href$="/withdrawal"]'));
};

const fill = (path, fields, form) => async (page) => {
  await page.goto(path);
  for (const [selector, value] of Object.entries(fields)) await page.fill(selector, value);
  await Promise.all([page.waitForEvent('load'), page.click(`${form} button[type=submit]`)]);
};

const receipt = async (page) => {
  await below('/receipts')(page);
  await page.goto(await href(page, '.kernhub-card a[href*="/receipts/"]'));
};

/** Asked before in another language or at another width: then it waits already, and the list shows it. */
const askRectification = async (page) => {
  const path = `${await child(page)}/rights/rectification`;
  const form = `form[action="${path}"]`;
  await fill(path, { '#explanation': 'Het leerjaar klopt niet: het is groep 5.' }, form)(page);
  await page.goto('/rights');
};

/** Before anybody was recognised. */
export const beforeAll = [{ name: 'children-none', account: 'moeder-elf', way: '/children' }];

/** `account` absent: nobody has signed in. */
export const pages = [
  { name: 'start', way: '/' },
  { name: 'help', way: '/help' },
  { name: 'help-accessibility', way: '/help/accessibility' },
  { name: 'help-privacy', way: '/help/privacy' },
  { name: 'check', way: '/check' },
  { name: 'signed-out', way: '/signed-out' },
  { name: 'paper', way: '/paper' },
  {
    name: 'paper-wrong',
    way: fill('/paper', { '#code': 'ABCD-EFGH-JKMN-PQRS-TVWX' }, 'form[action="/paper"]'),
  },
  { name: 'paper-shown', way: paper('mother') },
  { name: 'paper-undone', way: paper('father', 'form[action="/paper/undoing"] button') },
  { name: 'paper-confirmation', account: 'moeder-elf', way: '/paper/confirmation' },
  { name: 'not-found', way: '/nergens' },
  { name: 'children', account: 'moeder-acht', way: '/children' },
  { name: 'child', account: 'moeder-acht', way: below('') },
  { name: 'question', account: 'moeder-acht', way: question },
  { name: 'question-wrong', account: 'moeder-acht', way: questionWrong },
  { name: 'answered-complete', account: 'moeder-acht', way: answered('complete') },
  { name: 'answered-waiting', account: 'moeder-dertien', way: answered('incomplete') },
  { name: 'answered-no', account: 'vader-dertien', way: answered('incomplete') },
  { name: 'child-waiting', account: 'moeder-dertien', way: below('') },
  { name: 'decisions', account: 'moeder-acht', way: below('/decisions') },
  { name: 'withdrawal', account: 'moeder-acht', way: withdrawal },
  { name: 'stopped', account: 'moeder-acht', way: stopped },
  { name: 'accesses', account: 'moeder-acht', way: below('/accesses') },
  { name: 'accesses-search', account: 'moeder-acht', way: below('/accesses?outcome=released') },
  { name: 'looks', account: 'moeder-acht', way: below('/looks') },
  { name: 'receipts', account: 'moeder-acht', way: below('/receipts') },
  { name: 'receipt', account: 'moeder-acht', way: receipt },
  { name: 'rights', account: 'moeder-acht', way: '/rights' },
  { name: 'rights-asked', account: 'moeder-acht', way: askRectification },
  { name: 'right', account: 'moeder-acht', way: below('/rights/rectification') },
  { name: 'erasure', account: 'moeder-acht', way: below('/rights/erasure') },
  { name: 'settings', account: 'moeder-acht', way: '/settings' },
  { name: 'settings-code', account: 'moeder-dertien', way: settingsCode },
  {
    name: 'settings-wrong',
    account: 'moeder-acht',
    way: fill('/settings', { '#address': 'moeder' }, 'form[action="/settings"]'),
  },
  { name: 'passkeys', account: 'moeder-acht', way: below('/passkeys') },
  { name: 'passkeys-new', account: 'moeder-acht', way: newKey },
  { name: 'passkeys-made', account: 'vader-acht', way: key },
  { name: 'passkeys-revocation', account: 'vader-acht', way: revocation },
  { name: 'passkeys-revoked', account: 'moeder-dertien', way: revoked },
  { name: 'sign', account: 'vader-acht', way: sign },
  { name: 'code', account: 'moeder-acht', way: '/code' },
  {
    name: 'code-wrong',
    account: 'moeder-acht',
    way: fill('/code', { '#code': 'ABCD-EFGH' }, 'form[action="/code"]'),
  },
  { name: 'young-children', account: 'dertien', way: '/children' },
  { name: 'young-child', account: 'dertien', way: below('') },
  { name: 'young-question', account: 'dertien', way: question },
  { name: 'young-answered', account: 'zestien', way: answered('complete') },
  // The last: everyone is signed out by it.
  { name: 'session-expired', account: 'vader-acht', way: expired },
];

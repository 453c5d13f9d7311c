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
  { name: 'not-found', way: '/nergens' },
  { name: 'children', account: 'moeder-acht', way: '/children' },
  { name: 'child', account: 'moeder-acht', way: below('') },
  { name: 'question', account: 'moeder-acht', way: question },
  { name: 'decisions', account: 'moeder-acht', way: below('/decisions') },
  { name: 'withdrawal', account: 'moeder-acht', way: withdrawal },
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
  { name: 'passkeys', account: 'moeder-acht', way: below('/passkeys') },
  { name: 'code', account: 'moeder-acht', way: '/code' },
  {
    name: 'code-wrong',
    account: 'moeder-acht',
    way: fill('/code', { '#code': 'ABCD-EFGH' }, 'form[action="/code"]'),
  },
  { name: 'young-children', account: 'dertien', way: '/children' },
  { name: 'young-child', account: 'dertien', way: below('') },
  { name: 'young-question', account: 'dertien', way: question },
];

/** What a parent reads of what is shared now: only what everyone said yes to, and where a yes still waits for another. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Family, familyOf, type Parent, parentsOf, purpose } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';

const title = 'Vroeg meedenken in het zorgteam';
const other = 'school-samenwerkingsverband';

let hub: TestHub;
let family: Family;
let mother: Parent;
let father: Parent;

beforeAll(async () => {
  hub = await startTestHub({ partners: { swv: { role: 'samenwerkingsverband', bsn: false } } });
  family = await familyOf(hub, 'een kind');
  [mother, father] = parentsOf(family);
});
afterAll(() => hub?.close());

const page = async ({ caller }: Parent, path: string): Promise<string> => (await must(caller.get(path))).text;

/** What stands below a heading, up to the next of that level or above. */
function below(text: string, heading: string): string {
  const [, rest = null] = text.split(`>${heading}</h`);
  if (rest === null) throw new Error(`no heading ${heading}`);
  const level = Number(rest[0]);
  return rest.split(new RegExp(`<h[1-${level}]|</li>\\s*<li class="kernhub-card|</main>`))[0] ?? '';
}

const listed = async ({ caller, child }: Parent) => {
  const { body } = await must(caller.get('/v1/me/children'));
  return (body.items as readonly { id: string }[]).find(({ id }) => id === child);
};

const card = async (parent: Parent): Promise<string> => {
  const cards = (await page(parent, '/children')).split('<li class="kernhub-card');
  const found = cards.find((text) => text.includes(`href="/children/${parent.child}"`));
  if (found === undefined) throw new Error('the child is listed');
  return found;
};

describe('what is shared of a child', () => {
  it('is nothing while nobody answered, in the list and on the own page', async () => {
    await family.ask();
    expect(await listed(mother)).toMatchObject({ waiting: 1, shared: [], incomplete: [] });
    expect(await card(mother)).toContain('Er wordt nu niets gedeeld met uw toestemming.');
    expect(await card(mother)).not.toContain(title);
    const own = await page(mother, `/children/${mother.child}`);
    expect(below(own, 'Wat wordt er nu gedeeld?')).toContain('Er wordt nu niets gedeeld');
    expect(below(own, 'Vragen voor u')).toContain(title);
    expect(own).not.toContain('Nog niet compleet');
  });

  it('is nothing while one yes waits for the other, and says that of one’s own yes only', async () => {
    await family.decide(father, 'given');
    expect(await listed(father)).toMatchObject({ waiting: 0, shared: [], incomplete: [purpose] });
    expect(await card(father)).toContain('Er wordt nu niets gedeeld met uw toestemming.');
    expect(await card(father)).toContain(`<dt>Nog niet compleet</dt><dd>${title}</dd>`);
    const own = await page(father, `/children/${father.child}`);
    expect(below(own, 'Wat wordt er nu gedeeld?')).not.toContain(title);
    expect(below(own, 'Nog niet compleet')).toContain('Er wordt pas gedeeld als iedereen');
    expect(below(own, 'Nog niet compleet')).toContain(title);
    expect(await page(father, `/children/${father.child}/decisions`)).toContain('Nog niet compleet');
    expect(await listed(mother)).toMatchObject({ waiting: 1, shared: [], incomplete: [] });
  });

  it('is the purpose once the last one said yes', async () => {
    await family.decide(mother, 'given');
    for (const parent of [mother, father]) {
      expect(await listed(parent)).toMatchObject({ waiting: 0, shared: [purpose], incomplete: [] });
      expect(await card(parent)).toContain(`<dt>Dit wordt nu gedeeld</dt><dd>${title}</dd>`);
      const own = await page(parent, `/children/${parent.child}`);
      expect(below(own, 'Wat wordt er nu gedeeld?')).toContain(title);
      expect(own).not.toContain('Nog niet compleet');
    }
  });

  it('goes on while a question for more waits, which stands among the questions', async () => {
    await family.ask([other]);
    for (const parent of [mother, father]) {
      expect(await listed(parent)).toMatchObject({ waiting: 1, shared: [purpose], incomplete: [] });
      const own = await page(parent, `/children/${parent.child}`);
      expect(below(own, 'Wat wordt er nu gedeeld?')).toContain(title);
      expect(below(own, 'Vragen voor u')).toContain(title);
      expect(own).not.toContain('Nog niet compleet');
    }
  });

  it('is nothing any more once one of them stops, and the other’s yes waits again', async () => {
    const decision = await family.decide(mother, 'given');
    await must(mother.caller.post(`/v1/me/children/${mother.child}/decisions/${decision}/withdrawals`));
    expect(await listed(mother)).toMatchObject({ shared: [], incomplete: [] });
    expect(await listed(father)).toMatchObject({ shared: [], incomplete: [purpose] });
    expect(await card(mother)).not.toContain(title);
  });
});

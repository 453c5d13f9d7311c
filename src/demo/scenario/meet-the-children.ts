import { type ChildName, children, type PartnerName, partners, type Who } from '../world/index.js';
import { expectThat } from './stage.js';
import { numberOf, refusedWith, type Tale } from './tale.js';

const everyone = Object.keys(children) as readonly ChildName[];

interface Relative {
  readonly who: Who;
  readonly as: 'guardian' | 'young-person';
}

const families: Readonly<Record<ChildName, readonly Relative[]>> = {
  eight: [
    { who: 'motherOfEight', as: 'guardian' },
    { who: 'fatherOfEight', as: 'guardian' },
  ],
  thirteen: [
    { who: 'motherOfThirteen', as: 'guardian' },
    { who: 'fatherOfThirteen', as: 'guardian' },
    { who: 'thirteen', as: 'young-person' },
  ],
  sixteen: [
    { who: 'motherOfSixteen', as: 'guardian' },
    { who: 'fatherOfSixteen', as: 'guardian' },
    { who: 'sixteen', as: 'young-person' },
  ],
  eleven: [
    { who: 'motherOfEleven', as: 'guardian' },
    { who: 'fatherOfEleven', as: 'guardian' },
  ],
};

/** Enrolment, invitations, authority. */
export async function meetTheChildren(tale: Tale): Promise<void> {
  const { stage } = tale;
  stage.chapter('The partners meet the children');
  await stage.step('The school enrols its four pupils; a BSN leaves its agent only blinded', () =>
    enrolAt(tale, 'school', 'careCoordinator', everyone),
  );
  await stage.step('The youth health care (JGZ) enrols the same four', () =>
    enrolAt(tale, 'jgz', 'nurse', everyone),
  );
  await stage.step('The neighbourhood team enrols the two that it helps', () =>
    enrolAt(tale, 'buurtteam', 'familyWorker', ['eight', 'sixteen']),
  );
  await stage.step(
    'Each partner has its own id for a child, so that two of them cannot compare',
    async () => {
      const ids = [...tale.refs.values()];
      expectThat(new Set(ids).size === ids.length && ids.length === 10, 'ids repeat');
      return `Testkind Acht: ${['school', 'jgz', 'buurtteam'].map((name) => `${name} ${tale.refs.get(`eight@${name}`)}`).join(' · ')}`;
    },
  );
  await stage.step(
    'The samenwerkingsverband may not use the BSN: its agent refuses to enrol with it',
    async () => {
      const desk = await tale.cast.professional('supportAdviser', 'samenwerkingsverband');
      const number = numberOf('eight', 'samenwerkingsverband');
      await refusedWith('role-not-allowed', () => desk.enrol(number, 'in-guidance'));
      return undefined;
    },
  );
  for (const child of everyone) {
    const names = families[child].length === 3 ? 'both parents and the young person' : 'both parents';
    await stage.step(
      `${children[child].name}: ${names} sign in and redeem the code they got from school`,
      () => inviteFamily(tale, child),
    );
  }
}

async function enrolAt(
  { cast, refs }: Tale,
  partner: PartnerName,
  who: Who,
  whom: readonly ChildName[],
): Promise<undefined> {
  const desk = await cast.professional(who, partner);
  for (const child of whom) {
    refs.set(`${child}@${partner}`, await desk.enrol(numberOf(child, partner), partners[partner].relation));
  }
  return undefined;
}

/** Everyone has joint authority (gezag) where they are a guardian; logging in alone proves none. */
async function inviteFamily({ cast, world }: Tale, child: ChildName): Promise<undefined> {
  const school = await cast.professional('careCoordinator', 'school');
  const number = numberOf(child, 'school');
  for (const { who, as } of families[child]) {
    const { person, code } = await school.invite(number, as);
    const portal = await cast.family(who);
    await portal.redeem(code);
    const seen = (await portal.children()).map(({ firstName }) => firstName);
    expectThat(
      seen.length === 1 && seen[0] === children[child].name,
      `${who} sees ${seen.join(', ') || 'nobody'}`,
    );
    if (as === 'guardian') {
      await school.assertAuthority(number, person, 'joint', world.around.world.madeOn);
    }
  }
  return undefined;
}

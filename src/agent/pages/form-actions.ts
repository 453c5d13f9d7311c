/** What each form of the page does. The same use cases as the local API. */
import type { Request } from 'express';
import {
  NotFound,
  type PartnerAnswer,
  type Purpose,
  partnerAnswer,
  relation,
  warningAnswer,
} from '../../contract/index.js';
import type { Json } from '../../kernel/index.js';
import { declination } from '../local-api.js';
import { paramOf } from '../params.js';
import type { Agent, Professional } from '../usecases/agent-parts.js';
import { answerAssignment } from '../usecases/answer-assignment.js';
import { askForContext } from '../usecases/ask-for-context.js';
import { enrolChild } from '../usecases/enrol-child.js';
import { answerWarning } from '../usecases/follow-warnings.js';
import { declineTask, listWaiting, releaseTask } from '../usecases/release-by-hand.js';
import { approveEmergency, redeemIntroduction } from '../usecases/work-with-family.js';
import { checked, type Form, many, one } from './form.js';
import { typedValue } from './task-page.js';

/** @returns where the browser goes next */
export type Action = (
  agent: Agent,
  professional: Professional,
  request: Request,
  form: Form,
) => Promise<string>;

/** By path, Express form. */
export const formActions: Readonly<Record<string, Action>> = {
  '/children/:number/enrolment': async (agent, professional, request, form) => {
    const number = paramOf(request, 'number');
    await enrolChild(agent, professional, { number, relation: relationIn(form) });
    return `/children/${number}`;
  },
  '/children/:number/introduction': async (agent, professional, request, form) => {
    const number = paramOf(request, 'number');
    const code = one(form, 'code').trim();
    await redeemIntroduction(agent, professional, { number, code, relation: relationIn(form) });
    return `/children/${number}`;
  },
  '/children/:number/exchanges': async (agent, professional, request, form) => {
    const [text, necessity] = [one(form, 'text').trim(), one(form, 'necessity').trim()];
    const unsafeForFamily = one(form, 'unsafeForFamily').trim();
    const answer = await askForContext(agent, professional, {
      number: paramOf(request, 'number'),
      purpose: one(form, 'purpose'),
      question: one(form, 'question'),
      fields: many(form, 'fields'),
      ...(text !== '' && { text }),
      ...(necessity !== '' && { necessity }),
      ...(unsafeForFamily !== '' && { unsafeForFamily }),
    });
    return `/exchanges/${answer.exchange}`;
  },
  '/children/:number/approvals': async (agent, professional, request, form) => {
    const number = paramOf(request, 'number');
    await approveEmergency(agent, professional, number, one(form, 'purpose'));
    return `/children/${number}`;
  },
  '/tasks/:task/release': async (agent, professional, request, form) => {
    const task = paramOf(request, 'task');
    const item = (await listWaiting(agent)).find((candidate) => candidate.task === task);
    if (item === undefined) throw new NotFound();
    const fields = valuesIn(form, await agent.purposes.inForce(item.purpose));
    await releaseTask(agent, professional, task, { ground: one(form, 'ground'), fields });
    return '/';
  },
  '/warnings/:emergency': async (agent, professional, request, form) => {
    const measure = checked(warningAnswer.properties.measure, one(form, 'measure'), '/measure');
    await answerWarning(agent, professional, paramOf(request, 'emergency'), measure);
    return '/';
  },
  '/tasks/:task/decline': async (agent, professional, request, form) => {
    const reason = checked(declination.properties.reason, one(form, 'reason'), '/reason');
    await declineTask(agent, professional, paramOf(request, 'task'), reason);
    return '/';
  },
  '/rights/:assignment': async (agent, professional, request, form) => {
    await answerAssignment(agent, professional, paramOf(request, 'assignment'), partnerAnswerIn(form));
    return '/';
  },
};

/** What was left empty is absent. @throws InvalidRequest */
function partnerAnswerIn(form: Form): PartnerAnswer {
  const filled = ['outcome', 'manner', 'article', 'on'].flatMap((name) => {
    const text = one(form, name).trim();
    return text === '' ? [] : [[name, text]];
  });
  return checked(partnerAnswer, Object.fromEntries(filled), '');
}

const relationIn = (form: Form) => checked(relation, one(form, 'relation'), '/relation');

function valuesIn(form: Form, purpose: Purpose): { readonly [name: string]: Json } {
  return Object.fromEntries(
    purpose.fields.flatMap((field) => {
      const value = typedValue(field, one(form, `field.${field.name}`));
      return value === undefined ? [] : [[field.name, value as Json]];
    }),
  );
}

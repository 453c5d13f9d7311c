/** Of one request about rights: the partners that answer too, and the form to ask them. */
import type { Code, PartnerAnswer, RightsRequestId, WaitingRightsRequest } from '../../contract/index.js';
import { parseCivilDate } from '../../kernel/index.js';
import { html, type Markup, nothing, when } from '../../text/index.js';
import type { Visit } from '../visit.js';
import { alert, badge } from './parts.js';

/** What was wrong with a form of one request, and what stood in it. */
export interface RightsFault {
  readonly request: RightsRequestId;
  readonly form: 'answer' | 'assignment';
  readonly sentence: string;
  readonly code: Code;
  readonly typed: Readonly<Record<string, string>>;
}

interface Assigning {
  readonly today: string;
  /** Null for who may not assign. */
  readonly guards: Markup | null;
  /** Null where this form has none. */
  readonly fault: RightsFault | null;
}

export function assignmentsPart(visit: Visit, request: WaitingRightsRequest, assigning: Assigning): Markup {
  const say = visit.own.rights.partners;
  const { assignments, partners } = request;
  const asked = assignments.filter(({ answer }) => answer === null).map(({ partner }) => partner);
  const left = partners.filter(({ id }) => !asked.includes(id));
  const { guards } = assigning;
  return html`${when(assignments.length > 0, () => assignmentList(visit, request, assigning.today))}
${partners.length === 0 ? html`<p class="kernhub-soft">${say.none}</p>` : nothing}
${guards === null || left.length === 0 ? nothing : assignForm(visit, { ...request, partners: left }, { ...assigning, guards })}`;
}

function assignmentList(
  visit: Visit,
  { assignments, partners }: WaitingRightsRequest,
  today: string,
): Markup {
  const say = visit.own.rights.partners;
  const { day } = visit.words;
  const nameOf = (partner: string): string => partners.find(({ id }) => id === partner)?.name ?? partner;
  return html`<p class="kernhub-soft">${say.title}</p>
<ul class="utrecht-unordered-list">${assignments.map(
    ({ partner, assignedAt, dueOn, answer }) =>
      html`<li><bdi>${nameOf(partner)}</bdi> · ${say.asked(day(new Date(assignedAt)))} · ${
        answer === null ? waiting(visit, dueOn, today) : partnerAnswerInWords(visit, answer)
      }</li>`,
  )}</ul>`;
}

function waiting({ own, words }: Visit, dueOn: string, today: string): Markup {
  const { late, waits } = own.rights.partners;
  return badge((dueOn < today ? late : waits)(words.day(parseCivilDate(dueOn))), dueOn < today);
}

function partnerAnswerInWords({ own, words }: Visit, answer: PartnerAnswer): string {
  const say = own.rights.partners;
  const { outcome, manner = 'letter', article = '' } = answer;
  const day = words.day(parseCivilDate(answer.on));
  if (outcome === 'answered') return say.answered[manner](day);
  return outcome === 'refused' ? say.refused(day, article) : say.nothingHeld(day);
}

function assignForm(
  { own }: Visit,
  { id, partners, dueOn, explanation }: WaitingRightsRequest,
  { guards, fault, today }: Assigning & { readonly guards: Markup },
): Markup {
  const say = own.rights.partners;
  const typed = fault?.typed ?? {};
  return html`<details class="kernhub-details"${fault === null ? nothing : html` open`}><summary>${say.ask}</summary>
<form method="post" action="/officer/rights/${id}/assignments" class="kernhub-stack" novalidate>
${guards}
<p class="kernhub-soft">${say.askHint}</p>
${alert(fault === null ? [] : [fault.sentence], fault?.code)}
<fieldset class="kernhub-choices"><legend>${say.which}</legend>
${partners.map((partner) => choice('partners', partner.id, partner.name))}
</fieldset>
<div class="utrecht-form-field">
<label class="utrecht-form-label" for="due-${id}">${say.until}</label>
<input class="utrecht-textbox utrecht-textbox--html-input" type="date" id="due-${id}" name="dueOn" value="${typed.dueOn ?? dueOn}" min="${today}" max="${dueOn}" required>
</div>
<div class="utrecht-form-field">
<label class="utrecht-form-label" for="instruction-${id}">${say.instruction}</label>
<p class="utrecht-form-field-description" id="instruction-hint-${id}">${say.instructionHint}</p>
<textarea class="utrecht-textarea utrecht-textarea--html-textarea" id="instruction-${id}" name="instruction" rows="3" maxlength="1000" aria-describedby="instruction-hint-${id}">${typed.instruction ?? ''}</textarea>
</div>
${when(explanation !== null, () => choice('passExplanation', 'yes', say.pass))}
<p><button class="utrecht-button utrecht-button--primary-action" type="submit">${say.save}</button></p>
</form></details>`;
}

const choice = (name: string, value: string, label: string): Markup =>
  html`<label class="kernhub-choice"><input type="checkbox" name="${name}" value="${value}"><span>${label}</span></label>`;
